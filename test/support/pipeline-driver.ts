/**
 * Runs an expanded pipeline as Azure Pipelines would, as far as the template goes: stages in order with their
 * conditions, jobs with folders of their own, artifacts handed over, and our tasks as the agent starts them.
 */
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { type AgentJob, runTask, type TaskRun } from "./agent.ts";
import { evaluateExpression, type Value } from "./expand-template.ts";

type Mapping = Readonly<Record<string, Value>>;
export type StageResult = "Succeeded" | "SucceededWithIssues" | "Failed" | "Skipped";

/** What the driver needs to know of the world around a run. */
export interface Surroundings {
  /** An empty folder. */
  readonly folder: string;
  /** A git repository to check out. */
  readonly remote: string;
  /** Called before the jobs of a stage that deploys, at each attempt: whether its approval was given. */
  readonly decide: (stage: string, attempt: number) => Promise<"approved" | "rejected">;
  /** What every task of a stage is started with. */
  readonly job: (stage: string) => Pick<AgentJob, "node" | "variables" | "connection" | "endpoints">;
  /** Whether the agent is lost after a step: `<stage>/<job>: <display name>`. Then its job has failed, and nothing more of it runs. */
  readonly lost?: (step: string) => boolean;
}

interface JobEnd {
  readonly result: StageResult;
  /** How often it has been tried. */
  readonly attempt: number;
}

/** What became of a run. */
export interface PipelineRun {
  readonly results: Readonly<Record<string, StageResult>>;
  /** How often each stage was tried. */
  readonly attempts: Readonly<Record<string, number>>;
  /** How each job ended, by `<stage>/<job>`. */
  readonly jobs: Readonly<Record<string, JobEnd>>;
  /** Stages that asked for a decision, in order. */
  readonly asked: readonly string[];
  /** Names of the pipeline artifacts. */
  readonly artifacts: readonly string[];
  /** Of each task that ran: `<stage>/<job>/<task>`, and how it ended. */
  readonly tasks: readonly { readonly at: string; readonly run: TaskRun }[];
  /** Output variables by stage, then by `<job>.<step>.<variable>`. */
  readonly outputs: Readonly<Record<string, Record<string, string>>>;
}

const list = (value: Value | undefined) => (value ?? []) as readonly Mapping[];
const text = (value: Value | undefined) => (typeof value === "string" ? value : JSON.stringify(value ?? ""));

const isOver = (result: StageResult | undefined) =>
  result === "Succeeded" || result === "SucceededWithIssues";

/**
 * Runs all stages, one after another. With `before` it is what *Rerun failed jobs* does: what succeeded stays as it is, and a
 * stage that did not is tried again, with those of its jobs that did not succeed.
 */
export async function runPipeline(
  pipeline: Mapping,
  around: Surroundings,
  before?: PipelineRun,
): Promise<PipelineRun> {
  const results: Record<string, StageResult> = {};
  const attempts: Record<string, number> = { ...before?.attempts };
  const ends: Record<string, JobEnd> = { ...before?.jobs };
  const outputs: Record<string, Record<string, string>> = structuredClone({ ...before?.outputs });
  const asked: string[] = [];
  const tasks: { at: string; run: TaskRun }[] = [];
  const store = join(around.folder, "artifacts");
  mkdirSync(store, { recursive: true });
  for (const stage of list(pipeline["stages"])) {
    const name = text(stage["stage"]);
    const earlier = before?.results[name];
    if (earlier !== undefined && isOver(earlier)) {
      results[name] = earlier;
      continue;
    }
    const dependencies = Object.fromEntries(
      Object.entries(results).map(([key, result]) => [key, { result, outputs: outputs[key] ?? {} }]),
    );
    const condition = stage["condition"];
    if (condition !== undefined && evaluateExpression(text(condition), { dependencies }) !== true) {
      results[name] = "Skipped";
      continue;
    }
    const attempt = (attempts[name] ?? 0) + 1;
    attempts[name] = attempt;
    const jobs = list(stage["jobs"]);
    if (jobs.some((job) => job["deployment"] !== undefined)) {
      asked.push(name);
      if ((await around.decide(name, attempt)) === "rejected") {
        results[name] = "Failed";
        continue;
      }
    }
    const own: Record<string, string> = (outputs[name] ??= {});
    const ended: Record<string, StageResult> = {};
    for (const job of jobs) {
      const jobName = text(job["job"] ?? job["deployment"]);
      const known = ends[`${name}/${jobName}`];
      if (known !== undefined && isOver(known.result)) {
        ended[jobName] = known.result;
        continue;
      }
      const needed = [job["dependsOn"] ?? []].flat().map((one) => text(one));
      const unmet = needed.some((need) => ended[need] === "Failed" || ended[need] === "Skipped");
      if (unmet && job["condition"] === undefined) {
        ended[jobName] = "Skipped";
        continue;
      }
      const tries = { stage: attempt, job: (known?.attempt ?? 0) + 1 };
      const run = new JobRun(around, { stage: name, job: jobName, tries, store, outputs, own });
      const result = (ended[jobName] = await run.steps(job));
      ends[`${name}/${jobName}`] = { result, attempt: tries.job };
      tasks.push(...run.tasks);
    }
    results[name] = worst(Object.values(ended));
  }
  return { results, attempts, jobs: ends, asked, artifacts: readdirSync(store).toSorted(), tasks, outputs };
}

