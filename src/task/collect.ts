/** GatehouseCollect: puts the slices together, and says for each artifact whether to ask for it. */
import { collect } from "../collect/collect.ts";
import { checkFiles } from "../distributions/check-files.ts";
import { gather } from "../release/gather.ts";
import { writeRecord } from "../release/record-folder.ts";
import { isTested } from "../release/stages.ts";
import { attachment } from "../report/attachment.ts";
import { recordSummary } from "../report/summary.ts";
import { listInput } from "./inputs.ts";
import { jobFolder, recordPath, releasePage } from "./run.ts";
import { shareOf } from "./share.ts";
import type { TaskContext, TaskEnd } from "./run-task.ts";

export async function collectTask({ agent, files }: TaskContext): Promise<TaskEnd> {
  const folder = recordPath(agent);
  const { builds, tests, filesOf } = await gather(files, folder);
  const record = collect(builds, tests, { pythons: listInput(agent, "pythonVersions") });
  for (const artifact of record.artifacts.filter(isTested)) {
    const [from, to] = [filesOf.get(artifact.name) ?? "", `${folder}/${artifact.name}`];
    if (from !== to) {
      await files.remove(to);
      await files.copyFolder(from, to);
    }
    await checkFiles(files, to, artifact);
  }
  await writeRecord(files, folder, record);
  const going = record.artifacts.filter((artifact) => artifact.release).map((artifact) => artifact.name);
  for (const { safeName, release, released, digest } of record.artifacts) {
    agent.setOutput(`release_${safeName}`, String(release));
    agent.setOutput(`released_${safeName}`, String(released));
    agent.setOutput(`digest_${safeName}`, digest ?? "");
  }
  agent.setOutput("artifactsToRelease", JSON.stringify(going));
  const recordArtifact = `gatehouse-record-${shareOf(agent).attempt}`;
  agent.setOutput("recordArtifact", recordArtifact);
  const summary = `${jobFolder(agent)}/gatehouse-release.md`;
  await files.write(summary, recordSummary(record, releasePage(agent)));
  agent.showSummary(summary);
  const attached = `${jobFolder(agent)}/gatehouse-attachment.json`;
  await files.write(attached, attachment(record));
  agent.attach("gatehouse.record", "release.json", attached);
  agent.info(
    `For the page of the release the record is attached to the run. Where this step may not attach files, the agent ` +
      `warns, and the page waits for the pipeline artifact ${recordArtifact}.`,
  );
  const held = record.artifacts.filter((artifact) => !artifact.release && !artifact.released);
  for (const { name, reason } of held) agent.issue("warning", `${name} is held back: ${reason}`, {});
  const text = `${going.length} to release, ${held.length} held back`;
  return { result: held.length > 0 ? "succeeded with issues" : "succeeded", text };
}
