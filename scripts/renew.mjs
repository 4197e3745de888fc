// `npm run renew`: what Gatehouse takes from others, anew: the locks of its Python tools and of the tests' ones, and PyPI's list
// of classifiers. Then it asks npm what is known against the packages. Read the difference, and run `npm test`.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { install, root, run } from "./prepare.mjs";

/** Each lock, and the oldest Python that it is for. */
const locks = {
  "python/uv": "3.9",
  "python/index": "3.9",
  "python/test": "3.9",
  "python/validate": "3.9",
  "test/support/python/wheel-contents": "3.9",
  "test/support/python/twine": "3.10",
  "test/support/python/devpi": "3.10",
};

// Without a header, which has paths in it, and without addresses of indexes.
const flags = ["--upgrade", "--generate-hashes", "--universal", "--no-annotate", "--no-header", "--quiet"];

install();
const folder = mkdtempSync(join(tmpdir(), "gatehouse-renew-"));
try {
  run("python3", ["-m", "venv", folder]);
  const python = join(folder, "bin/python");
  run(python, ["-m", "pip", "install", "--quiet", "--require-hashes", "-r", "python/uv.txt"]);
  for (const [lock, version] of Object.entries(locks)) {
    const files = [`${root}${lock}.in`, "--output-file", `${root}${lock}.txt`];
    run(join(folder, "bin/uv"), ["pip", "compile", ...flags, "--python-version", version, ...files]);
    console.error(`${lock}.txt`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
run(process.execPath, ["scripts/classifiers.mjs"]);
run("npm", ["run", "--silent", "format"]);
const { status } = spawnSync("npm", ["audit"], { cwd: root, stdio: "inherit" });
if (status !== 0) console.error("Explain in docs/dependencies.md what stays of it.");
