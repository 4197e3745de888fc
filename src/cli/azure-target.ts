/** `<serviceDirectory>` as `queue` takes it: a folder here, a package here, or just the name of a service directory. */
import { readCheckout } from "../adapters/git.ts";
import { filesWithin, treeAround } from "../adapters/files-within.ts";
import { usableArtifacts } from "../ci/artifacts.ts";
import type { CiArtifact } from "../ci/types.ts";
import { findPackageByName } from "../packages/find-package-by-name.ts";
import { readServiceDirectory } from "../packages/service-directory.ts";
import type { Context } from "./context.ts";
import { type Place, placeOf } from "./locate.ts";

export interface QueueTarget {
  /** Relative to the repository's root where that is known: `sdk/storage`, or `storage`. */
  readonly serviceDirectory: string;
  /** Where it lies on this machine; null when it does not. */
  readonly place: Place | null;
  /** The artifact that was named in its place. */
  readonly globs: readonly string[];
}

/** Looks for `given`, then `sdk/given`, then a package of that name in this clone. */
export async function queueTarget(context: Context, given: string): Promise<QueueTarget> {
  const { files, cwd } = context;
  const checkout = await readCheckout(context.process, cwd);
  const root = checkout?.root ?? null;
  const roots = root === null ? ["", "sdk/"] : ["", "sdk/", `${root}/`, `${root}/sdk/`];
  for (const before of roots) {
    const place = placeOf(context, `${before}${given}`);
    if ((await files.kind(`${place.folder}/ci.yml`)) === "file")
      return { serviceDirectory: below(root ?? cwd, place.folder), place, globs: [] };
  }
  const found = root === null ? [] : await findPackageByName(files, placeOf(context, root), given);
  const [only, other] = found;
  if (only !== undefined && other === undefined && only.artifactName !== null) {
    const { service, artifactName } = only;
    const serviceDirectory = below(root ?? cwd, service.folder);
    return { serviceDirectory, place: service, globs: [artifactName] };
  }
  return { serviceDirectory: given, place: null, globs: [] };
}

/** The artifacts of a service directory here. Throws `ci-missing`, `ci-unreadable`, `ci-invalid`, `names-refused`. */
export async function localArtifacts(context: Context, place: Place): Promise<readonly CiArtifact[]> {
  const files = filesWithin(context.files, treeAround(place.folder));
  return usableArtifacts((await readServiceDirectory(files, place, null)).ci);
}

/** `folder` relative to `root`; its own name when it lies elsewhere. */
function below(root: string, folder: string): string {
  const top = `${root.replaceAll("\\", "/").replace(/\/+$/, "")}/`;
  return folder.startsWith(top) ? folder.slice(top.length) : (folder.split("/").at(-1) ?? folder);
}
