/** `<serviceDirectory>`: a path, or the name of a package below the current folder. A path wins. */
import { relative, resolve } from "node:path";
import { GatehouseError } from "../errors.ts";
import type { Context } from "./context.ts";

/** A folder, absolute and as users should see it: relative to the current one, both with `/`. */
export interface Place {
  readonly folder: string;
  readonly path: string;
}

export interface Target extends Place {
  /** Globs of the artifacts that are meant; none means all. */
  readonly globs: readonly string[];
}

export function placeOf({ cwd }: Context, path: string): Place {
  const folder = resolve(cwd, path);
  return { folder: slashed(folder), path: slashed(relative(cwd, folder)) || "." };
}

function slashed(path: string): string {
  return path.replaceAll("\\", "/");
}

/** Throws `path-missing`, `package-ambiguous`, `package-unlisted`. */
export async function locate(context: Context, target: string, globs: readonly string[]): Promise<Target> {
  const place = placeOf(context, target);
  if ((await context.files.kind(place.folder)) === "folder") return { ...place, globs };
  const { findPackageByName } = await import("../packages/find-package-by-name.ts");
  const found = await findPackageByName(context.files, placeOf(context, "."), target);
  const [first, second] = found;
  if (first === undefined) throw GatehouseError.of("path-missing", { path: target });
  if (second !== undefined) {
    const places = found.map(({ service }) => service.path).join(", ");
    throw GatehouseError.of("package-ambiguous", { name: target, places });
  }
  const { service, artifactName } = first;
  if (artifactName === null) {
    const entry = `- name: ${target}\n  safeName: ${target.toLowerCase().replace(/[^a-z0-9]/g, "")}`;
    const place = { path: `${service.path}/ci.yml` };
    throw GatehouseError.of("package-unlisted", { name: target, path: service.path, entry }, { place });
  }
  return { ...service, globs: [artifactName, ...globs] };
}
