// The peers, from the registries: an environment with the tools that one hash-locked file of `python/` names.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

/** The folder of programs of an environment with what these locks name; made once. */
export function tools(...locks) {
  const folder = join(
    tmpdir(),
    "gatehouse-bench",
    `tools-${locks.map((lock) => lock.split("/").at(-1)).join("-")}`,
  );
  const bin = join(folder, "bin");
  if (existsSync(join(bin, "ready"))) return bin;
  const run = (file, ...args) => {
    const { status, stderr } = spawnSync(file, args, { encoding: "utf8" });
    if (status !== 0) throw new Error(`${file} ${args.join(" ")}:\n${stderr}`);
  };
  run("python3", "-m", "venv", "--clear", folder);
  const files = locks.flatMap((lock) => ["-r", join(root, `python/${lock}.txt`)]);
  run(join(bin, "python"), "-m", "pip", "install", "--quiet", "--require-hashes", ...files);
  run("touch", join(bin, "ready"));
  return bin;
}
