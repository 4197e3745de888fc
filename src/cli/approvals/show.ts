/** Approvals that wait, for people and for programs. */
import { runAddress } from "../../azure/queue-run.ts";
import type { Candidate, Survey } from "../../azure/survey.ts";
import { testsLine } from "../../report/test-lines.ts";
import type { AzurePlace } from "../azure.ts";
import { tableLines } from "../table.ts";

const changelogLines = 8;
const mostFindings = 10;

/** One row for each approval. */
export function waitingTable(candidates: readonly Candidate[], now: Date): string[] {
  const head = ["RUN", "ARTIFACT", "VERSION", "WAITING SINCE", "WHO MAY APPROVE"];
  const rows = candidates.map(({ name, artifact, waiting }) => [
    `${waiting.run.id} (${waiting.run.definition?.name ?? waiting.run.buildNumber ?? ""})`,
    name,
    artifact?.version ?? "?",
    sinceText(waiting.since, now),
    whoText(waiting),
  ]);
  return tableLines([head, ...rows]);
}

/** `Rosa Diaz, [internal]\Approvers (2 of them)`. */
export function whoText({ approvers, needed }: Candidate["waiting"]): string {
  const names = approvers.length === 0 ? "nobody that Azure DevOps names" : approvers.join(", ");
  return needed > 1 ? `${names} (${needed} approvals needed)` : names;
}

/** What an approval would release, before it is decided on. Foreign text. */
export function detailLines({ name, artifact, waiting }: Candidate): string[] {
  const { run, resource } = waiting;
  const versions =
    artifact === null ? "" : ` ${artifact.previous ?? "(nothing yet)"} → ${artifact.version ?? "?"}`;
  const where = [`run ${run.id}`, run.definition?.name, run.sourceBranch, resource].filter((part) => part);
  const head = [`${name}${versions}`, `  ${where.join(", ")}`];
  if (artifact === null) return head;
  const { digest, files, tests, findings, changelog } = artifact;
  const changes = (changelog ?? "").split(/\r\n|[\r\n]/).filter((line) => line.trim() !== "");
  return [
    ...head,
    `  digest     ${digest ?? "none"}`,
    ...files.map(({ name: file, size }) => `  file       ${file} (${size.toLocaleString("en")} bytes)`),
    `  tests      ${testsLine({ tests })}`,
    ...findings.slice(0, mostFindings).map(({ severity, message }) => `  ${severity.padEnd(9)}  ${message}`),
    ...more(findings.length - mostFindings, "more findings"),
    ...changes
      .slice(0, changelogLines)
      .map((line, at) => `  ${at === 0 ? "changelog" : "         "}  ${line}`),
    ...more(changes.length - changelogLines, "more lines"),
  ];
}

/** One approval for `--json`. */
export function candidateJson(place: AzurePlace, { name, artifact, waiting, problem }: Candidate) {
  const { run, stage, safeName, approval, resource, since, approvers, needed } = waiting;
  return {
    run: {
      id: run.id,
      name: run.buildNumber ?? null,
      pipeline: run.definition?.name ?? null,
      branch: run.sourceBranch ?? null,
      address: runAddress(place, run.id),
    },
    stage: stage.identifier,
    artifact: name,
    safeName,
    version: artifact?.version ?? null,
    previous: artifact?.previous ?? null,
    digest: artifact?.digest ?? null,
    approval,
    resource,
    since,
    approvers,
    needed,
    problem,
  };
}

/** Stages that wait and can't be decided on here. */
export function oddLines({ odd }: Survey): string[] {
  return odd.map(
    ({ run, stage, problem }) => `run ${run.id}, ${stage}: ${problem}; look at it in Azure DevOps.`,
  );
}

function more(count: number, what: string): string[] {
  return count > 0 ? [`             … ${count} ${what}`] : [];
}

/** `2026-05-06 10:30 UTC (3 h)`. */
function sinceText(since: string | null, now: Date): string {
  const time = Date.parse(since ?? "");
  if (Number.isNaN(time)) return "?";
  const minutes = Math.max(0, Math.floor((now.getTime() - time) / 60_000));
  const ago =
    minutes < 60
      ? `${minutes} min`
      : minutes < 2880
        ? `${Math.floor(minutes / 60)} h`
        : `${Math.floor(minutes / 1440)} d`;
  return `${new Date(time).toISOString().slice(0, 16).replace("T", " ")} UTC (${ago})`;
}
