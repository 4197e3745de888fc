/** What validate found in one or many service directories, and `gatehouse/findings@1`, its form for other programs. */
import type { Finding } from "../release/record.ts";

/** One service directory's share of the report. */
export interface ServiceReport {
  /** Its path as users should see it. */
  readonly serviceDirectory: string;
  readonly artifacts: readonly {
    readonly serviceDirectory: string;
    readonly name: string;
    readonly safeName: string | null;
    readonly package: string;
    readonly version: string | null;
    readonly release: boolean;
  }[];
  readonly findings: readonly Finding[];
  /** What gatehouse.yml accepts. */
  readonly accepted: readonly AcceptedFinding[];
}

/** A finding that a team lives with, and why. */
export interface AcceptedFinding {
  readonly finding: Finding;
  readonly reason: string;
}

/** How much was looked at, and what was found. */
export interface Counts {
  readonly serviceDirectories: number;
  readonly artifacts: number;
  readonly errors: number;
  readonly warnings: number;
  readonly notes: number;
  readonly accepted: number;
}

/** The document of `validate --format json`. */
export function findingsReport(services: readonly ServiceReport[]) {
  const artifacts = services.flatMap((service) => service.artifacts);
  const findings = distinctFindings(services).flatMap((service) => service.findings.map(inOrder));
  const accepted = services.flatMap((service) =>
    service.accepted.map(({ finding, reason }) => ({ ...inOrder(finding), reason })),
  );
  const summary = countsOf(services);
  return { schema: "gatehouse/findings@1", summary, artifacts, findings, accepted } as const;
}

/** The counts of a report. */
export function countsOf(services: readonly ServiceReport[]): Counts {
  const findings = distinctFindings(services).flatMap((service) => service.findings);
  return {
    serviceDirectories: services.length,
    artifacts: services.reduce((sum, { artifacts }) => sum + artifacts.length, 0),
    errors: countOf(findings, "error"),
    warnings: countOf(findings, "warning"),
    notes: countOf(findings, "note"),
    accepted: services.reduce((sum, { accepted }) => sum + accepted.length, 0),
  };
}

/** How many of the findings have a severity. */
export function countOf(findings: readonly Finding[], severity: Finding["severity"]): number {
  return findings.filter((finding) => finding.severity === severity).length;
}

/** `1 error`, `2 errors`. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}

/**
 * The same reports, with a finding that several share (about a gatehouse.yml above them all) in the first of them only.
 */
export function distinctFindings<Report extends ServiceReport>(services: readonly Report[]): Report[] {
  const seen = new Set<string>();
  const isNew = (finding: Finding) => {
    // What belongs to an artifact belongs to one service directory.
    if (finding.artifact !== null) return true;
    const key = JSON.stringify(inOrder(finding));
    return !seen.has(key) && seen.add(key).has(key);
  };
  return services.map((service) => ({ ...service, findings: service.findings.filter(isNew) }));
}

/** The fields in the order of the documents. */
function inOrder({ rule, severity, message, remedy, artifact, path, line, column }: Finding): Finding {
  return { rule, severity, message, remedy, artifact, path, line, column };
}
