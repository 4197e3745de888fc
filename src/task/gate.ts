/** GatehouseGate, and the gate at the beginning of GatehousePublish. */
import { ask } from "../approve/ask.ts";
import { evaluate, refuseClaim } from "../approve/evaluate.ts";
import type { Claim } from "../approve/policy.ts";
import { checkFiles } from "../distributions/check-files.ts";
import { asGatehouseError } from "../errors.ts";
import type { GatePolicy, GateSlice, ReleaseRecord } from "../release/record.ts";
import { writeGateSlice } from "../release/record-folder.ts";
import { type Approved, approversOf, isCollected } from "../release/stages.ts";
import { gateSummary, refusalSummary } from "../report/gate-summary.ts";
import { plain } from "../report/plain.ts";
import { artifactInRecord } from "./artifact-in-record.ts";
import { gatePolicy } from "./gate-policy.ts";
import { jobFolder } from "./run.ts";
import type { TaskContext, TaskEnd } from "./run-task.ts";
import { stagePlace } from "./stage-place.ts";

/** An artifact whose approval is proven. */
export interface Proven {
  readonly record: ReleaseRecord;
  readonly artifact: Approved & { approval: GateSlice };
  /** Folder of the record; the files are in `<name>/` below it, and are those that were approved. */
  readonly folder: string;
}

/** The gate alone. */
export async function gateTask(context: TaskContext): Promise<TaskEnd> {
  const { agent } = context;
  const { artifact } = await proveApproval(context);
  const { name, digest, approval } = artifact;
  const people = approversOf(approval);
  agent.setOutput("approved", "true");
  agent.setOutput("approvers", people.map(forVariable).join(", "));
  agent.setOutput("digest", digest);
  const attempt = agent.variable("System.StageAttempt") ?? "1";
  agent.setOutput("sliceArtifact", `gatehouse-publish-${artifact.safeName}-${attempt}`);
  return { result: "succeeded", text: `${name} is approved by ${people.join(", ")}` };
}

/**
 * Proves the approval of this stage's artifact, leaves the evidence in `<safeName>.gate.json` and in the summary, or
 * throws a refusal: a code `gate-…`, `files-changed`, or what reading the record throws. Publish begins with it.
 */
export async function proveApproval(context: TaskContext): Promise<Proven> {
  const { agent, files, clock } = context;
  const policy = gatePolicy(agent);
  const { record, artifact, folder } = await artifactInRecord(context);
  try {
    if (isCollected(artifact)) await checkFiles(files, `${folder}/${artifact.name}`, artifact);
    const approved = await prove(context, policy, { artifact, place: stagePlace(agent), now: clock.now() });
    await writeGateSlice(files, folder, artifact.safeName, approved.approval);
    await show(context, gateSummary(approved.approval));
    return { record, artifact: approved, folder };
  } catch (thrown) {
    const error = asGatehouseError(thrown);
    if (!context.signal.aborted) await show(context, refusalSummary(artifact.name, policy, error));
    throw error;
  }
}

async function prove(context: TaskContext, policy: GatePolicy, claim: Claim): Promise<Proven["artifact"]> {
  const early = refuseClaim(policy, claim);
  if (early !== null) throw early.error;
  const asked = await ask(await context.approvals(claim.place.project), claim.place);
  if (asked.kind === "refused") throw asked.error;
  const outcome = evaluate(policy, claim, asked.answers);
  if (outcome.kind === "refused") throw outcome.error;
  const { artifact, given } = outcome;
  const { name, version, digest } = artifact;
  const about = { schema: "gatehouse/gate@1" as const, name, version, digest, ...claim.place };
  return { ...artifact, approval: { ...about, policy, approvals: [...given], at: claim.now.toISOString() } };
}

async function show({ agent, files }: TaskContext, markdown: string): Promise<void> {
  const path = `${jobFolder(agent)}/gatehouse-gate.md`;
  await files.write(path, markdown);
  agent.showSummary(path);
}

/** `$(approvers)` is pasted into other people's scripts as it is: nothing that a shell looks at may stand in it. */
function forVariable(name: string): string {
  return plain(name, 100).replace(/[^\p{L}\p{M}\p{N} .@_-]/gu, "");
}
