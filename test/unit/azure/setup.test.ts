/** What setup reads from a clone. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { namedEnvironments, namedPools } from "../../../src/azure/setup/named-environments.ts";
import { parseOrigin, parseTemplate } from "../../../src/azure/setup/wanted.ts";

describe("the remote of a clone", () => {
  const azure = [
    ["https://dev.azure.com/contoso/internal/_git/azure-sdk", "contoso", "internal", "azure-sdk"],
    [
      "https://contoso@dev.azure.com/contoso/my%20project/_git/azure%20sdk",
      "contoso",
      "my project",
      "azure sdk",
    ],
    ["https://dev.azure.com/contoso/_git/internal", "contoso", "internal", "internal"],
    [
      "https://contoso.visualstudio.com/DefaultCollection/internal/_git/azure-sdk",
      "contoso",
      "internal",
      "azure-sdk",
    ],
    ["https://contoso.visualstudio.com/_git/azure-sdk", "contoso", "azure-sdk", "azure-sdk"],
    ["git@ssh.dev.azure.com:v3/contoso/internal/azure-sdk", "contoso", "internal", "azure-sdk"],
    ["contoso@vs-ssh.visualstudio.com:v3/contoso/internal/azure-sdk", "contoso", "internal", "azure-sdk"],
  ] as const;
  for (const [address, organization, project, name] of azure)
    it(`${address} is ${name} in ${project}`, () =>
      assert.deepEqual(parseOrigin(address), { kind: "azure", organization, project, name }));

  for (const address of [
    "git@github.com:Azure/azure-sdk-for-python.git",
    "https://user:token@github.com/Azure/azure-sdk-for-python",
  ])
    it(`${address} is on GitHub`, () =>
      assert.deepEqual(parseOrigin(address), { kind: "github", name: "Azure/azure-sdk-for-python" }));

  it("is nothing that we know, elsewhere", () => {
    for (const address of [
      "",
      "/srv/git/x.git",
      "https://gitlab.com/a/b",
      "https://dev.azure.com.evil.example/a/b/_git/c",
    ])
      assert.equal(parseOrigin(address), null, address);
  });
});

describe("--template", () => {
  it("names a file in a repository, and its branch", () => {
    const file = { repository: "internal/release-templates", path: "a/wrapper.yml", ref: "refs/heads/main" };
    assert.deepEqual(parseTemplate("internal/release-templates/a/wrapper.yml"), file);
    const ref = "refs/tags/v1";
    assert.deepEqual(parseTemplate("internal/release-templates/a/wrapper.yml@refs/tags/v1"), {
      ...file,
      ref,
    });
  });

  it("is nothing else", () => {
    for (const text of [
      "",
      "wrapper.yml",
      "a/wrapper.yml",
      "a/b/wrapper",
      "a/b/c.yml@main",
      "a/b/c.yml@refs/heads/",
    ])
      assert.equal(parseTemplate(text), null, text);
  });
});

describe("the environments that a pipeline names", () => {
  const names = (text: string) =>
    namedEnvironments(text, "ci.yml").map(({ name, place }) => `${name} ${place}`);

  it("are those of its jobs, in every form, and of the template's parameter", () => {
    const text = [
      "stages:",
      "- stage: a",
      "  jobs:",
      "  - deployment: x",
      "    environment: one",
      "  - deployment: y",
      "    environment:",
      "      name: two.database",
      "      resourceType: VirtualMachine",
      "  - deployment: z",
      "    environment: ${{ parameters.Environment }}",
      "extends:",
      "  parameters:",
      "    Environment: three",
    ].join("\n");
    assert.deepEqual(names(text), ["one ci.yml:5", "two ci.yml:8", "three ci.yml:14"]);
  });

  it("are none in what is no YAML, or has none", () => {
    assert.deepEqual(names("Artifacts: []"), []);
    fc.assert(fc.property(fc.string(), (text) => void namedPools(text)));
    fc.assert(fc.property(fc.string(), (text) => void namedEnvironments(text, "ci.yml")));
  });
});

describe("the agent pools that a pipeline names", () => {
  it("are those of its jobs and of the template's parameter, without images and expressions", () => {
    const text = [
      "pool: release.agents",
      "jobs:",
      "- job: a",
      "  pool: { vmImage: ubuntu-latest }",
      "- job: b",
      "  pool: { name: other, demands: x }",
      "- job: c",
      "  pool: $(pool)",
      "extends:",
      "  parameters:",
      "    Pool: { name: third }",
    ].join("\n");
    assert.deepEqual(namedPools(text), ["release.agents", "other", "third"]);
  });
});
