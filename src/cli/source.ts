/** A service directory as the commands before the record see it: its files, and where it stands in git. */
import { relative } from "node:path";
import { type Checkout, readCheckout } from "../adapters/git.ts";
import { filesWithin, treeAround } from "../adapters/files-within.ts";
import type { Origin } from "../build/build-slice.ts";
import { readServiceDirectory, type ServiceDirectory } from "../packages/service-directory.ts";
import type { Context } from "./context.ts";
import type { NamedIndex } from "./index-option.ts";
import type { Place } from "./locate.ts";

export interface Source {
  readonly service: ServiceDirectory;
  readonly checkout: Checkout | null;
  /** The service directory relative to the repository's root (outside git: the current folder), with `/`. */
  readonly repositoryPath: string;
}

export async function openSource(context: Context, place: Place): Promise<Source> {
  const files = filesWithin(context.files, treeAround(place.folder));
  const service = await readServiceDirectory(files, place, null);
  const checkout = await readCheckout(context.process, place.folder);
  const inside = relative(checkout?.root ?? context.cwd, place.folder).replaceAll("\\", "/");
  const repositoryPath = inside.startsWith("..") ? (place.folder.split("/").at(-1) ?? "") : inside;
  return { service, checkout, repositoryPath: repositoryPath === "" ? "." : repositoryPath };
}

/** What the build slice says of where the source comes from. */
export function originOf({ checkout, repositoryPath }: Source, named: NamedIndex | null): Origin {
  return {
    commit: checkout?.commit ?? null,
    dirty: (checkout?.changed.length ?? 0) > 0,
    serviceDirectory: repositoryPath,
    index: named?.index ?? null,
    simpleUrl: named?.simpleUrl ?? null,
  };
}
