/** What became of an artifact's files on the index, as Markdown for the run's page. */
import type { PublishSlice, RecordArtifact } from "../release/record.ts";
import { markdownTable, markdownText } from "./markdown.ts";
import { firstUploader, ownerReminder } from "./owner-reminder.ts";

const titles: Readonly<Record<PublishSlice["outcome"], string>> = {
  published: "is published",
  "already there": "was there already",
  "not yet visible": "is sent, and not listed yet",
  failed: "is not published",
};

/** Of a first release, also what is to be done about the project's owner. */
export function publishSummary(
  { name, version, index, outcome, files }: PublishSlice,
  artifact: Pick<RecordArtifact, "package" | "previous" | "findings">,
): string {
  const { package: project } = artifact;
  const owner = ownerReminder(artifact);
  const table = markdownTable(
    ["File", "SHA-256", "Bytes", "Outcome"],
    files.map((file) => [markdownText(file.name), `\`${file.sha256}\``, String(file.size), file.outcome]),
  );
  return [
    `## Gatehouse: ${markdownText(name)} ${markdownText(version)} ${titles[outcome]}`,
    "",
    `${markdownText(index)}${project}/`,
    "",
    ...table,
    "",
    `\`pip install ${project}==${version}\``,
    ...(owner === null || outcome === "failed" ? [] : ["", `${firstUploader} ${markdownText(owner)}`]),
    "",
  ].join("\n");
}
