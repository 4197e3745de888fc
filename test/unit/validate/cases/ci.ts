/** The rules about ci.yml: what each fires on, and where. `good` cases are silent. */
import { contoso, declared, goodCi, indexed, stated, unlisted } from "../contoso.ts";
import type { Cases } from "./cases.ts";

const blob = "- {name: contoso_blob, safeName: contosoblob}\n";
const inline = "Artifacts: [{name: contoso_core, safeName: contosocore}]";
const requiring = (name: string, ...requires: string[]) =>
  contoso(name, { declared: declared({ requires: stated(...requires) }) });
const two = [contoso(), contoso("contoso-blob")];

const extending = (template: string, parameter: string) =>
  `extends:\n  template: ${template}\n  parameters:\n    ${parameter}: x\n    ${inline}\n`;
const ours = "/templates/release.yml@gatehouse";

export const ciCases: Cases = {
  "template-parameter": {
    bad: [
      [{ ci: extending(ours, "TestProxy") }, "template-parameter note ci.yml:4:5"],
      [{ ci: extending("templates/stages.yml", "testproxy") }, "template-parameter note ci.yml:4:5"],
      [{ ci: extending(ours, "RequierdOwner") }, "template-parameter warning ci.yml:4:5"],
    ],
    good: [
      { ci: extending(ours, "RequiredOwner") },
      { ci: extending("/eng/pipelines/templates/stages/archetype-sdk-client.yml", "TestProxy") },
      { ci: extending("wrapper.yml@protected", "Anything") },
      { ci: extending("${{ variables.template }}", "TestProxy") },
    ],
  },
  "ci-yaml": {
    bad: [[{ ci: `${goodCi}  name: x\n` }, "ci-yaml error ci.yml:4:3"]],
    good: [{}],
  },
  artifacts: {
    bad: [
      [{ ci: "" }, "artifacts error ci.yml:1:1"],
      [{ ci: `${goodCi}- contoso_blob\n` }, "artifacts error ci.yml:4:3"],
    ],
    good: [
      {
        ci: "stages:\n- template: x.yml\n  parameters: {Artifacts: [{name: contoso_core, safeName: contosocore}]}",
      },
    ],
  },
  "artifact-name": {
    bad: [
      [{ ci: `${goodCi}- safeName: x\n` }, "artifact-name error ci.yml:4:3"],
      [
        { ci: "Artifacts: [{name: contoso-core-, safeName: x}]", packages: [contoso("contoso-core-")] },
        "artifact-name error ci.yml:1:20",
        "name error pyproject.toml:2 contoso-core-",
      ],
    ],
    good: [{}],
  },
  "artifact-duplicate": {
    bad: [[{ ci: `${goodCi}- {name: Contoso.Core, safeName: x}\n` }, "artifact-duplicate error ci.yml:4:10"]],
    good: [{}],
  },
  "safe-name": {
    bad: [
      [{ ci: "Artifacts:\n- name: contoso_core\n  safeName:\n" }, "safe-name error ci.yml:3:3"],
      [{ ci: "Artifacts:\n- name: contoso_core\n  safeName: contoso-core\n" }, "safe-name error ci.yml:3:13"],
    ],
    good: [{ ci: "Artifacts:\n- name: contoso_core\n  safename: anything_1\n" }],
  },
  "safe-name-unique": {
    bad: [
      [
        { ci: `${goodCi}- {name: contoso_blob, safeName: ContosoCore}\n`, packages: two },
        "safe-name-unique error ci.yml:4:34",
      ],
    ],
    good: [{ ci: `${goodCi}${blob}`, packages: two }],
  },
  "artifact-name-form": {
    bad: [
      [
        { ci: `${goodCi}- {name: contoso-blob, safeName: contosoblob}\n`, packages: two },
        "artifact-name-form warning ci.yml:2:9 contoso_core",
      ],
      [
        {
          ci: `${goodCi}${blob}- {name: contoso-queue, safeName: q}\n`,
          packages: [...two, contoso("contoso-queue")],
        },
        "artifact-name-form warning ci.yml:5:10 contoso-queue",
      ],
      [{ settings: { artifactNames: "hyphens" } }, "artifact-name-form warning ci.yml:2:9 contoso_core"],
      [
        {
          ci: "Artifacts: [{name: azure_eventhubs-aio, safeName: x}]",
          packages: [contoso("azure-eventhubs-aio")],
        },
        "artifact-name-form warning ci.yml:1:20 azure_eventhubs-aio",
      ],
    ],
    good: [
      {
        ci: `${goodCi}${blob}- {name: corehttp, safeName: corehttp}\n`,
        packages: [...two, contoso("corehttp")],
      },
      { settings: { artifactNames: "underscores" } },
    ],
  },
  "artifact-key": {
    bad: [
      [
        { ci: "Artifacts:\n- name: contoso_core\n  safeNAme: contosocore\n" },
        "artifact-key note ci.yml:3:3 contoso_core",
      ],
      [{ ci: `${goodCi}  skipVerifyChangelg: true\n` }, "artifact-key note ci.yml:4:3 contoso_core"],
      [{ ci: `${goodCi}  safename: contosocore\n` }, "artifact-key error ci.yml:4:3"],
    ],
    good: [
      { ci: `${goodCi}  skipVerifyChangeLog: true\n  skipPublishDocMs: true\n  triggeringPaths: [a]\n` },
    ],
  },
  "service-directory": {
    bad: [
      [
        { ci: `extends:\n  parameters:\n    ServiceDirectory: contosos\n    ${inline}` },
        "service-directory warning ci.yml:3:23",
      ],
      [
        { ci: `extends:\n  parameters:\n    ServiceDirectory: sdk/contoso/\n    ${inline}` },
        "service-directory warning ci.yml:3:23",
      ],
    ],
    good: [
      { ci: `extends:\n  parameters:\n    ServiceDirectory: contoso\n    ${inline}` },
      { ci: `extends:\n  parameters:\n    ServiceDirectory: $(Service)\n    ${inline}` },
      { ci: `extends:\n  parameters:\n    ServiceDirectory: \${{ parameters.x }}\n    ${inline}` },
    ],
  },
  "depends-on": {
    bad: [
      [{ ci: `${goodCi}  dependsOn: [contosoblob]\n` }, "depends-on error ci.yml:4:15"],
      [{ ci: `${goodCi}  dependsOn: [contosocore]\n` }, "depends-on error ci.yml:4:15"],
      [
        {
          ci: `${goodCi}  dependsOn: [contosoblob]\n- {name: contoso_blob, safeName: contosoblob, dependsOn: [ContosoCore]}\n`,
          packages: two,
        },
        "depends-on error ci.yml:5:59",
      ],
      [
        { ci: `${goodCi}${blob}`, packages: [contoso(), requiring("contoso-blob", "Contoso_Core>=1.0")] },
        "depends-on warning ci.yml:4:10 contoso_blob",
      ],
      // Of a circle of requirements one way can be said.
      [
        {
          ci: `${goodCi}${blob}`,
          packages: [requiring("contoso-core", "contoso-blob"), requiring("contoso-blob", "contoso-core")],
        },
        "depends-on warning ci.yml:2:9 contoso_core",
      ],
    ],
    good: [
      {
        ci: `${goodCi}${blob}  `.replace("contosoblob}", "contosoblob, dependsOn: contosocore}"),
        packages: two,
      },
      // What is on the index already is not of this release; and one way may lead through another.
      {
        ci: `${goodCi}${blob}`,
        packages: [contoso(), requiring("contoso-blob", "contoso-core")],
        index: indexed(["1.1.0"]),
      },
      {
        ci: `${goodCi}- {name: contoso_blob, safeName: b, dependsOn: [q]}\n- {name: contoso_queue, safeName: q, dependsOn: [contosocore]}\n`,
        packages: [
          contoso(),
          requiring("contoso-blob", "contoso-core", "contoso-queue"),
          requiring("contoso-queue", "contoso-core"),
        ],
      },
    ],
  },
  "artifact-unknown": {
    bad: [
      [
        {
          ci: "Artifacts: [{name: contoso_cor, safeName: x}]",
          packages: [unlisted("contoso-core")],
        },
        "artifact-unknown error ci.yml:1:20 contoso_cor",
      ],
    ],
    good: [{ ci: "Artifacts: [{name: Contoso.Core, safeName: x}]" }],
  },
  "package-not-listed": {
    bad: [
      [{ packages: two }, "package-not-listed warning pyproject.toml:2"],
      [
        { packages: two, index: indexed(["1.1.0"], "contoso-blob") },
        "package-not-listed note pyproject.toml:2",
      ],
      [
        { packages: two, index: indexed(["1.0.0"], "contoso-blob") },
        "package-not-listed warning pyproject.toml:2",
      ],
    ],
    good: [{ packages: [contoso(), unlisted("contoso-blob")] }],
  },
};
