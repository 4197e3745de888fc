/** Marks by which a package says that it is not for release. */
import type { SourcePackage } from "./types.ts";

type Marked = Pick<SourcePackage, "declared">;

const has = ({ declared }: Marked, mark: RegExp) =>
  declared.classifiers.some(({ value }) => mark.test(value));

/** Marked `Private :: …`, which PyPI refuses to take. */
export function isPrivate(source: Marked): boolean {
  return has(source, /^Private ::/);
}

/** Marked `Development Status :: 7 - Inactive`. */
export function isInactive(source: Marked): boolean {
  return has(source, /^Development Status :: 7/);
}
