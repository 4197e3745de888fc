/** A clone with two service directories, before a stand-in whose project has nothing for releases yet. */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Azure, startAzure } from "./azure.ts";
import { emptyProject } from "./setup-world.ts";
import { atAzure } from "./terminal.ts";
import { honestWorld, type World } from "./world.ts";

export const approvalType = "8c6f20a7-a545-4486-9777-f762fafe0d4d";
const args = [
  "setup",
  "--service-connection",
  "pypi",
  "--template",
  "internal/release-templates/wrapper.yml",
] as const;

/** Its folder; the caller removes it. */
function setupClone(): string {
  const cwd = mkdtempSync(join(tmpdir(), "gatehouse-setup-"));
  const git = (...all: string[]) => execFileSync("git", all, { cwd, stdio: "ignore" });
  git("init", "--quiet");
  git("remote", "add", "origin", "https://contoso@dev.azure.com/contoso/internal/_git/azure-sdk");
  for (const name of ["storage", "search"]) {
    mkdirSync(join(cwd, "sdk", name), { recursive: true });
    writeFileSync(
      join(cwd, "sdk", name, "ci.yml"),
      "extends:\n  template: wrapper.yml@release\n  parameters:\n    Artifacts: []\n",
    );
  }
  git("add", "--all");
  git("-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "--quiet", "--message", "x");
  return cwd;
}

export function bareWorld(): World {
  return { ...honestWorld(), pipelines: [], project: emptyProject() };
}

/** `gatehouse setup` in the clone, with the options of a whole setup and `more`. */
export function setupIn(azure: Azure, cwd: string, ...more: readonly string[]) {
  return atAzure({ azure, cwd }, ...args, ...more);
}

/** What was asked that changes something. */
export function writesTo(azure: Azure) {
  return azure.exchanges.filter(({ method }) => method !== "GET");
}

/** For the tests of a suite: one stand-in, and for each test a clone and a world of its own. */
export function setupPlace(): () => { readonly azure: Azure; readonly cwd: string; readonly world: World } {
  let azure: Azure;
  let cwd: string;
  let world: World;
  before(async () => {
    azure = await startAzure();
  });
  after(() => azure[Symbol.asyncDispose]());
  beforeEach(() => {
    cwd = setupClone();
    world = bareWorld();
    azure.set({ world });
  });
  afterEach(() => rmSync(cwd, { recursive: true }));
  return () => ({ azure, cwd, world });
}
