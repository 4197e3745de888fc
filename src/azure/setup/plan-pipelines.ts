/** The pipelines: one for each ci.yml, by its name. Pure. */
import type { Actual, PipelineFound } from "./actual.ts";
import { differs, type Item, make, right } from "./plan-item.ts";
import type { Wanted, WantedPipeline } from "./wanted.ts";

export function pipelineItems(wanted: Wanted, actual: Actual): Item[] {
  return wanted.pipelines.map((pipeline) => pipelineItem(pipeline, wanted, actual));
}

function pipelineItem(pipeline: WantedPipeline, wanted: Wanted, actual: Actual): Item {
  const { folder, origin } = wanted;
  const what = `pipeline ${folder}\\${pipeline.name}`;
  const found = actual.pipelines.get(pipeline.name.toLowerCase());
  if (found !== undefined) {
    const fault = pipelineFault(found, pipeline, wanted, actual);
    return fault === null ? right(what) : differs(what, fault);
  }
  const reader = [...actual.pipelines.values()].find((one) => runs(one, pipeline, wanted, actual));
  if (reader !== undefined)
    return differs(what, `${folder}\\${reader.name} runs ${pipeline.yaml} already: give it this name`);
  if (origin.kind === "azure" && actual.repositoryId === null)
    return differs(what, `the project has no repository ${origin.name} to make it for`);
  if (origin.kind === "github" && actual.github.length !== 1)
    return differs(
      what,
      actual.github.length === 0
        ? "the project has no service connection to GitHub to read the repository by"
        : "the project has several service connections to GitHub: make one pipeline by hand, with the right one",
    );
  return make(what, { kind: "pipeline", pipeline }, `for ${pipeline.yaml}`);
}

/** Whether the pipeline of this name is not there yet, or runs what it should: only then it may be given permissions. */
export function isUsable(pipeline: WantedPipeline, wanted: Wanted, actual: Actual): boolean {
  const found = actual.pipelines.get(pipeline.name.toLowerCase());
  return found === undefined || runs(found, pipeline, wanted, actual);
}

function runs(found: PipelineFound, pipeline: WantedPipeline, { origin }: Wanted, actual: Actual): boolean {
  const repository = origin.kind === "azure" ? actual.repositoryId : origin.name;
  return same(found.repository, repository) && same(found.yaml, pipeline.yaml);
}

function pipelineFault(
  found: PipelineFound,
  pipeline: WantedPipeline,
  wanted: Wanted,
  actual: Actual,
): string | null {
  if (!runs(found, pipeline, wanted, actual)) {
    const file = found.yaml === null ? "no YAML file" : found.yaml;
    const { origin } = wanted;
    const elsewhere = same(found.yaml, pipeline.yaml) ? " of another repository" : "";
    return `it runs ${file}${elsewhere}, not ${pipeline.yaml} of ${origin.name}: it is given no permission`;
  }
  return found.isDisabled ? "it is disabled" : null;
}

/** Paths begin with a slash or not, as they were typed. */
function same(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return false;
  return a.replace(/^\//, "").toLowerCase() === b.replace(/^\//, "").toLowerCase();
}
