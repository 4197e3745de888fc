/** The artifacts of a ci.yml, or the reason why none of them can be used. */
import { GatehouseError } from "../errors.ts";
import { normalizeName } from "../release/name.ts";
import { nameFaults } from "../release/artifact-faults.ts";
import type { CiArtifact, CiEntry, CiFile } from "./types.ts";

/**
 * The artifacts, their names as written and proven fit to become paths, stages and arguments. Throws `ci-invalid`
 * at the first fault of the file, and `names-refused` where a name or safeName can't be used.
 */
export function usableArtifacts(ci: CiFile): CiArtifact[] {
  const [first, ...more] = ci.faults;
  if (first !== undefined) {
    const rest = more.length === 0 ? "" : ` (${more.length} more ${more.length === 1 ? "fault" : "faults"})`;
    const place = { path: ci.path, line: first.line, column: first.column };
    throw GatehouseError.of("ci-invalid", { problem: `${first.message}${rest}` }, { place });
  }
  const artifacts = ci.entries.flatMap((entry) => usableArtifact(entry) ?? []);
  const faults = nameFaults(artifacts);
  if (faults.length > 0) {
    throw GatehouseError.of("names-refused", { faults: faults.join("; ") }, { place: { path: ci.path } });
  }
  return artifacts;
}

/** An entry with both its names, as an artifact; null where one is missing. */
function usableArtifact({ name, safeName, dependsOn, line, column }: CiEntry): CiArtifact | null {
  if (name === null || safeName === null) return null;
  return {
    name: name.value,
    safeName: safeName.value,
    package: normalizeName(name.value),
    dependsOn: dependsOn.map(({ value }) => value),
    line,
    column,
  };
}
