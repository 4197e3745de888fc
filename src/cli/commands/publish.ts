/** `gatehouse publish DIR`: sends what was approved at its digest. */
import { findCredentials } from "../../adapters/credentials.ts";
import { readProjects } from "../../index/read-project.ts";
import { matchGlobs } from "../../release/glob.ts";
import { readRecord, writeApproveSlice } from "../../release/record-folder.ts";
import { neededSiblings } from "../../release/requirements.ts";
import type { Context } from "../context.ts";
import { openIndex, readPypirc, requiredIndex } from "../index-option.ts";
import { keptDecisions } from "../release/decisions.ts";
import { printResult } from "../release/print-result.ts";
import { publishRelease } from "../release/publish-release.ts";
import { ReleaseDesk } from "../release/release-desk.ts";
import { stepsFor } from "../steps.ts";
import { terminalTools } from "../tools.ts";
import { whoAmI } from "./decide.ts";
import { type IndexOptions, recordFolder } from "./options.ts";

export interface PublishOptions extends IndexOptions {
  readonly artifact: readonly string[];
  readonly json?: true;
}

export async function publish(context: Context, dir: string, options: PublishOptions): Promise<number> {
  const { files, env, signal } = context;
  const folder = recordFolder(context, dir);
  const record = await readRecord(files, folder);
  const { artifacts } = record;
  const names = artifacts.map((artifact) => artifact.name);
  const chosen = options.artifact.length === 0 ? new Set(names) : matchGlobs(options.artifact, names);
  const named = await requiredIndex(context, options, context.cwd.replaceAll("\\", "/"), record);
  await using index = await openIndex(context, named, { tools: () => terminalTools(context, null), folder });
  const credentials = findCredentials(index, env, await readPypirc(context));
  const needed = artifacts.flatMap((artifact) => neededSiblings(artifact, artifacts));
  const packages = needed.map((sibling) => sibling.package);
  const projects = await readProjects(await context.http(), index, packages, { signal });
  const kept = [
    ...(await keptDecisions(context, folder, record, { index: named.index, unbound: true })),
  ].filter(([name]) => chosen.has(name));
  const desk = new ReleaseDesk({
    record,
    index: index.simple,
    decisions: new Map(kept),
    by: whoAmI(),
    now: () => context.clock.now(),
    save: (safeName, decision) => writeApproveSlice(files, folder, safeName, decision),
  });
  const { result, exitCode } = await publishRelease(context, {
    desk,
    folder,
    index,
    credentials,
    projects,
    repository: null,
    port: null,
    asked: new Set<string>(),
    steps: stepsFor(context),
  });
  if (options.json === true) context.printJson(result);
  else printResult(context, result, { folder, named: named.index, record });
  return exitCode;
}
