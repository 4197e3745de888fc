/** The artifact that a stage after the split is about. */
import { GatehouseError } from "../errors.ts";
import { normalizeName } from "../release/name.ts";
import type { RecordArtifact, ReleaseRecord } from "../release/record.ts";
import { readRecord } from "../release/record-folder.ts";
import { requiredInput } from "./inputs.ts";
import { recordPath } from "./run.ts";
import type { TaskContext } from "./run-task.ts";

/** By `artifactName`, in any spelling of the same PEP 503 name. Throws `artifact-unknown`. */
export async function artifactInRecord({
  agent,
  files,
}: TaskContext): Promise<{ record: ReleaseRecord; artifact: RecordArtifact; folder: string }> {
  const folder = recordPath(agent);
  const name = requiredInput(agent, "artifactName");
  const record = await readRecord(files, folder);
  const artifact = record.artifacts.find((candidate) => candidate.package === normalizeName(name));
  if (artifact !== undefined) return { record, artifact, folder };
  const names = record.artifacts.map((candidate) => candidate.name).join(", ");
  throw GatehouseError.of("artifact-unknown", { name, names });
}
