/** Whether the `py.typed` files of a package (PEP 561) reach its wheel. */
import type { Files } from "../ports.ts";
import type { Folder } from "./find-packages.ts";
import type { PackageData } from "./metadata.ts";
import type { Declared, TypedMarker } from "./types.ts";

/** The `py.typed` files below a package's folder, each with why a wheel would lack it. Never throws. */
export async function findTypedMarkers(
  _files: Files,
  _folder: Folder,
  _about: { readonly build: Declared["build"]; readonly packageData: PackageData },
): Promise<TypedMarker[]> {
  return Promise.resolve([]);
}
