// How building 770 packages in one run shares over agents: first and last slice of 8 to 64, each as a job of its own would
// build it, on a machine without caches. They run one after the other here, each with all cores, as on agents of their own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { measure, report } from "../measure.mjs";
import { fleet } from "./fleet.mjs";

const root = join(import.meta.dirname, "../..");
const scratch = join(tmpdir(), "gatehouse-bench/scale");

/** Runs it; false when a limit is exceeded. */
export async function bench(rounds) {
  const { service, names } = fleet(scratch);
  const index = spawn(process.execPath, [join(import.meta.dirname, "empty-index.mjs")], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  try {
    const [port] = await once(index.stdout, "data");
    const results = [8, 16, 64].map((agents) =>
      share(agents, { service, count: names.length, index: `http://127.0.0.1:${Number(port)}/` }, rounds),
    );
    return results.every(Boolean);
  } finally {
    index.stdin.end();
  }
}

/** The slices of the first and of the last of so many agents. */
function share(agents, { service, count, index }, rounds) {
  const job = join(scratch, "job");
  const slice = (position) => ({
    file: process.execPath,
    args: [join(root, "dist/tasks/GatehouseBuild/index.js")],
    env: jobEnvironment({ job, service, index, position, agents }),
    before: () => {
      rmSync(job, { recursive: true, force: true });
      mkdirSync(join(job, "temp"), { recursive: true });
    },
  });
  const built = [];
  const seconds = [1, agents].map((position) => {
    const { one } = measure({ one: slice(position) }, rounds, 0);
    const { artifacts } = JSON.parse(readFileSync(join(job, `gatehouse/build.${position}.json`), "utf8"));
    built.push(artifacts.filter(({ digest }) => digest !== null).length);
    return one.seconds;
  });
  const files = readdirSync(join(job, "gatehouse")).length;
  if (files < built[1]) throw new Error("the slice has no files");
  const [first, last] = seconds;
  return report(`scale: ${count} packages of one run, shared by ${agents} agents`, [
    { what: `first slice, ${built[0]} packages`, value: first, unit: " s" },
    { what: `last slice, ${built[1]} packages`, value: last, unit: " s" },
    {
      what: "the slower to the faster",
      value: Math.max(first, last) / Math.min(first, last),
      unit: "×",
      limit: 1.5,
    },
  ]);
}

/** What the agent gives a job of `strategy: parallel`. */
function jobEnvironment({ job, service, index, position, agents }) {
  const variables = {
    "Agent.TempDirectory": join(job, "temp"),
    "Pipeline.Workspace": job,
    "Build.SourcesDirectory": join(service, "../.."),
    "System.DefaultWorkingDirectory": join(service, "../.."),
    "System.HostType": "build",
    "System.JobAttempt": "1",
    "System.ParallelExecutionType": "MultiMachine",
    "System.TotalJobsInPhase": String(agents),
    "System.JobPositionInPhase": String(position),
  };
  const named = Object.entries(variables).map(([key, value]) => [
    key.replaceAll(".", "_").toUpperCase(),
    value,
  ]);
  return {
    ...Object.fromEntries(named),
    VSTS_PUBLIC_VARIABLES: JSON.stringify(Object.keys(variables)),
    INPUT_SERVICEDIRECTORY: service,
    INPUT_INDEX: index,
    INPUT_RECORDPATH: join(job, "gatehouse"),
  };
}
