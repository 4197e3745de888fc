/** Summaries for the run's page, as Markdown. */
import type { Finding, ReleaseRecord } from "../release/record.ts";
import { markdownTable, markdownText } from "./markdown.ts";
import { testsLine } from "./view.ts";

/** All findings of a service directory. */
export function findingsSummary(serviceDirectory: string, findings: readonly Finding[]): string {
  const title = `## Gatehouse: ${markdownText(serviceDirectory)}`;
  if (findings.length === 0) return `${title}\n\nNo findings.\n`;
  const rows = findings.map(({ severity, rule, path, line, message, remedy }) => [
    severity,
    markdownText(rule),
    markdownText(line === null ? path : `${path}:${line}`),
    `${markdownText(message)}<br>${markdownText(remedy)}`,
  ]);
  return [title, "", ...markdownTable(["", "Rule", "Where", "What, and what to do"], rows), ""].join("\n");
}

/** What would be released, and what not, and why. */
export function recordSummary({ serviceDirectory, commit, artifacts }: ReleaseRecord): string {
  const rows = artifacts.map((artifact) => [
    markdownText(artifact.name),
    markdownText(artifact.version ?? "?"),
    artifact.release ? "release" : "leave",
    markdownText(artifact.reason),
    markdownText(testsLine(artifact)),
    artifact.digest === null ? "" : `\`${artifact.digest}\``,
  ]);
  const about = `${markdownText(serviceDirectory)} at ${commit === null ? "no commit" : `\`${commit}\``}`;
  const head = ["Artifact", "Version", "", "Why", "Tests", "Digest"];
  return ["## Gatehouse: what would be released", "", about, "", ...markdownTable(head, rows), ""].join("\n");
}
