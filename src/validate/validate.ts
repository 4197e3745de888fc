/** The validate door: runs every rule. Findings are data; what they mean for a release is decided here too. */
import type { Finding } from "../release/record.ts";
import type { Planned, Validated } from "../release/stages.ts";
import type { ValidateContext } from "./rule.ts";
import { rules } from "./rules.ts";
import { subjectsOf } from "./subjects.ts";

/** What every rule finds, sorted by path and line. Pure. Texts from files stand in them quoted, but raw. */
export function validate(context: ValidateContext): Finding[] {
  const whole = { ...context, subjects: subjectsOf(context) };
  const findings = rules.flatMap(({ name, severity, check }) =>
    check(whole).map((finding): Finding => ({ severity, ...finding, rule: name })),
  );
  return findings.toSorted(byPlace);
}

function byPlace(a: Finding, b: Finding): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}

/** The findings of one artifact. */
export function findingsFor(findings: readonly Finding[], name: string): Finding[] {
  return findings.filter(({ artifact }) => artifact === name);
}

/** Whether there is an error that belongs to no artifact: it stands in the way of all. */
export function blocksAll(findings: readonly Finding[]): boolean {
  return findings.some(({ artifact, severity }) => artifact === null && severity === "error");
}

/**
 * The plan with each artifact's findings. An error holds its artifact back, one without an artifact all of them;
 * and what needs an artifact that is held back (`dependsOn`) is held back with it.
 */
export function holdBack<Artifact extends Planned>(
  artifacts: readonly Artifact[],
  findings: readonly Finding[],
): (Artifact & Validated)[] {
  const common = findings.find(({ artifact, severity }) => artifact === null && severity === "error");
  const held = new Map<string, string>();
  const hold = ({ release, safeName }: Planned, reason: string | undefined) => {
    const key = safeName.toLowerCase();
    if (!release || reason === undefined || held.has(key)) return false;
    held.set(key, reason);
    return true;
  };
  for (const artifact of artifacts) {
    const error = findingsFor(findings, artifact.name).find(({ severity }) => severity === "error");
    hold(artifact, (common ?? error)?.message);
  }
  const needed = (artifact: Planned) => artifact.dependsOn.find((need) => held.has(need.toLowerCase()));
  let more = true;
  while (more) {
    more = artifacts.some((artifact) => {
      const need = needed(artifact);
      return hold(artifact, need === undefined ? undefined : `it needs ${need}, which is held back`);
    });
  }
  return artifacts.map((artifact) => {
    const reason = held.get(artifact.safeName.toLowerCase());
    const validated = { ...artifact, findings: findingsFor(findings, artifact.name) };
    return reason === undefined ? validated : { ...validated, release: false, reason };
  });
}
