/** The rules about ci.yml: what each fires on, and where. `good` cases are silent. */
import { contoso, goodCi, indexed, unlisted } from "../contoso.ts";
import type { Cases } from "./cases.ts";

const blob = "- {name: contoso_blob, safeName: contosoblob}\n";
const two = [contoso(), contoso("contoso-blob")];

export const ciCases: Cases = {
  "ci-yaml": {
    bad: [[{ ci: `${goodCi}  name: x\n` }, "ci-yaml error ci.yml:4:3"]],
  },
  artifacts: {
    bad: [
      [{ ci: "" }, "artifacts error ci.yml:1:1"],
      [{ ci: `${goodCi}- contoso_blob\n` }, "artifacts error ci.yml:4:3"],
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
  },
  "artifact-duplicate": {
    bad: [[{ ci: `${goodCi}- {name: Contoso.Core, safeName: x}\n` }, "artifact-duplicate error ci.yml:4:10"]],
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
    ],
    good: [
      {
        ci: `${goodCi}${blob}  `.replace("contosoblob}", "contosoblob, dependsOn: contosocore}"),
        packages: two,
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
