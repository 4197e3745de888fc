// What `gatehouse build` takes for twelve small packages, to 24 inspected and hashed files, against `python -m build`
// one after another, `uv build` two at a time, and the least that calling the hooks takes.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { measure, report } from "../measure.mjs";
import { tools } from "../tools.mjs";
import { packages } from "./packages.mjs";

const root = join(import.meta.dirname, "../..");
const scratch = join(tmpdir(), "gatehouse-bench/build");
const uvCache = join(scratch, "uv-cache");

/** Runs it; false when a limit is exceeded. */
export function bench(rounds) {
  const { service, names } = packages(join(scratch, "repository"));
  const bin = tools("uv", "validate");
  const [out, caches] = [join(scratch, "out"), join(scratch, "caches")];
  const folders = names.map((name) => join(service, name));
  const before = () => {
    rmSync(out, { recursive: true, force: true });
    // What the one before has written is not to be waited for by the next.
    spawnSync("sync");
  };
  const shell = (line) => ({
    file: "sh",
    args: ["-c", `mkdir -p '${out}'; ${line}`, "sh", ...folders],
    before,
  });
  const gatehouse = (...args) => ({
    file: process.execPath,
    args: [join(root, "dist/cli/gatehouse.js"), "build", service, "--out", out, ...args],
    env: { XDG_CACHE_HOME: caches, UV_CACHE_DIR: uvCache },
    before,
  });
  const withoutEnvironment = () => {
    for (const name of existing(join(caches, "gatehouse")).filter((entry) => entry.startsWith("build-")))
      rmSync(join(caches, "gatehouse", name), { recursive: true, force: true });
    before();
  };
  const uv = `UV_CACHE_DIR='${uvCache}' '${bin}/uv' build --quiet --out-dir '${out}'`;
  const all = measure(
    {
      build: shell(
        `for p; do '${bin}/python' -m build --outdir '${out}' "$p" >/dev/null 2>&1 || exit 1; done`,
      ),
      uv: { ...shell(`printf '%s\\n' "$@" | xargs -P 2 -I {} env ${uv} {}`), cpu: true },
      fresh: { ...gatehouse(), before: withoutEnvironment, cpu: true },
      warm: gatehouse(),
      floor: shell(`'${floorPython(bin)}' '${root}/bench/build/floor.py' '${out}' "$@"`),
      one: gatehouse("--artifact", names[0]),
      uvOne: shell(`${uv} "$1"`),
    },
    rounds,
  );
  return report(`build: 12 small packages, sdist and wheel each (Node ${process.versions.node})`, [
    { what: "python -m build, one after another", value: all.build.seconds, unit: " s" },
    { what: "uv build, two at a time", value: all.uv.seconds, unit: " s" },
    { what: "gatehouse build, its environment to be made", value: all.fresh.seconds, unit: " s" },
    { what: "gatehouse build, its environment there", value: all.warm.seconds, unit: " s" },
    { what: "only the hooks, in forks of a warm process", value: all.floor.seconds, unit: " s" },
    { what: "… to python -m build", value: all.fresh.seconds / all.build.seconds, unit: "×", limit: 0.1 },
    { what: "… to uv build", value: all.fresh.seconds / all.uv.seconds, unit: "×", limit: 0.2 },
    { what: "… processor time to uv build", value: all.fresh.cpu / all.uv.cpu, unit: "×", limit: 0.2 },
    {
      what: "… its environment there, to the hooks",
      value: all.warm.seconds / all.floor.seconds,
      unit: "×",
      limit: 2.5,
    },
    { what: "one package, to uv build", value: all.one.seconds / all.uvOne.seconds, unit: "×", limit: 0.6 },
  ]);
}

/** An environment with the back end that the packages ask for. */
function floorPython(bin) {
  const python = join(scratch, "floor/bin/python");
  if (existsSync(python)) return python;
  for (const args of [
    ["venv", "--quiet", join(scratch, "floor")],
    ["pip", "install", "--quiet", "--python", python, "setuptools>=77"],
  ]) {
    const { status, stderr } = spawnSync(join(bin, "uv"), args, { encoding: "utf8" });
    if (status !== 0) throw new Error(stderr);
  }
  return python;
}

function existing(folder) {
  return existsSync(folder) ? readdirSync(folder) : [];
}