function worst(results: readonly StageResult[]): StageResult {
  for (const result of ["Failed", "SucceededWithIssues", "Succeeded"] as const)
    if (results.includes(result)) return result;
  return "Skipped";
}

interface JobPlace {
  readonly stage: string;
  readonly job: string;
  readonly tries: { readonly stage: number; readonly job: number };
  readonly store: string;
  readonly outputs: Readonly<Record<string, Record<string, string>>>;
  readonly own: Record<string, string>;
}

class JobRun {
  readonly tasks: { at: string; run: TaskRun }[] = [];
  private readonly variables: Record<string, string>;
  private readonly folder: string;
  private readonly around: Surroundings;
  private readonly place: JobPlace;

  constructor(around: Surroundings, place: JobPlace) {
    this.around = around;
    this.place = place;
    this.folder = join(around.folder, "jobs", place.stage, place.job, String(place.tries.job));
    mkdirSync(join(this.folder, "s"), { recursive: true });
    this.variables = {
      "Pipeline.Workspace": this.folder,
      "Agent.TempDirectory": join(this.folder, "temp"),
      "System.StageAttempt": String(place.tries.stage),
    };
  }

  async steps(job: Mapping): Promise<StageResult> {
    const { own, outputs } = this.place;
    const stageDependencies = Object.fromEntries(
      Object.entries(outputs).map(([stage, values]) => [stage, byJob(values)]),
    );
    const dependencies = byJob(own);
    for (const [name, value] of Object.entries((job["variables"] ?? {}) as Mapping)) {
      const written = /^\$\[(.*)\]$/.exec(text(value))?.[1];
      const names = { stageDependencies, dependencies };
      this.variables[name] = written === undefined ? text(value) : text(evaluateExpression(written, names));
    }
    const deploy = job["strategy"] as { runOnce?: { deploy: { steps: readonly Mapping[] } } } | undefined;
    let result: StageResult = "Succeeded";
    for (const step of deploy?.runOnce?.deploy.steps ?? list(job["steps"])) {
      const condition = step["condition"];
      const runs =
        condition === undefined
          ? result !== "Failed"
          : evaluateExpression(text(condition), { variables: this.variables }) === true;
      if (!runs) continue;
      result = worst([result, await this.step(step, job["deployment"] !== undefined)]);
      const { stage, job: name } = this.place;
      if (this.around.lost?.(`${stage}/${name}: ${text(step["displayName"])}`) === true) return "Failed";
    }
    return result;
  }

