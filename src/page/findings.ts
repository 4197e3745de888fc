/** What validation found about an artifact. */
import type { Finding } from "../release/record.ts";
import { make } from "./dom.ts";

const severityWords = { error: "Error", warning: "Warning", note: "Note" } as const;

/** The findings as a list; hidden when there are none. */
export function findingList(findings: readonly Finding[]): HTMLElement {
  const rows = findings.map(({ severity, message, remedy, path, line, rule }) => {
    const word = make("strong", { class: `severity ${severity}` }, severityWords[severity]);
    const place = [path, line].filter((part) => part !== null && part !== "").join(":");
    const source = make("p", { class: "quiet" }, make("code", {}, place), ` (${rule})`);
    return make("li", {}, make("p", {}, word, " ", message), make("p", { class: "remedy" }, remedy), source);
  });
  const heading = make("h3", {}, "Findings");
  const element = make("div", { class: "findings" }, heading, make("ul", { role: "list" }, ...rows));
  element.hidden = findings.length === 0;
  return element;
}
