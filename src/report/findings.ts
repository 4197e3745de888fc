/** `gatehouse/findings@1`: what validate found, for other programs. */
import type { Finding } from "../release/record.ts";

/** One service directory's share of the report. */
export interface ServiceReport {
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

/** The document of `validate --format json`. */
export function findingsReport(services: readonly ServiceReport[]) {
  const artifacts = services.flatMap((service) => service.artifacts);
  const findings = services.flatMap((service) => service.findings).map(inOrder);
  const count = (severity: Finding["severity"]) =>
    findings.filter((finding) => finding.severity === severity).length;
  const summary = {
    serviceDirectories: services.length,
    artifacts: artifacts.length,
    errors: count("error"),
    warnings: count("warning"),
  };
  return { schema: "gatehouse/findings@1", summary, artifacts, findings } as const;
}

/** The fields in the order of the documents. */
function inOrder({ rule, severity, message, remedy, artifact, path, line, column }: Finding): Finding {
  return { rule, severity, message, remedy, artifact, path, line, column };
}
