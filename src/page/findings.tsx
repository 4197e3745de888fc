/** What validate and inspection found about an artifact. */
import * as React from "react";
import type { Finding } from "../release/record.ts";
import { shown } from "./shown.ts";
import { severityWords } from "./words.ts";

export function Findings({ findings }: { findings: readonly Finding[] }): React.ReactElement | null {
  if (findings.length === 0) return null;
  return (
    <section className="findings" aria-label="Findings">
      <h3>Findings</h3>
      <ul role="list">
        {findings.map((finding, at) => (
          <li key={at} data-severity={finding.severity}>
            <strong>{severityWords[finding.severity]}</strong> <code>{shown(finding.rule, 100)}</code>{" "}
            <bdi>{shown(finding.message, 2000)}</bdi>
            <span className="secondary-text">
              {" "}
              <bdi>{shown(finding.path, 500)}</bdi>
              {finding.line === null ? "" : `:${finding.line}`}
            </span>
            <div>
              To do: <bdi>{shown(finding.remedy, 2000)}</bdi>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
