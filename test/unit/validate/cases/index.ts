/** The rules about what the index has: what each fires on, and where. `good` cases are silent. */
import type { IndexFile, ProjectState } from "../../../../src/index/types.ts";
import { contoso, indexed, logging, seenAt } from "../contoso.ts";
import type { Cases } from "./cases.ts";

const at = "_version.py:3 contoso_core";
const file = (name: string, more: Partial<IndexFile> = {}): IndexFile => ({
  name,
  sha256: null,
  url: "https://index.example/x",
  ...more,
});
const sdist = (version: string, more?: Partial<IndexFile>) => file(`contoso_core-${version}.tar.gz`, more);
const wheel = (version: string, more?: Partial<IndexFile>) =>
  file(`contoso_core-${version}-py3-none-any.whl`, more);
const daysAgo = (days: number) => new Date(seenAt.getTime() - days * 86_400_000);

/** An index that has the project so. */
const has = (files: readonly IndexFile[], more: Partial<ProjectState> = {}) => ({
  index: new Map([["contoso-core", { package: "contoso-core", exists: true, files, ...more }]]),
});
const older = [sdist("1.0.0"), wheel("1.0.0")];
const five = ["a", "b", "c", "d", "e"].map((letter) => `contoso-${letter}`);
const outage = { message: "https://index.example/simple/contoso-core/ did not answer: status 503." };

export const indexCases: Cases = {
  "already-released": {
    bad: [[{ index: indexed(["1.1.0"]) }, `already-released note ${at}`]],
    good: [{ index: indexed(["1.0.0"]) }],
  },
  "version-not-higher": {
    bad: [
      [{ index: indexed(["1.0.0", "2.0.0"]) }, `version-not-higher warning ${at}`],
      [
        {
          index: indexed(["1.1.0"]),
          packages: [logging("## 1.1.0b1 (2024-01-01)\n- A.", { version: "1.1.0b1" })],
        },
        `version-not-higher warning ${at}`,
      ],
    ],
    good: [{ index: indexed(["1.0.9", "2.0.0b1"]) }],
  },
  "version-partly-released": {
    bad: [
      [has([...older, sdist("1.1.0", { uploadedAt: daysAgo(13) })]), `version-partly-released warning ${at}`],
      [has([wheel("1.1.0")]), `version-partly-released warning ${at}`],
    ],
    good: [
      { ...has([sdist("1.0.0"), sdist("1.1.0", { uploadedAt: daysAgo(1) })]) },
      has([...older, sdist("1.1.0"), wheel("1.1.0")]),
    ],
  },
  "release-too-old": {
    bad: [
      [
        has([...older, sdist("1.1.0", { uploadedAt: daysAgo(15) })]),
        `already-released note ${at}`,
        `release-too-old warning ${at}`,
      ],
    ],
    good: [
      has([...older, sdist("1.1.0", { uploadedAt: daysAgo(1) }), wheel("1.1.0", { uploadedAt: daysAgo(1) })]),
    ],
  },
  yanked: {
    bad: [
      [
        has([...older, sdist("1.1.0", { yanked: true }), wheel("1.1.0", { yanked: true })]),
        `already-released note ${at}`,
        `yanked warning ${at}`,
      ],
      [has([sdist("1.0.0", { yanked: true }), wheel("1.0.0", { yanked: true })]), `yanked note ${at}`],
    ],
    good: [has([sdist("0.9", { yanked: true }), wheel("0.9", { yanked: true }), ...older])],
  },
  "name-free": {
    bad: [[{ index: indexed([]) }, `name-free note ${at}`]],
    good: [{ index: indexed(["1.0.0"]) }],
  },
  "name-similar": {
    bad: [
      [
        {
          index: indexed([]),
          packages: [contoso(), contoso("c0nt0s0-c0re")],
          ci: "Artifacts: [{name: contoso_core, safeName: a}, {name: c0nt0s0_c0re, safeName: b}]",
        },
        `name-free note ${at}`,
        `name-similar error ${at}`,
      ],
    ],
    good: [{ index: indexed([]), packages: [contoso()] }],
  },
  owner: {
    bad: [
      [
        { ...has(older, { owners: ["azure-sdk"] }), settings: { requiredOwner: "microsoft" } },
        `owner error ${at}`,
      ],
      [{ ...has(older), settings: { requiredOwner: "microsoft" } }, `owner warning ${at}`],
    ],
    good: [
      { ...has(older, { owners: ["azure-sdk", "Microsoft"] }), settings: { requiredOwner: "microsoft" } },
      has(older, { owners: [] }),
    ],
  },
  "new-project-limit": {
    bad: [
      [
        {
          ci: `Artifacts: [${five.map((name) => `{name: ${name}, safeName: ${name.replaceAll("-", "")}}`).join(", ")}]`,
          packages: five.map((name) => contoso(name)),
          index: new Map(five.map((name) => [name, { package: name, exists: false, files: [] }])),
        },
        ...five.map((name) => `name-free note _version.py:3 ${name}`),
        "new-project-limit warning ci.yml:1:20",
      ],
    ],
    good: [{ index: indexed([]) }],
  },
  "project-status": {
    bad: [
      [has(older, { status: "archived" }), `project-status error ${at}`],
      [has([], { status: "quarantined" }), `project-status error ${at}`],
      [has(older, { status: "deprecated" }), `project-status note ${at}`],
    ],
    good: [has(older, { status: "active" })],
  },
  size: {
    bad: [
      [has([sdist("1.0.0", { size: 9.5 * 1024 ** 3 }), wheel("1.0.0")]), `size warning ${at}`],
      [has([sdist("1.0.0", { size: 10 * 1024 ** 3 }), wheel("1.0.0")]), `size error ${at}`],
    ],
    good: [has([sdist("1.0.0", { size: 1024 ** 3 }), wheel("1.0.0")])],
  },
  "index-unreachable": {
    bad: [
      [
        {
          outside: {
            index: {
              address: {
                name: "pypi",
                upload: "https://index.example/",
                simple: "https://index.example/simple/",
                json: null,
              },
              seenAt,
              projects: new Map(),
              outage,
            },
          },
        },
        "index-unreachable error ci.yml",
      ],
    ],
    good: [{ index: indexed(["1.0.0"]) }],
  },
};
