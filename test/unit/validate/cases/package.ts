/** The rules about packages: what each fires on, and where. `good` cases are silent. */
import type { Declared } from "../../../../src/packages/types.ts";
import { contoso, declared, indexed, logging, said, stated } from "../contoso.ts";
import type { Cases } from "./cases.ts";

const toml = "pyproject.toml:1 contoso_core";
/** The package that declares something else. */
const saying = (changes: Partial<Declared>) => ({
  packages: [contoso("contoso-core", { declared: declared(changes) })],
});
const both =
  "Artifacts: [{name: contoso_core, safeName: a}, {name: contoso_blob, safeName: b, dependsOn: [a]}]";
const onlyBlob = "Artifacts: [{name: contoso_blob, safeName: b}]";
const requiring = (requirement: string, version = "1.1.0") => [
  logging(`## ${version} (2024-01-01)\n- A.`, {
    version,
    changelog: { path: "CHANGELOG.md", text: `## ${version} (2024-01-01)\n- A.` },
  }),
  contoso("contoso-blob", { declared: declared({ requires: stated(requirement) }) }),
];

export const packageCases: Cases = {
  name: {
    bad: [
      [
        { ci: "Artifacts: [{name: contoso-core-, safeName: x}]", packages: [contoso("contoso-core-")] },
        "artifact-name error ci.yml:1:20",
        "name error pyproject.toml:2 contoso-core-",
      ],
      [
        { packages: [contoso(), { ...contoso(), path: "sdk/contoso/other" }] },
        "name error pyproject.toml:2 contoso_core",
      ],
    ],
    good: [{ packages: [contoso("contoso-core", { name: "Contoso.Core" })] }],
  },
  version: {
    bad: [
      [
        { packages: [contoso("contoso-core", { version: "1.1.x" })] },
        "version error _version.py:3 contoso_core",
      ],
      [
        { packages: [logging("## 1.1.0+local (2024-01-01)\n- A.", { version: "1.1.0+local" })] },
        "version error _version.py:3 contoso_core",
      ],
      [
        { packages: [logging("## 1.0b1 (2024-01-01)\n- A.", { version: "1.0-beta.1" })] },
        "version warning _version.py:3 contoso_core",
      ],
    ],
    good: [{ packages: [logging("## 1.1.0.post1 (2024-01-01)\n- A.", { version: "1.1.0.post1" })] }],
  },
  "version-classifier": {
    bad: [
      [
        saying({ classifiers: stated("Development Status :: 4 - Beta") }),
        `version-classifier warning ${toml}`,
      ],
      [
        {
          packages: [
            logging("## 1.1.0b1 (2024-01-01)\n- A.", {
              version: "1.1.0b1",
              declared: declared({ classifiers: stated("Development Status :: 5 - Production/Stable") }),
            }),
          ],
        },
        `version-classifier warning ${toml}`,
      ],
    ],
    good: [
      saying({ classifiers: stated("Development Status :: 6 - Mature") }),
      {},
      ...["0.9.0", "1.1.0b1"].map((version) => ({
        packages: [
          logging(`## ${version} (2024-01-01)\n- A.`, {
            version,
            declared: declared({
              classifiers: stated("Development Status :: 3 - Alpha", "Development Status :: 7 - Inactive"),
            }),
          }),
        ],
      })),
    ],
  },
  "requires-python": {
    bad: [
      [saying({ requiresPython: said(">=3.x") }), `requires-python error ${toml}`],
      [saying({ requiresPython: said(`>=${"9".repeat(400)}`) }), `requires-python error ${toml}`],
      [saying({ requiresPython: null }), "requires-python warning pyproject.toml:2 contoso_core"],
      [saying({ requiresPython: said(" ") }), "requires-python warning pyproject.toml:2 contoso_core"],
    ],
    good: [
      saying({ requiresPython: said("~=3.9, !=3.9.7, <4") }),
      saying({ requiresPython: said(">=3.9,") }),
      saying({ requiresPython: null, unread: ["requires-python"] }),
    ],
  },
  "private-package": {
    bad: [
      [saying({ classifiers: stated("Private :: Do Not Upload") }), `private-package error ${toml}`],
      [saying({ classifiers: stated("Development Status :: 7 - Inactive") }), `private-package note ${toml}`],
    ],
    good: [saying({ classifiers: stated("Typing :: Typed") })],
  },
  license: {
    bad: [
      [saying({ licenseExpression: said("MITT") }), `license error ${toml}`],
      [saying({ licenseExpression: said("MIT OR") }), `license error ${toml}`],
      [saying({ licenseExpression: said("GPL-2.0") }), `license warning ${toml}`],
      [saying({ license: said("MIT License") }), `license warning ${toml}`],
      [
        saying({ license: said("MIT License"), build: { backend: "hatchling.build", requires: [] } }),
        `license error ${toml}`,
      ],
      [saying({ classifiers: stated("License :: OSI Approved :: MIT License") }), `license error ${toml}`],
      [
        saying({
          classifiers: stated("License :: OSI Approved :: MIT License"),
          build: { backend: "hatchling.build", requires: [] },
        }),
        `license warning ${toml}`,
      ],
      [saying({ missingLicenseFiles: stated("LICENCE") }), `license error ${toml}`],
      [
        saying({
          missingLicenseFiles: [
            { value: "NOTICE", at: { path: "sdk/contoso/contoso-core/setup.py", line: 9 } },
          ],
        }),
        "license warning setup.py:9 contoso_core",
      ],
      [saying({ licenseExpression: null }), "license warning pyproject.toml:2 contoso_core"],
    ],
    good: [
      saying({ licenseExpression: said("apache-2.0 or (MIT and LicenseRef-Contoso)") }),
      saying({ licenseExpression: said("GPL-2.0-or-later WITH Classpath-exception-2.0") }),
      saying({ licenseExpression: null, license: said("MIT License") }),
      saying({ licenseExpression: null, unread: ["license"] }),
    ],
  },
  summary: {
    bad: [
      [saying({ summary: said("x".repeat(513)) }), `summary error ${toml}`],
      [saying({ summary: said("One.\nTwo.") }), `summary warning ${toml}`],
      [
        saying({
          summary: said("One.\nTwo."),
          build: { backend: "poetry.core.masonry.api", requires: [] },
        }),
        `summary error ${toml}`,
      ],
      [saying({ summary: said(`${"x".repeat(513)}\nTwo.`) }), `summary error ${toml}`],
      [saying({ summary: null }), "summary note pyproject.toml:2 contoso_core"],
    ],
    good: [
      saying({ summary: said("😀".repeat(512)) }),
      saying({ summary: null, unread: ["summary"] }),
      saying({ summary: said("\nOne.\nTwo."), build: { backend: "hatchling.build", requires: [] } }),
    ],
  },
  "project-urls": {
    bad: [
      [saying({ urls: [said({ label: "Homepage", url: "contoso.example" })] }), `project-urls error ${toml}`],
      [
        saying({ urls: [said({ label: "x".repeat(33), url: "https://x.example" })] }),
        `project-urls error ${toml}`,
      ],
      [
        saying({ urls: [said({ label: "Search", url: "https://x.example/?q=[a]" })] }),
        `project-urls error ${toml}`,
      ],
      [
        saying({
          urls: [
            said({ label: "Bug Tracker", url: "https://x.example" }),
            said({ label: "bug-tracker", url: "https://y.example" }),
          ],
        }),
        `project-urls warning ${toml}`,
      ],
    ],
    good: [
      saying({ urls: [said({ label: "Homepage", url: "http://x.example/a?b#c" })] }),
      saying({
        urls: ["Homepage", "homepage"].map((label) => said({ label, url: "https://[::1]:8080/" })),
      }),
    ],
  },
  classifiers: {
    bad: [
      [saying({ classifiers: stated("Programming Language :: Pythonn :: 3") }), `classifiers error ${toml}`],
      [saying({ classifiers: stated("Natural Language :: Ukranian") }), `classifiers error ${toml}`],
      [
        saying({ classifiers: stated("Typing :: Typed", "Typing :: Typed") }),
        "classifiers note pyproject.toml:2 contoso_core",
      ],
    ],
    good: [saying({ classifiers: stated("Programming Language :: Python :: 3.14", "Typing :: Typed") })],
  },
  "direct-requirement": {
    bad: [
      [
        saying({
          requires: stated("requests", "widgets[aio] @ https://x.example/w.whl ; python_version > '3'"),
        }),
        "direct-requirement error pyproject.toml:2 contoso_core",
      ],
      [saying({ extraRequires: stated("w@git+https://x.example/w") }), `direct-requirement error ${toml}`],
    ],
    good: [saying({ requires: stated("requests>=2", "at; os_name == '@'") })],
  },
  "sibling-requirement": {
    bad: [
      [
        { ci: both, packages: requiring("contoso-core>=2.0"), index: indexed(["1.0.0"]) },
        "sibling-requirement error pyproject.toml:1 contoso_blob",
      ],
      [
        { ci: both, packages: requiring("contoso-core>=2.0") },
        "sibling-requirement error pyproject.toml:1 contoso_blob",
      ],
      [
        { ci: both, packages: requiring("contoso-core==1..2") },
        "sibling-requirement error pyproject.toml:1 contoso_blob",
      ],
      // No version up to the source's will do, whatever the index has.
      ...["contoso-core>1.1.0", "contoso-core>=2,!=1.0"].map(
        (requirement) =>
          [
            { ci: onlyBlob, packages: requiring(requirement) },
            "package-not-listed warning pyproject.toml:2",
            "sibling-requirement warning pyproject.toml:1 contoso_blob",
          ] as const,
      ),
    ],
    good: [
      { ci: both, packages: requiring("Contoso_Core>=1.1") },
      {
        ci: both,
        packages: requiring("contoso-core>=1.1", "1.1.0b1").toSpliced(
          1,
          1,
          contoso("contoso-blob", { declared: declared({ requires: stated("contoso-core>=1.1.0b1") }) }),
        ),
      },
      { ci: both, packages: requiring("contoso-core<1.1,>=1.0"), index: indexed(["1.0.0"]) },
      { ci: both, packages: requiring("contoso-core==1.0.*") },
    ],
  },
  "build-backend": {
    bad: [
      [
        saying({ build: { backend: "setuptools.build_meta", requires: stated("setuptools>=61,<70") } }),
        `build-backend error ${toml}`,
      ],
      [
        saying({
          licenseExpression: null,
          license: said("MIT"),
          build: { backend: "setuptools.build_meta", requires: stated("wheel", "setuptools==68.*") },
        }),
        "build-backend error pyproject.toml:2 contoso_core",
      ],
      [
        saying({ build: { backend: "flit_core.buildapi", requires: stated("flit_core>=3.2,<3.11") } }),
        `build-backend error ${toml}`,
      ],
      [
        saying({ build: { backend: "hatchling.build", requires: stated("hatchling<1.26") } }),
        `build-backend error ${toml}`,
      ],
      [
        saying({ build: { backend: "hatchling.build", requires: stated("hatchling~=1.26.0") } }),
        `build-backend warning ${toml}`,
      ],
      [
        saying({
          licenseExpression: { value: "MIT", at: { path: "sdk/contoso/contoso-core/setup.py", line: 9 } },
          build: { backend: "setuptools.build_meta", requires: stated("setuptools<70") },
        }),
        `build-backend warning ${toml}`,
      ],
      [
        {
          packages: [
            contoso("contoso-core", {
              name: "Contoso.Core",
              declared: declared({
                licenseExpression: null,
                license: said("MIT"),
                build: { backend: "setuptools.build_meta", requires: stated("setuptools>=69.3.1,<75.8") },
              }),
            }),
          ],
        },
        `build-backend error ${toml}`,
      ],
    ],
    good: [
      saying({ build: { backend: "setuptools.build_meta", requires: stated("setuptools>=61") } }),
      saying({ build: { backend: "setuptools.build_meta", requires: stated("setuptools~=77.0") } }),
      saying({ build: { backend: "flit_core.buildapi", requires: stated("flit_core >=3.11,<4") } }),
      saying({ build: { backend: "hatchling.build", requires: stated("hatchling<2") } }),
      saying({ build: { backend: "own.backend", requires: stated("setuptools<60") } }),
      saying({
        build: {
          backend: "setuptools.build_meta",
          requires: stated("setuptools<60; python_version<'3.8'", "setuptools>=77; python_version>='3.8'"),
        },
      }),
      ...["==1..2", "==77.", `<${"9".repeat(400)}`, "==v80"].map((specifier) =>
        saying({ build: { backend: "setuptools.build_meta", requires: stated(`setuptools${specifier}`) } }),
      ),
      saying({
        licenseExpression: null,
        license: said("MIT"),
        build: { backend: "setuptools.build_meta", requires: stated("setuptools>=69.3.1,<75.8") },
      }),
    ],
  },
};
