/** How a task that validated ends. Pure. */
import type { Finding } from "../release/record.ts";

export interface VerdictPolicy {
  readonly mode: "release" | "pull-request";
  readonly failOn: "error" | "warning" | "never";
}

/**
 * In a release an error of one artifact holds back that one alone; it fails when an error belongs to no artifact, or
 * when errors leave none to release. In pull-request mode any error fails. `failOn` makes it stricter, or silent.
 */
export function verdict(
  artifacts: readonly { readonly release: boolean }[],
  findings: readonly Finding[],
  { mode, failOn }: VerdictPolicy,
): { result: "succeeded" | "succeeded with issues" | "failed"; text: string } {
  const errors = findings.filter((finding) => finding.severity === "error");
  const warnings = findings.filter((finding) => finding.severity === "warning");
  const text = `${count(errors.length, "error")}, ${count(warnings.length, "warning")}`;
  const nothingLeft = !artifacts.some((artifact) => artifact.release);
  const isOver = errors.some((error) => error.artifact === null) || nothingLeft || mode === "pull-request";
  const fails =
    (errors.length > 0 && isOver) || (failOn === "warning" && errors.length + warnings.length > 0);
  if (fails && failOn !== "never") return { result: "failed", text };
  return { result: errors.length + warnings.length > 0 ? "succeeded with issues" : "succeeded", text };
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? "" : "s"}`;
}
