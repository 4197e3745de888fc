/** What became of an artifact's files on the index, as Markdown for the run's page. */
import type { PublishSlice } from "../release/record.ts";
import { markdownTable, markdownText } from "./markdown.ts";

const titles: Readonly<Record<PublishSlice["outcome"], string>> = {
  published: "is published",
  "already there": "was there already",
  "not yet visible": "is sent, and not listed yet",
  failed: "is not published",
};

/** `project`: the PEP 503 name; `first`: whether the index had no version of it before. */
export function publishSummary(
  { name, version, index, outcome, files }: PublishSlice,
  { project, first }: { readonly project: string; readonly first: boolean },
): string {
  const table = markdownTable(
    ["File", "SHA-256", "Bytes", "Outcome"],
    files.map((file) => [markdownText(file.name), `\`${file.sha256}\``, String(file.size), file.outcome]),
  );
  const owner = [
    "",
    "This is the first release of this name: whoever uploaded it owns the project. Make those owners who should be.",
  ];
  return [
    `## Gatehouse: ${markdownText(name)} ${markdownText(version)} ${titles[outcome]}`,
    "",
    `${markdownText(index)}${project}/`,
    "",
    ...table,
    "",
    `\`pip install ${project}==${version}\``,
    ...(first && outcome !== "failed" ? owner : []),
    "",
  ].join("\n");
}
