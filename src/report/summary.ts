/** Summaries for the run's page, as Markdown. */
import type { BuildSlice, ReleaseRecord, TestSlice } from "../release/record.ts";
import { markdownLink, markdownTable, markdownText } from "./markdown.ts";
import { runLine, testsLine } from "./view.ts";

/** What would be released, and what not, and why. `page`: address of the page where it is decided. */
export function recordSummary(
  { serviceDirectory, commit, artifacts }: ReleaseRecord,
  page: string | null = null,
): string {
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
  const link = markdownLink("Look, and approve or reject", page);
  const decide = link ?? "Look, and approve or reject, in the tab Release of this run.";
  const title = "## Gatehouse: what would be released";
  return [title, "", about, "", decide, "", ...markdownTable(head, rows), ""].join("\n");
}

/** What one job built, and what not, and why. */
export function buildSummary({ serviceDirectory, artifacts }: BuildSlice): string {
  const rows = artifacts.map((artifact) => [
    markdownText(artifact.name),
    markdownText(artifact.version ?? "?"),
    artifact.digest === null ? "not built" : "built",
    markdownText(
      artifact.digest === null ? artifact.reason : artifact.files.map(({ name }) => name).join(", "),
    ),
    String(artifact.findings.length),
  ]);
  const head = ["Artifact", "Version", "", "Files, or why not", "Findings"];
  const title = `## Gatehouse: built in ${markdownText(serviceDirectory)}`;
  return [title, "", ...markdownTable(head, rows), ""].join("\n");
}

/** What one job tested, on one Python. */
export function testSummary({ python, artifacts }: Pick<TestSlice, "python" | "artifacts">): string {
  const rows = artifacts.map(({ name, run }) => [
    markdownText(name),
    run.outcome,
    markdownText(runLine(run)),
    run.how,
    run.seconds.toFixed(1),
  ]);
  const head = ["Artifact", "", "Tests", "How", "Seconds"];
  return [
    `## Gatehouse: tested on Python ${markdownText(python)}`,
    "",
    ...markdownTable(head, rows),
    "",
  ].join("\n");
}
