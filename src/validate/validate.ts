/** The validate door: runs every rule. Findings are data; what they mean for a release is decided here too. */
import type { CiFix } from "../ci/fix.ts";
import type { Finding } from "../release/record.ts";
import type { Planned, Validated } from "../release/stages.ts";
import type { Severity } from "../config/settings.ts";
import type { AcceptedFinding } from "../report/findings.ts";
import { acceptanceOf } from "./accept.ts";
import { answered } from "./answered.ts";
import type { RuleContext, ValidateContext } from "./rule.ts";
import { rules } from "./rules.ts";
import { subjectsOf } from "./subjects.ts";

/** What the rules say of a service directory. Texts from files stand in it quoted, but raw. */
export interface Judgement {
  /** What counts, sorted by path and line. */
  readonly findings: readonly Finding[];
  readonly accepted: readonly AcceptedFinding[];
  /** What `--fix` would change in ci.yml. */
  readonly fixes: readonly CiFix[];
}

/** Runs every rule, with the severities and acceptances of gatehouse.yml. Pure. */
export function judge(context: ValidateContext): Judgement {
  const known = { ...context, service: answered(context.service, context.outside) };
  const whole: RuleContext = { ...known, subjects: subjectsOf(known) };
  const { severities } = context.settings;
  const findings: Finding[] = [];
  const accepted: AcceptedFinding[] = [];
  const fixes: CiFix[] = [];
  for (const { name, severity: own, check } of rules) {
    const set = severities.get(name);
    if (set === "off") continue;
    for (const { fix, package: about, severity, ...found } of check(whole)) {
      const finding: Finding = { ...found, rule: name, severity: severityOf(set, severity, own) };
      const acceptance = acceptanceOf(finding, about ?? null, context.settings.accepted);
      if (acceptance !== null) {
        accepted.push({ finding, reason: acceptance.reason });
        continue;
      }
      findings.push(finding);
      if (fix !== undefined) fixes.push(fix);
    }
  }
  return { findings: findings.toSorted(byPlace), accepted, fixes };
}

const ranks = { note: 0, warning: 1, error: 2 } as const;

/** The severity that is set for a rule stands for its own; a milder case of the rule stays milder. */
function severityOf(set: Severity | undefined, special: Severity | undefined, own: Severity): Severity {
  if (special === undefined) return set ?? own;
  return set === undefined || ranks[special] < ranks[set] ? special : set;
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
