/** Slices and built files as a pipeline hands them over: in one folder, or each in a folder of its own below it. */
import { GatehouseError } from "../errors.ts";
import type { Files } from "../ports.ts";
import type { BuildSlice, TestSlice } from "./record.ts";
import { readBuildSlices, readTestSlices } from "./record-folder.ts";
import { isBuilt } from "./stages.ts";

export interface Gathered {
  readonly builds: readonly BuildSlice[];
  readonly tests: readonly TestSlice[];
  /** The folder of an artifact's built files, by its name. */
  readonly filesOf: ReadonlyMap<string, string>;
}

/** Reads `folder` and one level below. Throws `record-invalid` and `record-missing`. */
export async function gather(files: Files, folder: string): Promise<Gathered> {
  const below = (await files.list(folder))
    .filter((entry) => entry.kind === "folder")
    .map(({ name }) => `${folder}/${name}`);
  const places = [folder, ...below];
  const builds = await Promise.all(
    places.map(async (place) => ({ place, slices: await readBuildSlices(files, place) })),
  );
  const tests = await Promise.all(places.map((place) => readTestSlices(files, place)));
  const filesOf = new Map<string, string>();
  for (const { place, slice } of newestFirst(builds)) {
    for (const artifact of slice.artifacts.filter(isBuilt)) {
      if (!filesOf.has(artifact.name)) filesOf.set(artifact.name, `${place}/${artifact.name}`);
    }
  }
  if (builds.every(({ slices }) => slices.length === 0)) {
    throw GatehouseError.of("record-missing", { path: `${folder}/build.1.json` });
  }
  return { builds: builds.flatMap(({ slices }) => slices), tests: tests.flat(), filesOf };
}

/** Of one position the slice of the highest attempt counts, and so do its files. */
function newestFirst(places: readonly { readonly place: string; readonly slices: readonly BuildSlice[] }[]) {
  return places
    .flatMap(({ place, slices }) => slices.map((slice) => ({ place, slice })))
    .toSorted((a, b) => b.slice.attempt - a.slice.attempt);
}
