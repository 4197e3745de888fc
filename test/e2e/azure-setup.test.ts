/** `gatehouse setup` as a process, before the stand-in for Azure DevOps. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Azure, startAzure } from "../support/azure/azure.ts";
import { emptyProject, type ProjectWorld } from "../support/azure/setup-world.ts";
import { atAzure } from "../support/azure/terminal.ts";
import { honestWorld, type World } from "../support/azure/world.ts";

const approvalType = "8c6f20a7-a545-4486-9777-f762fafe0d4d";
const args = [
  "setup",
  "--service-connection",
  "pypi",
  "--template",
  "internal/release-templates/wrapper.yml",
] as const;

describe("gatehouse setup", function () {
  this.timeout(60_000);
  let azure: Azure;
  let cwd = "";
  let world: World;

  before(async () => {
    azure = await startAzure();
  });
  after(() => azure[Symbol.asyncDispose]());

  beforeEach(() => {
    cwd = mkdtempSync(join(tmpdir(), "gatehouse-setup-"));
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
    world = { ...honestWorld(), pipelines: [], project: emptyProject() };
    azure.set({ world });
  });
  afterEach(() => rmSync(cwd, { recursive: true }));

  const setup = (...more: string[]) => atAzure({ azure, cwd }, ...args, ...more);
  const writes = () => azure.exchanges.filter(({ method }) => method !== "GET");
  /** All that is set up, and then one thing changed. */
  async function afterwards(change: (project: ProjectWorld) => void) {
    const { code, stderr } = await setup();
    assert.equal(code, 0, stderr);
    change(world.project);
    azure.set({ world });
    return setup("--check");
  }

  it("says all that it would make, and makes nothing, with --dry-run", async () => {
    const { code, stdout } = await setup("--dry-run");
    assert.equal(code, 0);
    assert.deepEqual(writes(), []);
    for (const line of [
      /to make +group Release to PyPI Approvers/,
      /to make +environment package-publish/,
      /to make +pipeline \\python\\python - storage +for \/sdk\/storage\/ci\.yml/,
      /to make +approval check on environment package-publish/,
      /to make +required template on environment/,
      /to make +branch control on endpoint pypi|to make +branch control on connection pypi/,
      /right +service connection pypi/,
    ])
      assert.match(stdout, line);
  });

  it("makes it, and the second time does nothing", async () => {
    const first = await setup();
    assert.equal(first.code, 0, `${first.stdout}${first.stderr}`);
    const { project } = world;
    assert.deepEqual(
      project.environments.map(({ name }) => name),
      ["package-publish"],
    );
    assert.deepEqual(
      world.pipelines.map(({ name, path }) => `${path}\\${name}`).toSorted((a, b) => (a < b ? -1 : 1)),
      ["\\python\\python - search", "\\python\\python - storage"],
    );
    const approval = project.configurations.find(({ type }) => type.id === approvalType);
    assert.deepEqual(approval?.resource, { type: "environment", id: "1", name: "package-publish" });
    assert.deepEqual(approval?.settings?.["approvers"], [{ id: project.groups[0]?.storageKey }]);
    assert.match(String(approval?.settings?.["instructions"]), /tab Release/);
    assert.equal(
      project.configurations.length,
      5,
      "an approval; template and branch control on both resources",
    );
    const ids = world.pipelines.map(({ id }) => id);
    assert.deepEqual(Object.keys(project.permissions).length, 3);
    for (const { pipelines } of Object.values(project.permissions)) assert.deepEqual(pipelines, ids);

    azure.set({ world });
    const second = await setup();
    assert.equal(second.code, 0);
    assert.deepEqual(writes(), []);
    assert.doesNotMatch(second.stdout, /to make|DIFFERS/);
    assert.equal((await setup("--check")).code, 0);
  });

  it("goes on from whatever an earlier one had made, however far it got", async () => {
    await setup();
    const all = writes().length;
    assert.ok(all >= 11);
    for (let nth = 0; nth < all; nth += 1) {
      world = { ...honestWorld(), pipelines: [], project: emptyProject() };
      let seen = 0;
      const isWrite = /new|permit/;
      azure.set({
        world,
        faulty: (route) =>
          isWrite.test(route) && seen++ === nth ? { status: 500, body: '{"message":"broken"}' } : null,
      });
      assert.equal((await setup()).code, 3, `write ${nth}`);
      azure.set({ world });
      const again = await setup();
      assert.equal(again.code, 0, again.stderr);
      assert.equal(world.project.configurations.length, 5);
      assert.equal(world.pipelines.length, 2);
    }
  }).timeout(240_000);

  it("says it as one document with --json", async () => {
    const { code, stdout } = await setup("--json", "--dry-run");
    assert.equal(code, 0);
    const document = JSON.parse(stdout) as { schema: string; items: { state: string }[] };
    assert.equal(document.schema, "gatehouse/setup@1");
    assert.ok(document.items.some(({ state }) => state === "make"));
  });

  it("finds an environment that nobody is asked for, and its place", async () => {
    const { code, stdout } = await afterwards((project) => {
      project.environments.push({ id: 9, name: "package-publsh", project: { id: "x" } });
      writeFileSync(
        join(cwd, "sdk/search/ci.yml"),
        "stages:\n- stage: x\n  jobs:\n  - deployment: d\n    environment: package-publsh\n",
      );
    });
    assert.equal(code, 1);
    assert.match(
      stdout,
      /DIFFERS +environment package-publsh, which sdk\/search\/ci\.yml:5 names +it has no approval check/,
    );
  });

  const drifts: readonly [string, (project: ProjectWorld) => void, RegExp][] = [
    [
      "an approval check that was taken away",
      (project) =>
        project.configurations.splice(
          project.configurations.findIndex(({ type }) => type.id === approvalType),
          1,
        ),
      /to make +approval check on environment/,
    ],
    [
      "an approval check that asks others",
      (project) => {
        const at = project.configurations.findIndex(({ type }) => type.id === approvalType);
        const check = project.configurations[at];
        if (check !== undefined)
          project.configurations[at] = {
            ...check,
            settings: {
              approvers: [
                { id: "dddddddd-0000-4000-8000-000000000001", displayName: "Everybody ##vso[task.complete]" },
              ],
            },
          };
      },
      /DIFFERS +approval check on environment package-publish +it asks Everybody/,
    ],
    [
      "a build identity that may approve",
      (project) => {
        const at = project.configurations.findIndex(({ type }) => type.id === approvalType);
        const check = project.configurations[at];
        const approvers = [
          ...((check?.settings?.["approvers"] as object[] | undefined) ?? []),
          { id: "dddddddd-0000-4000-8000-000000000002", displayName: "internal Build Service (contoso)" },
        ];
        if (check !== undefined) project.configurations[at] = { ...check, settings: { approvers } };
      },
      /DIFFERS +approval check on environment package-publish +internal Build Service \(contoso\) may approve/,
    ],
    [
      "a connection that every pipeline may use",
      (project) => {
        const key = Object.keys(project.permissions).find((one) => one.startsWith("endpoint/")) ?? "";
        project.permissions[key] = { all: true, pipelines: [] };
      },
      /DIFFERS +service connection pypi +every pipeline may use it/,
    ],
    [
      "a connection without the required template",
      (project) =>
        project.configurations.splice(
          project.configurations.findIndex(
            ({ type, resource }) => type.name === "ExtendsCheck" && resource.type === "endpoint",
          ),
          1,
        ),
      /to make +required template on connection pypi/,
    ],
    [
      "a required template that is another file",
      (project) => {
        for (const [at, check] of project.configurations.entries())
          if (check.type.name === "ExtendsCheck")
            project.configurations[at] = {
              ...check,
              settings: { extendsChecks: [{ repositoryName: "internal/other", templatePath: "x.yml" }] },
            };
      },
      /DIFFERS +required template on environment package-publish +it asks for another file/,
    ],
    [
      "branch control that lets every branch pass",
      (project) => {
        for (const [at, check] of project.configurations.entries())
          if (check.type.name === "Task Check")
            project.configurations[at] = {
              ...check,
              settings: { ...check.settings, inputs: { allowedBranches: "*" } },
            };
      },
      /DIFFERS +branch control on environment package-publish +it lets every branch pass/,
    ],
    [
      "a pipeline that may not use the environment any more",
      (project) => {
        const key = Object.keys(project.permissions).find((one) => one.startsWith("environment/")) ?? "";
        project.permissions[key] = { all: false, pipelines: [] };
      },
      /to make +2 pipelines may use environment package-publish/,
    ],
  ];
  for (const [what, change, line] of drifts) {
    it(`finds ${what}, and weakens nothing`, async () => {
      const { code, stdout } = await afterwards(change);
      assert.equal(code, 1, stdout);
      assert.match(stdout, line);
      assert.doesNotMatch(stdout, /##vso/);
      assert.deepEqual(writes(), [], "--check changes nothing");
      await setup();
      for (const { method } of writes()) assert.ok(method === "POST" || method === "PATCH", "it only adds");
    });
  }

  it("says what is missing: a clone, a known remote, a template's form, permissions", async () => {
    const refused = await atAzure({ azure, cwd }, "setup", "--template", "nonsense");
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /setup-template|not a file in a repository/);
    execFileSync("git", ["remote", "set-url", "origin", "https://user:secret@example.com/x.git"], { cwd });
    const elsewhere = await setup();
    assert.equal(elsewhere.code, 2);
    assert.doesNotMatch(elsewhere.stderr, /secret/);
    execFileSync("git", ["remote", "set-url", "origin", "git@github.com:Azure/azure-sdk-for-python.git"], {
      cwd,
    });
    assert.match((await setup("--dry-run")).stdout, /DIFFERS +pipeline .* no service connection to GitHub/);
    azure.set({
      world,
      faulty: (route) => (route === "new group" ? { status: 403, body: '{"message":"no"}' } : null),
    });
    execFileSync(
      "git",
      ["remote", "set-url", "origin", "https://contoso.visualstudio.com/internal/_git/azure-sdk"],
      { cwd },
    );
    const forbidden = await setup();
    assert.equal(forbidden.code, 1);
    assert.match(forbidden.stderr, /a new group/);
  });
});
