/** What validate found, kept in the user's cache folder for as long as the files that it looked at say the same. */
import { createHash } from "node:crypto";
import { filesWithin } from "../../adapters/files-within.ts";
import { answersAsBefore } from "../../adapters/traced-files.ts";
import { cacheFolder } from "../cache-folder.ts";
import type { Mode } from "../../validate/rule.ts";
import type { Context } from "../context.ts";
import type { Place } from "../locate.ts";
import type { Judged } from "./share.ts";

declare const GATEHOUSE_BUILD: string;

/** A digest of this very code, set by the bundler: other code may find something else. Null for the source run as it is. */
const build = typeof GATEHOUSE_BUILD === "string" ? GATEHOUSE_BUILD : null;

/** A team's calls differ by folder and mode; with more than this the folder is begun anew. */
const mostKept = 100;

/** All that the findings of an offline run depend on, but for what lies in the files. */
export interface Asked {
  /** The tree that links may not lead out of. */
  readonly root: string;
  readonly places: readonly Place[];
  readonly mode: Mode;
}

/** Of each service directory, by its folder, what was found before and still holds. */
export async function findingsBefore(context: Context, asked: Asked): Promise<ReadonlyMap<string, Judged>> {
  const still = new Map<string, Judged>();
  if (build === null) return still;
  const files = filesWithin(context.files, asked.root);
  for (const judged of parse(await context.files.readText(fileOf(asked)).catch(() => null))) {
    if (judged.trace !== null && (await answersAsBefore(files, judged.trace)))
      still.set(judged.place.folder, judged);
  }
  return still;
}

/** Keeps what was found. A full disk, or a folder that is not ours, is no reason to fail. */
export async function keepFindings(
  { files }: Context,
  asked: Asked,
  found: readonly Judged[],
): Promise<void> {
  if (build === null) return;
  const text = JSON.stringify(found.filter(({ trace }) => trace !== null));
  try {
    if ((await files.list(folder())).length >= mostKept) await files.remove(folder());
    await files.write(fileOf(asked), `${sha256(text)}\n${text}`);
  } catch {}
}

function folder(): string {
  return `${cacheFolder()}/validate`;
}

function fileOf(asked: Asked): string {
  return `${folder()}/${sha256(JSON.stringify([build, asked]))}.json`;
}

/** Nothing from a file that is damaged in any way. */
function parse(file: string | null): readonly Judged[] {
  const at = file?.indexOf("\n") ?? -1;
  if (file === null || at < 0) return [];
  const text = file.slice(at + 1);
  return file.slice(0, at) === sha256(text) ? (JSON.parse(text) as Judged[]) : [];
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
