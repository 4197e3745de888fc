/** GatehousePublish: proves the approval once more, sends what the index lacks, and reads it back. */
import { GatehouseError } from "../errors.ts";
import type { FileOutcome, PublishSlice } from "../release/record.ts";
import { publishAndSave } from "../publish/publish-and-save.ts";
import { publishRun } from "../publish/publish-run.ts";
import { secretForms } from "../publish/secrets.ts";
import { writePublishSlice } from "../release/record-folder.ts";
import { publishSummary } from "../report/publish-summary.ts";
import { proveApproval } from "./gate.ts";
import { jobFolder, sendingOf } from "./run.ts";
import type { TaskContext, TaskEnd } from "./run-task.ts";
import { uploadTarget } from "./upload-target.ts";

export async function publishTask(context: TaskContext): Promise<TaskEnd> {
  const { agent, files, clock, log, signal } = context;
  const { record, artifact, folder } = await proveApproval(context);
  const { name, safeName, version } = artifact;
  const { index, credentials } = await uploadTarget(context, record);
  const mask = (secret: string) => agent.mask(secret);
  secretForms(credentials).forEach(mask);
  const run = publishRun(clock);
  const http = await context.http();
  const onSent = sendingOf(agent, artifact.files);
  const about = { onSent, http, files, clock, log, signal, index, credentials, mask, run };
  let known: PublishSlice | null = null;
  try {
    const slice = await publishAndSave(artifact, { ...about, folder: `${folder}/${name}` }, async (saved) => {
      known = saved;
      // Those that were there before are not sent, and are done.
      for (const file of saved.files) if (file.outcome === "identical") onSent(file.name, file.size);
      await writePublishSlice(files, folder, safeName, saved);
    });
    const missing = namesOf(slice, "not yet visible");
    if (missing.length > 0)
      throw GatehouseError.of("not-yet-visible", { address: index.simple, name, files: missing.join(", ") });
    const text = slice.outcome === "published" ? "is published" : "was on the index already";
    return { result: "succeeded", text: `${name} ${version} ${text}` };
  } finally {
    if (known !== null) {
      agent.setOutput("published", JSON.stringify(namesOf(known, "uploaded", "identical")));
      const path = `${jobFolder(agent)}/gatehouse-publish.md`;
      await files.write(path, publishSummary(known, artifact));
      agent.showSummary(path);
    }
  }
}

function namesOf({ files }: PublishSlice, ...outcomes: readonly FileOutcome[]): string[] {
  return files.filter((file) => outcomes.includes(file.outcome)).map((file) => file.name);
}
