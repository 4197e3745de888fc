/** Findings as a release goes by. */
import type { Finding } from "../release/record.ts";
import { findingLines } from "../report/findings-text.ts";
import type { Context } from "./context.ts";

const worthTelling = new Set<Finding["severity"]>(["error", "warning"]);

/** Errors and warnings on stderr, one after the other. */
export function printFindings({ log }: Context, findings: readonly Finding[]): void {
  for (const finding of findings.filter(({ severity }) => worthTelling.has(severity))) {
    for (const line of findingLines(finding)) log.info(line);
  }
}
