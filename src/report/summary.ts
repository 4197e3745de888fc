/** Summaries for the run's page, as Markdown. */
import type { ReleaseRecord } from "../release/record.ts";
import { markdownTable, markdownText } from "./markdown.ts";
import { testsLine } from "./view.ts";

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
