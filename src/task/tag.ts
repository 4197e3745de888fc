/** GatehouseTag: the tag, once the index has confirmed every file. */
import { gitRepository, readCheckout } from "../adapters/git.ts";
import { GatehouseError } from "../errors.ts";
import { resolveIndex } from "../index/address.ts";
import { readRelease } from "../index/read-release.ts";
import { readPublishSlice } from "../release/record-folder.ts";
import { confirmPublished } from "../tag/confirm.ts";
import { releaseOnGitHub } from "../tag/github-release.ts";
import { githubTarget } from "../tag/github-target.ts";
import { tagArtifact } from "../tag/tag-artifact.ts";
import { artifactInRecord } from "./artifact-in-record.ts";
import { flagInput, textInput } from "./inputs.ts";
import { retainRun } from "./retain.ts";
import { runAddress } from "./run.ts";
import type { TaskContext, TaskEnd } from "./run-task.ts";

export async function tagTask(context: TaskContext): Promise<TaskEnd> {
  const { agent, files, signal } = context;
  const { record, artifact, folder } = await artifactInRecord(context);
  const { safeName, version } = artifact;
  const sources = agent.variable("Build.SourcesDirectory") ?? process.cwd();
  const checkout = await readCheckout(context.process, sources);
  if (checkout === null || record.commit === null)
    throw GatehouseError.of("not-a-repository", { path: sources });
  if (record.index === null) throw GatehouseError.of("index-not-given", {});
  const index = resolveIndex(record.index, { simpleUrl: record.simpleUrl, sections: [] });
  const publication = await readPublishSlice(files, folder, safeName);
  const http = await context.http();
  const listed =
    version === null ? [] : (await readRelease(http, index, artifact.package, version, { signal })).files;
  const published = confirmPublished(artifact, { approval: null, publication, listed });
  const repository = gitRepository(
    context.process,
    checkout.root,
    textInput(agent, "remote") ?? "origin",
    signal,
  );
  const { clock } = context;
  const github = flagInput(agent, "githubRelease", false)
    ? await githubTarget(repository, {
        http,
        clock,
        signal,
        token: agent.connectionToken("githubServiceConnection"),
      })
    : null;
  const tagged = await tagArtifact(published, {
    commit: record.commit,
    repository,
    clock,
    signal,
    run: runAddress(agent),
  });
  const { tag } = tagged;
  agent.setOutput("tag", tag);
  await retainRun(context, tag);
  if (github !== null) await releaseOnGitHub(tagged, github);
  return { result: "succeeded", text: `${tag} on ${record.commit}` };
}
