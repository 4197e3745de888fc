/** The summary of findings for the run's page, as Markdown. */
import type { Finding } from "../release/record.ts";
import { type AcceptedFinding, counted, countOf } from "./findings.ts";
import { gravestFirst } from "./findings-order.ts";
import { markdownTable, markdownText } from "./markdown.ts";

/** Azure DevOps shows a summary of at most 1 MiB; of a longer one nothing. */
const mostBytes = 900_000;

/** Counts, then all findings of a service directory, gravest first; what is accepted is folded away. */
export function findingsSummary(
  serviceDirectory: string,
  findings: readonly Finding[],
  accepted: readonly AcceptedFinding[] = [],
): string {
  const title = `## Gatehouse: ${markdownText(serviceDirectory)}`;
  const room = { bytes: mostBytes };
  const lived = accepted.length === 0 ? "" : `, ${accepted.length} accepted`;
  const counts = (["error", "warning", "note"] as const).map((severity) =>
    counted(countOf(findings, severity), severity),
  );
  const head = findings.length === 0 ? `No findings${lived}.` : `${counts.join(", ")}${lived}.`;
  const found = table(
    ["", "Rule", "Where", "What, and what to do"],
    gravestFirst(findings).map((finding) => [...cellsOf(finding), say(finding.message, finding.remedy)]),
    room,
  );
  const folded = table(
    ["", "Rule", "Where", "What, and why it is accepted"],
    accepted.map(({ finding, reason }) => [...cellsOf(finding), say(finding.message, reason)]),
    room,
  );
  const details =
    folded.length === 0
      ? []
      : [
          "",
          "<details>",
          `<summary>${accepted.length} accepted in gatehouse.yml</summary>`,
          "",
          ...folded,
          "",
          "</details>",
        ];
  return [title, "", head, ...(found.length === 0 ? [] : ["", ...found]), ...details, ""].join("\n");
}

function cellsOf({ severity, rule, path, line }: Finding): string[] {
  return [severity, markdownText(rule), markdownText(line === null ? path : `${path}:${line}`)];
}

function say(...sentences: readonly string[]): string {
  return sentences.map((sentence) => markdownText(sentence)).join("<br>");
}

/** A table of as many rows as there is room for, and a line about the rest. */
function table(head: readonly string[], rows: readonly string[][], room: { bytes: number }): string[] {
  if (rows.length === 0) return [];
  const encoder = new TextEncoder();
  const fitting = rows.filter((row) => {
    // Once one does not fit none after it does, so that what is shown is a beginning.
    room.bytes -= encoder.encode(row.join(" | ")).length + 5;
    return room.bytes > 0;
  });
  const rest = rows.length - fitting.length;
  return [
    ...markdownTable(head, fitting),
    ...(rest === 0 ? [] : ["", `${rest} more: \`gatehouse validate\` lists them all.`]),
  ];
}
