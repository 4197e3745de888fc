// `npm start`: releases the sample service directory to an index on this machine. Flags after `--` go to
// `gatehouse release`. The scratch repository stays, so that the same command again finds what it did.
import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { bundle, checkNode, install, root } from "./prepare.mjs";

checkNode();
install();
bundle();

const scratch = prepareScratch(join(root, ".gatehouse/start"));
const flags = process.argv.slice(2);
const given = (flag) => flags.some((arg) => arg === flag || arg.startsWith(`${flag}=`));
const args = ["release", "samples/sdk/contoso"];
if (!given("--index")) args.push("--index", "local");
if (!given("--out")) args.push("--out", join(scratch, "contoso"));
if (!process.stdin.isTTY && !given("--approve") && !given("--reject")) {
  const decisions = ["--approve", "contoso*core", "--approve", "contoso*blob", "--reject", "contoso*widgets"];
  console.error(`No terminal, and no decisions given: going on with ${decisions.join(" ")}`);
  args.push(...decisions);
}
run([...args, ...absolute(flags)]);

/** A relative `--out` is meant from where npm was called, not from the scratch repository. */
function absolute(all) {
  const from = (path) => resolve(process.env.INIT_CWD ?? process.cwd(), path);
  return all.map((arg, at) => {
    if (all[at - 1] === "--out") return from(arg);
    return arg.startsWith("--out=") ? `--out=${from(arg.slice("--out=".length))}` : arg;
  });
}

/** A git repository with the samples, and a bare remote. Its commit depends on nothing but the samples. */
function prepareScratch(folder) {
  mkdirSync(folder, { recursive: true });
  const making = mkdtempSync(join(folder, ".tmp-"));
  const repository = join(making, "repository");
  cpSync(join(root, "samples"), join(repository, "samples"), {
    recursive: true,
    filter: (path) => !/__pycache__|\.egg-info|\.pytest_cache/.test(path),
  });
  const day = "2026-11-02T12:00:00Z";
  const env = {
    ...process.env,
    GIT_AUTHOR_DATE: day,
    GIT_COMMITTER_DATE: day,
    GIT_CONFIG_GLOBAL: "/dev/null",
  };
  const git = (...words) => {
    const { status, stdout, stderr } = spawnSync("git", words, { cwd: repository, env, encoding: "utf8" });
    if (status === 0) return stdout.trim();
    console.error(`git ${words[0]} failed: ${stderr}`);
    process.exit(3);
  };
  git("init", "--quiet", "--initial-branch=main");
  git("config", "user.name", "Gatehouse");
  git("config", "user.email", "gatehouse@localhost");
  git("config", "core.autocrlf", "false");
  git("add", "--all");
  git("commit", "--quiet", "--message", "The Contoso SDK");
  const place = join(folder, git("rev-parse", "--short=12", "HEAD"));
  if (existsSync(place)) rmSync(making, { recursive: true });
  else {
    git("clone", "--quiet", "--bare", ".", "../remote.git");
    git("remote", "add", "origin", "../remote.git");
    renameSync(making, place);
  }
  return place;
}

/** Runs the command in the scratch repository; it has our terminal, and our signals reach it. */
function run(words) {
  const command = join(root, "dist/cli/gatehouse.js");
  const child = spawn(process.execPath, [command, ...words], {
    cwd: join(scratch, "repository"),
    stdio: "inherit",
  });
  // Ctrl-C reaches the whole group: the command ends by itself, and says how.
  process.on("SIGINT", () => undefined);
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  child.on("exit", (code, signal) => {
    console.error(`\nThe scratch repository, its remote and the local index are in ${scratch}`);
    process.exit(code ?? (signal === "SIGKILL" ? 137 : 130));
  });
}
