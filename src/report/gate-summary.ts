/** The gate's summary for the run's page, as Markdown: what it demanded, and what it found. */
import type { GatePolicy, GateSlice, GivenApproval } from "../release/record.ts";
import { markdownTable, markdownText } from "./markdown.ts";

/** The proven approval, with the policy that it suffices for. */
export function gateSummary({
  name,
  version,
  digest,
  run,
  stage,
  attempt,
  policy,
  approvals,
}: GateSlice): string {
  const lines = [
    `## Gatehouse: ${markdownText(name)} ${markdownText(version)} is approved`,
    "",
    `Digest \`${digest}\`, run ${run}, stage ${markdownText(stage)}, attempt ${attempt}.`,
    "",
    ...demanded(policy),
    "",
    "What Azure DevOps says:",
    "",
    ...markdownTable(
      ["Who", "When", "For", "Names the digest", "Counted", "Comment", "Approval", "SHA-256 of the answer"],
      approvals.map(rowOf),
    ),
    "",
  ];
  return lines.join("\n");
}

/** Why the gate stayed shut, with the policy that nothing sufficed for. */
export function refusalSummary(
  name: string,
  policy: GatePolicy,
  { code, message, remedy }: { code: string; message: string; remedy: string },
): string {
  const why = [
    `Refused (\`${code}\`): ${markdownText(message, 2000)}`,
    "",
    `To do: ${markdownText(remedy, 2000)}`,
  ];
  return [
    `## Gatehouse: ${markdownText(name)} is not released`,
    "",
    ...why,
    "",
    ...demanded(policy),
    "",
  ].join("\n");
}

function demanded(policy: GatePolicy): string[] {
  const { minimumApprovers, requireDigest, allowRequester, approverGroup, expectedDigest } = policy;
  const rows = [
    ["Environment", markdownText(policy.environment)],
    ["Distinct approvers, at least", String(minimumApprovers)],
    ["Every approval names the digest", requireDigest ? "required" : "not required"],
    ["Who asked for the run may approve", allowRequester ? "yes, as far as the check allows it" : "no"],
    ["Assigned to the group", approverGroup === null ? "any" : markdownText(approverGroup)],
    ["Digest that collect announced", expectedDigest === null ? "none given" : markdownText(expectedDigest)],
  ];
  return ["What was demanded:", "", ...markdownTable(["", ""], rows)];
}

function rowOf(given: GivenApproval): string[] {
  const { name, uniqueName, at, resource, namesDigest, counted, comment, approval, answer } = given;
  const who = uniqueName === null ? name : `${name} (${uniqueName})`;
  const yes = (flag: boolean) => (flag ? "yes" : "no");
  const texts = [who, at, resource].map((text) => markdownText(text));
  const rest = [markdownText(comment), markdownText(approval), `\`${answer}\``];
  return [...texts, yes(namesDigest), yes(counted), ...rest];
}
