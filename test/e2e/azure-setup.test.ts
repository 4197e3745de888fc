/** `gatehouse setup` as a process, before the stand-in for Azure DevOps. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import type { Azure } from "../support/azure/azure.ts";
import { approvalType, bareWorld, setupIn, setupPlace, writesTo } from "../support/azure/setup-clone.ts";
import { atAzure } from "../support/azure/terminal.ts";
import type { World } from "../support/azure/world.ts";

describe("gatehouse setup", function () {
  this.timeout(60_000);
  const place = setupPlace();
  let azure: Azure;
  let cwd: string;
  let world: World;
  beforeEach(() => {
    ({ azure, cwd, world } = place());
  });

  const setup = (...more: string[]) => setupIn(azure, cwd, ...more);
  const writes = () => writesTo(azure);

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
    assert.match(
      String(approval?.settings?.["instructions"]),
      /tab Release.*\/contoso\/internal\/_apps\/hub\//,
    );
    assert.equal(
      project.configurations.length,
      5,
      "an approval; template and branch control on both resources",
    );
    const ids = world.pipelines.map(({ id }) => id);
    assert.deepEqual(Object.keys(project.permissions).length, 4);
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
      world = bareWorld();
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

  it("goes on when a request was carried out and its answer was lost", async () => {
    await setup();
    const all = writes().length;
    for (let nth = 0; nth < all; nth += 1) {
      world = bareWorld();
      let seen = 0;
      azure.set({
        world,
        lost: (route) => /new|permit/.test(route) && seen++ === nth,
      });
      const first = await setup();
      assert.equal(first.code, 3, first.stderr);
      assert.match(first.stderr, /azure-lost|Whether it was done is not known/);
      azure.set({ world });
      const again = await setup();
      assert.equal(again.code, 0, again.stderr);
      assert.equal(world.project.configurations.length, 5);
      assert.equal(world.pipelines.length, 2);
      assert.equal(world.project.environments.length, 1);
    }
  }).timeout(240_000);

  it("gives no permission to a pipeline of that name that runs something else", async () => {
    const repository = { id: world.project.repositories[0]?.id ?? "", type: "TfsGit" };
    world.pipelines.push({
      id: 50,
      name: "python - storage",
      path: "\\python",
      queueStatus: "enabled",
      process: { type: 2, yamlFilename: "/evil/##vso[task.complete].yml" },
      repository,
    });
    const { code, stdout } = await setup();
    assert.equal(code, 1);
    assert.match(
      stdout,
      /DIFFERS +pipeline \\python\\python - storage +it runs \/evil\/.* given no permission/,
    );
    assert.doesNotMatch(stdout, /##vso/);
    for (const { pipelines } of Object.values(world.project.permissions)) assert.ok(!pipelines.includes(50));
  });

  it("gives nobody the connection while nothing keeps a pipeline from leaving the gate out", async () => {
    const { code, stdout } = await atAzure({ azure, cwd }, "setup", "--service-connection", "pypi");
    assert.equal(code, 1);
    assert.match(
      stdout,
      /DIFFERS +2 pipelines may use endpoint pypi +not given .*required template on connection pypi/,
    );
    const permitted = Object.entries(world.project.permissions).filter(([key]) =>
      key.startsWith("endpoint/"),
    );
    assert.deepEqual(
      permitted.flatMap(([, { pipelines }]) => pipelines),
      [],
    );
  });

  it("says so when a name is taken by what may not be seen", async () => {
    world.project.environments.push({ id: 7, name: "package-publish", project: { id: "x" } });
    azure.set({
      world,
      faulty: (route) => (route === "environments" ? { status: 200, body: '{"count":0,"value":[]}' } : null),
    });
    const { code, stderr } = await setup();
    assert.equal(code, 1);
    assert.match(stderr, /a new environment.*package-publish is taken/);
  });

  it("says so when the token is not taken", async () => {
    const { code, stderr } = await atAzure({ azure, cwd, token: "another0token" }, "setup");
    assert.equal(code, 1);
    assert.match(stderr, /AZURE_DEVOPS_EXT_PAT/);
    assert.deepEqual(writes(), []);
  });

  it("leaves a stricter check as it is, without a word", async () => {
    await setup();
    const at = world.project.configurations.findIndex(({ type }) => type.id === approvalType);
    const check = world.project.configurations[at];
    assert.ok(check !== undefined);
    const approvers = [
      { id: world.project.groups[0]?.storageKey },
      { id: "dddddddd-0000-4000-8000-000000000003" },
    ];
    const settings = { approvers, minRequiredApprovers: 2, requesterCannotBeApprover: true };
    const stricter = { ...check, settings, timeout: 60 };
    world.project.configurations[at] = stricter;
    azure.set({ world });
    assert.equal((await setup()).code, 0);
    assert.deepEqual(writes(), []);
    assert.deepEqual(world.project.configurations[at], stricter);
  });

  it("says what is missing: a clone, a known remote, a template's form, permissions", async () => {
    const refused = await atAzure({ azure, cwd }, "setup", "--template", "nonsense");
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /setup-template|not a file in a repository/);
    execFileSync("git", ["remote", "set-url", "origin", "https://user:secret@example.com/x.git"], { cwd });
    const elsewhere = await setup();
    assert.equal(elsewhere.code, 2);
    assert.doesNotMatch(elsewhere.stderr, /secret/);
    for (const other of ["contoso/other/_git/azure-sdk", "fabrikam/internal/_git/azure-sdk"]) {
      execFileSync("git", ["remote", "set-url", "origin", `https://dev.azure.com/${other}`], { cwd });
      const foreign = await setup();
      assert.equal(foreign.code, 2);
      assert.match(foreign.stderr, /not in internal of contoso/);
    }
    assert.deepEqual(writes(), []);
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