  private async step(step: Mapping, deploys: boolean): Promise<StageResult> {
    if (step["checkout"] === "self") return this.checkOut();
    const task = text(step["task"]);
    const inputs = Object.fromEntries(
      Object.entries((step["inputs"] ?? {}) as Mapping).map(([name, value]) => [name, this.expanded(value)]),
    );
    if (task.startsWith("Gatehouse")) return this.ours(task, text(step["name"]), inputs, deploys);
    if (task === "DownloadPipelineArtifact@2") return this.download(inputs);
    if (task === "PublishPipelineArtifact@1") return this.publish(inputs);
    if (task === "CopyFiles@2") return this.copy(inputs);
    const nothing =
      step["checkout"] === "none" || step["download"] === "none" || task === "UsePythonVersion@0";
    if (!nothing) throw new Error(`The driver does not know ${JSON.stringify(step)}`);
    return "Succeeded";
  }

  private async ours(
    task: string,
    step: string,
    inputs: Readonly<Record<string, string>>,
    deploys: boolean,
  ): Promise<StageResult> {
    const { stage, job, own, tries } = this.place;
    const { variables = {}, ...rest } = this.around.job(stage);
    const run = await runTask(task.replace("@1", ""), {
      ...rest,
      folder: this.folder,
      sources: join(this.folder, "s"),
      inputs,
      variables: {
        ...variables,
        "System.StageName": stage,
        "System.StageAttempt": String(tries.stage),
        "System.JobAttempt": String(tries.job),
      },
    });
    this.tasks.push({ at: `${stage}/${job}/${task}`, run });
    for (const [name, value] of Object.entries(run.outputs)) {
      this.variables[`${step}.${name}`] = value;
      // The outputs of a deployment job carry its name once more.
      own[`${job}.${deploys ? `${job}.` : ""}${step}.${name}`] = value;
    }
    return (run.result ?? "Failed") as StageResult;
  }

  private expanded(value: Value): string {
    return text(value).replaceAll(
      /\$\(([\w.]+)\)/g,
      (written, name: string) => this.variables[name] ?? written,
    );
  }

  private checkOut(): StageResult {
    const sources = join(this.folder, "s");
    rmSync(sources, { recursive: true, force: true });
    const { status, stderr } = spawnSync("git", ["clone", "--quiet", this.around.remote, sources]);
    if (status !== 0) throw new Error(String(stderr));
    for (const [key, value] of [
      ["user.name", "Build"],
      ["user.email", "build@contoso.example"],
    ] as const)
      spawnSync("git", ["config", key, value], { cwd: sources });
    return "Succeeded";
  }

  private download({ artifactName, itemPattern = "", targetPath = "" }: Record<string, string>): StageResult {
    if (artifactName !== undefined) {
      cpSync(join(this.place.store, artifactName), targetPath, { recursive: true });
      return "Succeeded";
    }
    const prefix = itemPattern.replace(/\*\/\*\*$/, "");
    for (const name of readdirSync(this.place.store).filter((one) => one.startsWith(prefix)))
      cpSync(join(this.place.store, name), join(targetPath, name), { recursive: true });
    return "Succeeded";
  }

  private publish({ targetPath = "", artifactName = "" }: Record<string, string>): StageResult {
    const target = join(this.place.store, artifactName);
    if (artifactName.includes("$(") || existsSync(target)) throw new Error(`artifact ${artifactName}`);
    cpSync(targetPath, target, { recursive: true });
    return "Succeeded";
  }

  private copy({ sourceFolder = "", contents = "", targetFolder = "" }: Record<string, string>): StageResult {
    mkdirSync(targetFolder, { recursive: true });
    for (const name of readdirSync(sourceFolder)) {
      const pattern = new RegExp(`^${contents.replaceAll(".", "\\.").replaceAll("*", ".*")}$`);
      if (pattern.test(name)) cpSync(join(sourceFolder, name), join(targetFolder, name));
    }
    return "Succeeded";
  }
}

/** `{ "Collect.collect.x": … }` as `Collect.outputs['collect.x']`. */
function byJob(values: Readonly<Record<string, string>>): Record<string, Value> {
  const jobs: Record<string, { outputs: Record<string, string> }> = {};
  for (const [key, value] of Object.entries(values)) {
    const [job = "", ...rest] = key.split(".");
    (jobs[job] ??= { outputs: {} }).outputs[rest.join(".")] = value;
  }
  return jobs;
}
