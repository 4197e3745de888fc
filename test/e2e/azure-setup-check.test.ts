/** `gatehouse setup --check` as a process: each drift that is planted is found, and nothing is weakened. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Azure } from "../support/azure/azure.ts";
import { approvalType, setupIn, setupPlace, writesTo } from "../support/azure/setup-clone.ts";
import { changeChecks, type ProjectWorld } from "../support/azure/setup-world.ts";
import type { World } from "../support/azure/world.ts";

describe("gatehouse setup --check", function () {
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
  /** All that is set up, and then one thing changed. */
  async function afterwards(change: (project: ProjectWorld) => void) {
    const { code, stderr } = await setup();
    assert.equal(code, 0, stderr);
    change(world.project);
    azure.set({ world });
    return setup("--check");
  }

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

  it("finds an agent queue that is not there, and permits the pipelines those that are", async () => {
    writeFileSync(join(cwd, "sdk/search/ci.yml"), "pool: release.agents\njobs:\n- job: a\n  pool: gone\n");
    const { code, stdout } = await setup();
    assert.equal(code, 1);
    assert.match(stdout, /DIFFERS +agent queue gone +there is none/);
    assert.deepEqual(
      world.project.permissions["queue/19"]?.pipelines,
      world.pipelines.map(({ id }) => id),
    );
    assert.equal(world.project.permissions["queue/18"], undefined);
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
    [
      "an approval check that others can pass alone",
      (project) =>
        changeChecks(project, "Approval", (settings) => ({
          ...settings,
          approvers: [
            ...(settings["approvers"] as object[]),
            { id: "dddddddd-0000-4000-8000-000000000001", displayName: "Everybody" },
          ],
        })),
      /DIFFERS +approval check on environment package-publish +it is content with Everybody, without Release/,
    ],
    [
      "a build service in the approvers' group, by another group",
      (project) => {
        project.members["vssgp.group1"] = ["aad.rosa", "vssgp.inner"];
        project.members["vssgp.inner"] = ["vssgp.group1", "svc.build"];
      },
      /DIFFERS +build services in the group Release to PyPI Approvers +svc\.build: a job could approve itself/,
    ],
    [
      "a build service that administers the environment",
      (project) => {
        project.roles["distributedtask.environmentreferencerole"] = [
          { displayName: "internal Build Service (contoso)", role: "Administrator" },
        ];
      },
      /DIFFERS +build services as administrators of environment package-publish +internal Build Service/,
    ],
    [
      "a build service that administers the service connection",
      (project) => {
        project.roles["distributedtask.serviceendpointrole"] = [
          { displayName: "Project Collection Build Service (contoso)", role: "Administrator" },
        ];
      },
      /DIFFERS +build services as administrators of service connection pypi +Project Collection Build Service/,
    ],
    [
      "a build service that may not create tags",
      (project) => {
        project.buildServiceMay.bits = 2 + 4 + 16;
      },
      /DIFFERS +the build service may create tags in azure-sdk +it may not/,
    ],
    [
      "a required template at another branch",
      (project) =>
        changeChecks(project, "ExtendsCheck", ({ extendsChecks }) => ({
          extendsChecks: (extendsChecks as object[]).map((one) => ({
            ...one,
            repositoryRef: "refs/heads/mine",
          })),
        })),
      /DIFFERS +required template on environment package-publish +it asks for another file.*@refs\/heads\/mine/,
    ],
    [
      "a required template that is content with another one too",
      (project) =>
        changeChecks(project, "ExtendsCheck", ({ extendsChecks }) => ({
          extendsChecks: [
            ...(extendsChecks as object[]),
            { repositoryName: "internal/azure-sdk", templatePath: "x.yml", repositoryRef: "refs/heads/main" },
          ],
        })),
      /DIFFERS +required template on connection pypi +it is content with internal\/azure-sdk\/x\.yml@refs\/heads\/main too/,
    ],
    [
      "branch control that asks for no protection",
      (project) =>
        changeChecks(project, "Task Check", (settings) => ({
          ...settings,
          inputs: { allowedBranches: "refs/heads/main", ensureProtectionOfBranch: "false" },
        })),
      /DIFFERS +branch control on connection pypi +it lets branches pass that no policy protects/,
    ],
    [
      "a check that was switched off",
      (project) => {
        for (const [at, check] of project.configurations.entries())
          if (check.resource.type === "endpoint") project.configurations[at] = { ...check, isDisabled: true };
      },
      /to make +branch control on connection pypi/,
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

  it("finds nothing where all is right, and says what it may not look at", async () => {
    const { code, stdout } = await afterwards(() => undefined);
    assert.equal(code, 0, stdout);
    assert.match(stdout, /right +the build service may create tags in azure-sdk/);
    const faulty = (route: string) =>
      route === "roles" || route === "access" ? { status: 403, body: '{"message":"no"}' } : null;
    azure.set({ world, faulty });
    const forbidden = await setup("--check");
    assert.equal(forbidden.code, 1);
    assert.match(
      forbidden.stdout,
      /DIFFERS +build services as administrators of environment.*could not be read/,
    );
    assert.match(forbidden.stdout, /DIFFERS +the build service may create tags.*could not be read/);
    assert.match(forbidden.stdout, /right +approval check/);
  });
});
