/** Findings for people: grouped by file, one line a finding. */
import type { Finding } from "../release/record.ts";
import type { Context } from "./context.ts";

const worthTelling = new Set<Finding["severity"]>(["error", "warning"]);

/** Errors and warnings on stderr, as a release goes by. */
export function printFindings({ log }: Context, findings: readonly Finding[]): void {
  for (const finding of findings.filter(({ severity }) => worthTelling.has(severity))) {
    for (const line of findingLines(finding)) log.info(line);
  }
}

/** `path:line:column: severity[rule] message`, then the remedy. */
export function findingLines({ path, line, column, severity, rule, message, remedy }: Finding): string[] {
  const place = [path, line, line === null ? null : column].filter((part) => part !== null).join(":");
  return [`${place}: ${severity}[${rule}] ${message}`, `    to do: ${remedy}`];
}
