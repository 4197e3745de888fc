/** What the options of the commands are once commander has read them. */
import { resolve } from "node:path";
import type { Context } from "../context.ts";
import type { Place } from "../locate.ts";

export interface IndexOptions {
  readonly index?: string;
  readonly simpleUrl?: string;
}

export interface BuildOptions extends IndexOptions {
  readonly out?: string;
  readonly artifact: readonly string[];
  readonly jobs?: number;
  readonly python?: string;
  readonly json?: true;
}

/** `--out`, or `.gatehouse/<service directory's name>` below the current folder. Absolute, with `/`. */
export function outFolder({ cwd }: Context, out: string | undefined, { folder }: Place): string {
  const name = folder.split("/").at(-1) ?? "release";
  return resolve(cwd, out ?? `.gatehouse/${name}`).replaceAll("\\", "/");
}

/** `DIR`, absolute, with `/`. */
export function recordFolder({ cwd }: Context, folder: string): string {
  return resolve(cwd, folder).replaceAll("\\", "/");
}
