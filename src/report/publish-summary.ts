/** What became of an artifact's files on the index, as Markdown for the run's page. */
import type { PublishSlice } from "../release/record.ts";
import { markdownTable, markdownText } from "./markdown.ts";

const titles: Readonly<Record<PublishSlice["outcome"], string>> = {
  published: "is published",
  "already there": "was there already",
  "not yet visible": "is sent, and not listed yet",
  failed: "is not published",
};

/** `project`: the PEP 503 name. `owner`: after a first release, what is to be done about the project's owner; else null. Foreign text. */
export function publishSummary(
  { name, version, index, outcome, files }: PublishSlice,
  project: string,
  owner: string | null,
): string {
  const table = markdownTable(
    ["File", "SHA-256", "Bytes", "Outcome"],
    files.map((file) => [markdownText(file.name), `\`${file.sha256}\``, String(file.size), file.outcome]),
  );
  const first = "This is the first release of this name: whoever uploaded it owns the project.";
  return [
    `## Gatehouse: ${markdownText(name)} ${markdownText(version)} ${titles[outcome]}`,
    "",
    `${markdownText(index)}${project}/`,
    "",
    ...table,
    "",
    `\`pip install ${project}==${version}\``,
    ...(owner === null || outcome === "failed" ? [] : ["", `${first} ${markdownText(owner)}`]),
    "",
  ].join("\n");
}
