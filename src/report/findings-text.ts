/** Findings for people at a terminal. Everything foreign goes through `plain`; colours are added after. */
import type { Finding } from "../release/record.ts";
import { codeFrame } from "./code-frame.ts";
import { type Counts, counted, countsOf, distinctFindings, type ServiceReport } from "./findings.ts";
import { byPlace } from "./findings-order.ts";
import { plain } from "./plain.ts";

export interface TextOptions {
  readonly colour: boolean;
  /** The text of a file that a finding names, or null; it is asked for once for each rule at most. */
  readonly sourceOf: (path: string) => string | null;
}

type Paint = (style: keyof typeof styles, text: string) => string;

const styles = { error: "1;31", warning: "1;33", note: "1;36", strong: "1", faint: "2" } as const;

const painted: Paint = (style, text) => `\u001B[${styles[style]}m${text}\u001B[0m`;
const bare: Paint = (_, text) => text;

/**
 * The whole report, as text that ends in a line break: findings by file and line, a frame of source for the first of each
 * rule, and a summary of one line. Safe to print as it is; printing it through `plain` would take the colours away.
 */
export function findingsText(services: readonly ServiceReport[], { colour, sourceOf }: TextOptions): string {
  const paint = colour ? painted : bare;
  const framed = new Set(framedFindings(services));
  const lines: string[] = [];
  let file: string | null = null;
  for (const finding of inOrderOf(services)) {
    if (file !== null && file !== finding.path) lines.push("");
    file = finding.path;
    lines.push(...linesOf(finding, paint));
    if (finding.line === null || !framed.has(finding)) continue;
    lines.push(...frameLines(sourceOf(finding.path), finding.line, finding, paint));
  }
  if (lines.length > 0) lines.push("");
  return [...lines, paint("strong", summaryLine(countsOf(services))), ""].join("\n");
}

function inOrderOf(services: readonly ServiceReport[]): Finding[] {
  return byPlace(distinctFindings(services).flatMap((service) => service.findings));
}

/** The findings that get a frame of source: of each rule the first that has a line. */
export function framedFindings(services: readonly ServiceReport[]): Finding[] {
  const seen = new Set<string>();
  return inOrderOf(services).filter(({ rule, line }) => {
    const isFirst = line !== null && !seen.has(rule);
    if (isFirst) seen.add(rule);
    return isFirst;
  });
}

/** `3 artifacts in 1 service directory: 1 error, 2 warnings, 1 note (2 accepted)`. */
export function summaryLine(counts: Counts): string {
  const { serviceDirectories, artifacts, errors, warnings, notes, accepted } = counts;
  const directories =
    serviceDirectories === 1 ? "1 service directory" : `${serviceDirectories} service directories`;
  const found = [counted(errors, "error"), counted(warnings, "warning"), counted(notes, "note")].join(", ");
  const lived = accepted === 0 ? "" : ` (${accepted} accepted)`;
  return `${counted(artifacts, "artifact")} in ${directories}: ${found}${lived}`;
}

/** `path:line:column: severity[rule] message`, then the remedy. */
export function findingLines(finding: Finding): string[] {
  return linesOf(finding, bare);
}

function linesOf({ path, line, column, severity, rule, message, remedy }: Finding, paint: Paint): string[] {
  const place = [path, line, line === null ? null : column].filter((part) => part !== null).join(":");
  const kind = paint(severity, plain(`${severity}[${rule}]`));
  return [
    `${paint("strong", plain(`${place}:`))} ${kind} ${plain(message)}`,
    `    ${paint("faint", "to do:")} ${plain(remedy)}`,
  ];
}

function frameLines(
  source: string | null,
  line: number,
  { column, severity }: Pick<Finding, "column" | "severity">,
  paint: Paint,
): string[] {
  const frame = source === null ? [] : codeFrame(source, line, column);
  const width = Math.max(...frame.map(({ number }) => String(number ?? "").length));
  return frame.map(({ number, text }) => {
    const gutter = paint("faint", `    ${String(number ?? "").padStart(width)} |`);
    return `${gutter} ${number === null ? paint(severity, text) : text}`.trimEnd();
  });
}
