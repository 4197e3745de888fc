/** `gatehouse tag DIR`: tags what the index has confirmed, on the commit that it was built from. */
import { readCheckout } from "../../adapters/git.ts";
import { confirmPublished } from "../../tag/confirm.ts";
import { GatehouseError } from "../../errors.ts";
import { readRelease } from "../../index/read-release.ts";
import { matchGlobs } from "../../release/glob.ts";
import { readApproveSlice, readPublishSlice, readRecord } from "../../release/record-folder.ts";
import { releaseOnGitHub } from "../../tag/github-release.ts";
import { githubTarget } from "../../tag/github-target.ts";
import { tagArtifact } from "../../tag/tag-artifact.ts";
import type { Context } from "../context.ts";
import { openIndex, requiredIndex } from "../index-option.ts";
import { refuseChanges, tagTarget } from "../release/prerequisites.ts";
import { terminalTools } from "../tools.ts";
import { type IndexOptions, recordFolder } from "./options.ts";

export interface TagOptions extends IndexOptions {
  readonly artifact: readonly string[];
  readonly remote?: string;
  readonly githubRelease?: true;
  readonly json?: true;
}

/** Run in the clone that was built from. Without `--artifact`: every artifact that publish has dealt with. */
export async function tag(context: Context, dir: string, options: TagOptions): Promise<number> {
  const { files, signal, clock, env } = context;
  const folder = recordFolder(context, dir);
  const record = await readRecord(files, folder);
  const checkout = await readCheckout(context.process, context.cwd);
  const repository = tagTarget(context, checkout, options.remote ?? "origin");
  if (checkout === null || repository === null || record.commit === null) {
    throw GatehouseError.of("not-a-repository", {
      path: record.commit === null ? record.serviceDirectory : context.cwd,
    });
  }
  const source = await readCheckout(context.process, `${checkout.root}/${record.serviceDirectory}`);
  if (source !== null) refuseChanges(record.serviceDirectory, source);
  const names = record.artifacts.map((artifact) => artifact.name);
  const chosen = options.artifact.length === 0 ? null : matchGlobs(options.artifact, names);
  const named = await requiredIndex(context, options, context.cwd.replaceAll("\\", "/"), record);
  await using index = await openIndex(context, named, { tools: () => terminalTools(context, null), folder });
  const http = await context.http();
  const token = env["GITHUB_TOKEN"] ?? env["GH_TOKEN"] ?? null;
  if (token !== null && token !== "") context.mask(token);
  const github =
    options.githubRelease === true ? await githubTarget(repository, { http, clock, signal, token }) : null;
  const tags = [];
  for (const artifact of record.artifacts) {
    const { name, safeName, package: project, version } = artifact;
    const publication = await readPublishSlice(files, folder, safeName);
    if (chosen === null ? publication === null : !chosen.has(name)) continue;
    const approval = await readApproveSlice(files, folder, safeName);
    const listed =
      version === null ? [] : (await readRelease(http, index, project, version, { signal })).files;
    const published = confirmPublished(artifact, { approval, publication, listed });
    const tagged = await tagArtifact(published, {
      commit: record.commit,
      repository,
      clock,
      signal,
      run: null,
    });
    const { tag: made } = tagged;
    if (github !== null) {
      const outcome = await releaseOnGitHub(tagged, github);
      context.log.info(`${made}: its release on GitHub ${outcome === "made" ? "was made" : "is there"}`);
    }
    tags.push({ name, tag: made, commit: record.commit });
    if (options.json !== true) context.print(`${made} on ${record.commit}`);
  }
  if (options.json === true) context.printJson({ schema: "gatehouse/tags@1", tags });
  if (tags.length === 0) context.log.warn("Nothing here was published yet, so there is nothing to tag.");
  return 0;
}
