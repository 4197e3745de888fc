// Makes a fresh clone ready: installs what is missing, then builds. Everything it prints goes to stderr.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../", import.meta.url));

/** Runs a program with its output on our stderr; ends this one, with its exit code, when it fails. */
export function run(file, args, options = {}) {
  const shell = process.platform === "win32";
  const { status, error } = spawnSync(file, args, { cwd: root, stdio: ["ignore", 2, 2], shell, ...options });
  if (status === 0) return;
  console.error(`${[file, ...args].join(" ")} failed${error ? `: ${error.message}` : ""}`);
  process.exit(status ?? 3);
}

/** Installs the packages of `folder` when its lock file is not what is installed. */
export function install(folder = root) {
  const installed = join(folder, "node_modules/.package-lock.json");
  const lock = join(folder, "package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  run("npm", ["ci", "--no-audit", "--prefix", folder]);
}

function newest(path) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  return Math.max(stat.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** Builds when a source is newer than the bundles. */
export function bundle() {
  const made = join(root, "dist/cli/gatehouse.js");
  const sources = ["src", "tasks", "python", "scripts", "docs/rules", "package-lock.json", "package.json"];
  const changed = Math.max(...sources.map((source) => newest(join(root, source))));
  if (!existsSync(made) || statSync(made).mtimeMs < changed) run(process.execPath, ["scripts/bundle.mjs"]);
}

/** Says so, and ends, on a Node that is too old to understand what follows. */
export function checkNode() {
  const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const [wanted, have] = [engines.node.replace(">=", ""), process.versions.node];
  if (have.localeCompare(wanted, "en", { numeric: true }) >= 0) return;
  console.error(`Gatehouse needs Node ${wanted} or later; this is ${have}.`);
  process.exit(2);
}
