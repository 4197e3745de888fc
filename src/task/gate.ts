/** GatehouseGate, and the gate at the beginning of GatehousePublish. */
import { evaluate } from "../approve/gate.ts";
import { checkFiles } from "../distributions/check-files.ts";
import { GatehouseError } from "../errors.ts";
import { isCollected } from "../release/stages.ts";
import { artifactInRecord } from "./artifact-in-record.ts";
import { textInput } from "./inputs.ts";
import type { TaskContext, TaskEnd } from "./run-task.ts";

/**
 * Proves the approval of this stage's artifact, or refuses. Approvals are not read from Azure DevOps yet, so for now
 * it always refuses, with what it can see; and Publish, which begins with it, sends nothing.
 */
export async function gateTask(context: TaskContext): Promise<TaskEnd> {
  const { agent, files } = context;
  const { artifact, folder } = await artifactInRecord(context);
  const attempt = agent.variable("System.StageAttempt") ?? "1";
  agent.setOutput("sliceArtifact", `gatehouse-publish-${artifact.safeName}-${attempt}`);
  if (isCollected(artifact)) await checkFiles(files, `${folder}/${artifact.name}`, artifact);
  const refusal = evaluate({
    artifact,
    stage: agent.variable("System.StageName"),
    run: agent.variable("Build.BuildId"),
    expectedDigest: textInput(agent, "expectedDigest"),
  });
  throw GatehouseError.of("gate-refused", { name: artifact.name, ...refusal });
}
