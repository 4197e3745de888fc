/** From decisions to the index: the last part of `release`, and all of `publish`. */
import { productFile } from "../../adapters/product.ts";
import { dirname } from "node:path";
import { GatehouseError } from "../../errors.ts";
import type { ProjectState } from "../../index/types.ts";
import { publishRun } from "../../publish/publish-run.ts";
import { secretForms } from "../../publish/secrets.ts";
import { isCollected, isTested } from "../../release/stages.ts";
import type { ArtifactProgress } from "../../report/view.ts";
import type { Context } from "../context.ts";
import { printError } from "../run-command.ts";
import type { Steps } from "../steps.ts";
import { type PublishOneOptions, publishOne } from "./publish-one.ts";
import type { ReleaseDesk } from "./release-desk.ts";
import { releaseLoop } from "./release-loop.ts";
import { type ReleaseResult, releaseExitCode, releaseResult } from "./result.ts";

export interface PublishReleaseOptions extends Omit<PublishOneOptions, "run"> {
  readonly projects: ReadonlyMap<string, ProjectState>;
  /** Names that the options approve. */
  readonly asked: ReadonlySet<string>;
  /** Serves the page on this port (0: a free one) and waits for decisions; null: those there are decide. */
  readonly port: number | null;
  readonly steps: Steps;
}

/** Long enough for an open page to ask once more and say that all is done. */
const lastLookMilliseconds = 2500;

/** The result and its exit code; each error has been printed. */
export async function publishRelease(
  context: Context,
  given: PublishReleaseOptions,
): Promise<{ result: ReleaseResult; exitCode: number }> {
  const { desk, index, credentials, asked, projects, port, steps } = given;
  for (const secret of secretForms(credentials)) context.mask(secret);
  const options = { ...given, run: publishRun(context.clock) };
  const waiting = desk.record.artifacts.some(({ name }) => desk.progress(name).state === "waiting");
  const open = port !== null && waiting;
  await using page = open ? await servePage(desk, port) : null;
  if (page !== null) context.log.info(`Decide here: ${page.address}`);
  const rows = desk.record.artifacts.filter(isCollected).map((artifact) => artifact.name);
  const title = page === null ? "Publish" : `Decide and publish: ${page.address}`;
  const errors = await steps.run(title, rows, async (tell) => {
    const met = await releaseLoop(desk, {
      open,
      projects,
      signal: context.signal,
      publish: (artifact) =>
        publishOne(context, options, artifact, (note) => tell(artifact.name, "working", note)),
      onChange: ({ name }, { state, note }) => tell(name, rowState(state), state === "failed" ? note : state),
    });
    // What the loop had nothing to do with.
    for (const name of rows) {
      const { state } = desk.progress(name);
      if (state === "rejected") tell(name, "done", "rejected");
      if (state === "waiting") tell(name, "done", "not decided");
    }
    return met;
  });
  await tagResumed(context, options, errors);
  for (const error of errors.values()) printError(error);
  if (page !== null) await context.clock.sleep(lastLookMilliseconds, context.signal);
  const result = releaseResult(desk, index.simple, asked);
  const exitCode = releaseExitCode(result, errors, asked);
  const undecided = result.artifacts
    .filter(({ decision }) => decision === "undecided")
    .map(({ name }) => name);
  const isDecided = result.artifacts.some(
    ({ decision }) => decision === "approved" || decision === "rejected",
  );
  if (exitCode === 1 && !isDecided)
    printError(GatehouseError.of("undecided", { names: undecided.join(", ") }));
  return { result, exitCode };
}

function rowState(state: ArtifactProgress["state"]): "working" | "done" | "failed" {
  if (state === "failed" || state === "not yet visible") return "failed";
  return state === "published" || state === "already there" ? "done" : "working";
}

/**
 * What an earlier run of this very folder published and did not tag: its files are on the index, approved at this
 * digest. Publishing again sends nothing, proves that, and tags.
 */
async function tagResumed(
  context: Context,
  options: PublishOneOptions,
  errors: Map<string, GatehouseError>,
): Promise<void> {
  const { desk } = options;
  for (const artifact of desk.record.artifacts) {
    const approval = desk.decisions.get(artifact.name);
    if (!artifact.released || !isTested(artifact) || approval?.decision !== "approved") continue;
    const approved = {
      ...artifact,
      release: true as const,
      approval: { ...approval, decision: approval.decision },
    };
    try {
      desk.update(artifact.name, await publishOne(context, options, approved));
    } catch (thrown) {
      context.signal.throwIfAborted();
      if (!(thrown instanceof GatehouseError)) throw thrown;
      errors.set(artifact.name, thrown);
    }
  }
}

async function servePage(desk: ReleaseDesk, port: number) {
  const { serve } = await import("../serve/serve.ts");
  return serve(desk, { port, pageFolder: dirname(productFile("page/page.js")) });
}
