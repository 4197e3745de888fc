/** `gatehouse queue`: queues the pipeline of a service directory. */
import { findPipeline, pipelineName } from "../../azure/pipelines.ts";
import { queueRun, refOf, runAddress, type Selection, selectArtifacts } from "../../azure/queue-run.ts";
import { GatehouseError } from "../../errors.ts";
import { type AzureOptions, openAzure } from "../azure.ts";
import { localArtifacts, type QueueTarget, queueTarget } from "../azure-target.ts";
import type { Context } from "../context.ts";

export interface QueueOptions extends AzureOptions {
  readonly branch?: string;
  readonly artifact: readonly string[];
  readonly watch?: true;
  readonly json?: true;
}

export async function queue(context: Context, given: string, options: QueueOptions): Promise<number> {
  const place = await openAzure(context, options);
  const target = await queueTarget(context, given);
  const selection = await select(context, target, options.artifact);
  const pipeline = await findPipeline(place, pipelineName(target.serviceDirectory));
  const request = {
    ref: options.branch === undefined ? null : refOf(options.branch),
    stagesToSkip: selection?.stagesToSkip ?? [],
  };
  const run = await queueRun(place, pipeline, request);
  const address = runAddress(place, run.id);
  if (options.json === true)
    context.printJson({
      schema: "gatehouse/queue@1",
      pipeline: { id: pipeline.id, name: pipeline.name },
      run: { id: run.id, name: run.name, address },
      artifacts: selection?.chosen.map(({ name }) => name) ?? null,
    });
  else {
    context.log.info(`Queued ${pipeline.name}, run ${run.name}.`);
    context.print(address);
  }
  return 0;
}

/** The artifacts that are meant; null for all. */
async function select(
  context: Context,
  target: QueueTarget,
  globs: readonly string[],
): Promise<Selection | null> {
  const all = [...target.globs, ...globs];
  if (all.length === 0) return null;
  if (target.place === null)
    throw GatehouseError.of("queue-refused", {
      problem: `--artifact was given, and ${target.serviceDirectory} is not here to read its ci.yml`,
      remedy:
        "Run it in a clone of the repository: the artifacts and their stages are read from the ci.yml there.",
    });
  const selection = selectArtifacts(await localArtifacts(context, target.place), all);
  for (const { name, needs } of selection.lacking)
    context.log.warn(
      `${name} needs ${needs.join(", ")}, not chosen: it is released only if those are on the index already.`,
    );
  return selection;
}
