// What inspecting 24 built files takes, against `twine check --strict` and `check-wheel-contents`; and a wheel of 100 MB.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { packages } from "../build/packages.mjs";
import { measure, report } from "../measure.mjs";
import { tools } from "../tools.mjs";

const root = join(import.meta.dirname, "../..");
const scratch = join(tmpdir(), "gatehouse-bench/inspect");
const locks = "../test/support/python";

/** Runs it; false when a limit is exceeded. */
export async function bench(rounds) {
  const program = join(scratch, "inspect.mjs");
  await build({
    entryPoints: [join(import.meta.dirname, "inspect.ts")],
    bundle: true,
    minify: true,
    format: "esm",
    platform: "node",
    target: "node20",
    outfile: program,
    alias: { "hash-wasm": join(root, "node_modules/hash-wasm/dist/index.esm.js") },
    banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
  });
  const { service, names } = packages(join(scratch, "repository"));
  const out = join(scratch, "out");
  // What an older version has left there may be no record of this one.
  rmSync(out, { recursive: true, force: true });
  run(process.execPath, [join(root, "dist/cli/gatehouse.js"), "build", service, "--out", out]);
  const files = names.flatMap((name) => readdirSync(join(out, name)).map((file) => join(out, name, file)));
  const wheels = files.filter((file) => file.endsWith(".whl"));
  const twine = join(tools(`${locks}/twine`), "twine");
  const contents = join(tools(`${locks}/wheel-contents`), "check-wheel-contents");
  const node = (...given) => ({ file: process.execPath, args: [program, ...given] });
  const all = measure(
    {
      twine: { file: twine, args: ["check", "--strict", ...files] },
      contents: { file: contents, args: wheels },
      ours: node(...files),
    },
    rounds,
  );
  const { large } = measure({ large: { ...node(largeWheel()), memory: true } }, 3);
  const peers = all.twine.seconds + all.contents.seconds;
  return report(`inspect: ${files.length} files (Node ${process.versions.node})`, [
    { what: "twine check --strict", value: all.twine.seconds, unit: " s" },
    { what: "check-wheel-contents", value: all.contents.seconds, unit: " s" },
    { what: "hash and inspect", value: all.ours.seconds, unit: " s" },
    { what: "… to both", value: all.ours.seconds / peers, unit: "×", limit: 0.6 },
    { what: "a wheel of 100 MB", value: large.seconds, unit: " s" },
    { what: "… peak memory", value: large.megabytes, unit: " MB", limit: 120 },
  ]);
}

/** A wheel with 100 MB of noise in it. */
function largeWheel() {
  const wheel = join(scratch, "contoso_large-1.0.0-py3-none-any.whl");
  if (!existsSync(wheel)) run("python3", [join(import.meta.dirname, "large_wheel.py"), wheel]);
  return wheel;
}

function run(file, args) {
  mkdirSync(scratch, { recursive: true });
  const { status, stderr } = spawnSync(file, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}
