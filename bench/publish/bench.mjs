// What `gatehouse publish` takes, against twine, uv publish, and a plain client that sends four files at a time.
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { measure, report } from "../measure.mjs";

const root = join(import.meta.dirname, "../..");
const folder = join(tmpdir(), "gatehouse-bench/publish");

function prepare() {
  const args = ["--import=tsx", join(import.meta.dirname, "prepare.mjs"), folder];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  const [twine, uv] = stdout.trim().split("\n");
  return { twine, uv: join(dirname(uv), "uv") };
}

async function serve(latency) {
  const server = spawn(process.execPath, [join(import.meta.dirname, "server.mjs"), String(latency)], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const [port] = await once(server.stdout, "data");
  const address = `http://127.0.0.1:${Number(port)}`;
  const call = (path) =>
    spawnSync(
      process.execPath,
      ["-e", `fetch("${address}/${path}").then(async (a) => console.log(await a.text()))`],
      {
        encoding: "utf8",
      },
    ).stdout;
  return { address: `${address}/`, call, stop: () => server.stdin.end() };
}

/** The commands that publish `name`, each to an index that has nothing. */
function commands({ twine, uv }, server, name, { fresh = true } = {}) {
  const out = join(folder, name);
  const projects = readdirSync(out, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const files = projects.flatMap(({ name: project }) =>
    readdirSync(join(out, project)).map((file) => join(out, project, file)),
  );
  const before = () => {
    for (const entry of readdirSync(out)) if (entry.endsWith(".publish.json")) rmSync(join(out, entry));
    if (fresh) server.call("reset");
  };
  const quiet = ["--non-interactive", "--disable-progress-bar"];
  const { address } = server;
  const url = fresh ? [] : ["--check-url", `${address}simple/`];
  return {
    gatehouse: {
      file: process.execPath,
      args: [join(root, "dist/cli/gatehouse.js"), "publish", out, "--index", address, "--json"],
      before,
    },
    twine: {
      file: twine,
      args: ["-m", "twine", "upload", ...quiet, "--repository-url", address, ...files],
      before,
    },
    uv: {
      file: uv,
      args: ["publish", "--no-cache", "--quiet", "--publish-url", address, ...url, ...files],
      before,
    },
    plain: {
      file: process.execPath,
      args: [join(import.meta.dirname, "plain.mjs"), address, ...files],
      before,
    },
  };
}

/** Runs it; false when a limit is exceeded. */
export async function bench(rounds) {
  Object.assign(process.env, { TWINE_USERNAME: "u", TWINE_PASSWORD: "p4ss", UV_PUBLISH_USERNAME: "u" });
  Object.assign(process.env, { UV_PUBLISH_PASSWORD: "p4ss" });
  const tools = prepare();
  const results = [];
  const ratio = (what, value, limit) => ({ what, value, unit: "×", limit });
  const seconds = (measured) =>
    Object.entries(measured).map(([what, { seconds: value }]) => ({ what, value, unit: " s" }));
  const slow = await serve(50);
  try {
    const many = measure(commands(tools, slow, "many"), rounds);
    const { gatehouse, twine, uv, plain } = many;
    results.push(
      report("publish: 20 small files of 10 projects, 50 ms a request", [
        ...seconds(many),
        ratio("gatehouse to twine", gatehouse.seconds / twine.seconds, 0.45),
        ratio("… to uv publish", gatehouse.seconds / uv.seconds, 0.6),
        ratio("… to a plain client, four at a time", gatehouse.seconds / plain.seconds, 1.8),
      ]),
    );
    // twine takes --skip-existing for PyPI only since 6.2.
    const { gatehouse: ours, uv: theirs } = commands(tools, slow, "many", { fresh: false });
    const again = measure({ gatehouse: ours, uv: theirs }, rounds);
    const before = JSON.parse(slow.call("asked"));
    ours.before();
    spawnSync(ours.file, ours.args);
    const after = JSON.parse(slow.call("asked"));
    results.push(
      report("publish: everything is there already, 50 ms a request", [
        ...seconds(again),
        ratio("gatehouse to uv publish --check-url", again.gatehouse.seconds / again.uv.seconds, 0.5),
        { what: "requests a project", value: (after.requests - before.requests) / 10, unit: "", limit: 1 },
        { what: "body bytes", value: after.bytes - before.bytes, unit: "", limit: 0 },
      ]),
    );
  } finally {
    slow.stop();
  }
  const server = await serve(0);
  try {
    const many = measure(commands(tools, server, "many"), rounds);
    results.push(
      report("publish: 20 small files of 10 projects, without latency", [
        ...seconds(many),
        ratio("gatehouse to twine", many.gatehouse.seconds / many.twine.seconds, 0.6),
      ]),
    );
    const big = measure(commands(tools, server, "big100"), Math.min(rounds, 3));
    const peaks = ["big10", "big1024"].map((name) => {
      const { gatehouse } = commands(tools, server, name);
      return measure({ gatehouse: { ...gatehouse, memory: true } }, 1).gatehouse.megabytes;
    });
    results.push(
      report("publish: one file of 100 MiB", [
        ...seconds(big),
        ratio("gatehouse to twine", big.gatehouse.seconds / big.twine.seconds, 0.75),
        ratio("… to uv publish", big.gatehouse.seconds / big.uv.seconds, 0.75),
        ratio("… to a plain client", big.gatehouse.seconds / big.plain.seconds, 2),
        { what: "peak memory with 10 MiB", value: peaks[0], unit: " MB", limit: 100 },
        { what: "peak memory with 1 GiB", value: peaks[1], unit: " MB", limit: 100 },
      ]),
    );
  } finally {
    server.stop();
  }
  return results.every(Boolean);
}
