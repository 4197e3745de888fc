/** Findings that a team accepts in gatehouse.yml. */
import type { Acceptance } from "../config/settings.ts";
import { globMatcher } from "../release/glob.ts";
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
    (acceptance.package === null || (name !== null && globMatcher(acceptance.package)(name)));
  return accepted.find(covers) ?? null;
}
