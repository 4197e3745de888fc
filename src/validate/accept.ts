/** Findings that a team accepts in gatehouse.yml. */
import type { Acceptance } from "../config/settings.ts";
import { nameMatches } from "../packages/glob.ts";
import { normalizeName } from "../release/name.ts";
import type { Finding } from "../release/record.ts";

/**
 * The acceptance that covers a finding, or null. `about` is the package of a finding that belongs to no artifact. An
 * acceptance for a package never covers what belongs to none.
 */
export function acceptanceOf(
  { rule, artifact }: Pick<Finding, "rule" | "artifact">,
  about: string | null,
  accepted: readonly Acceptance[],
): Acceptance | null {
  const name = artifact ?? about;
  const covers = (acceptance: Acceptance) =>
    acceptance.rule === rule &&
    (acceptance.package === null || (name !== null && matches(acceptance.package, name)));
  return accepted.find(covers) ?? null;
}

/** A glob is tried on the name as written and on its PEP 503 form. */
function matches(glob: string, name: string): boolean {
  return nameMatches(glob, name) || nameMatches(glob, normalizeName(name));
}
