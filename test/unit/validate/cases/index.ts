/** The rules about what the index has: what each fires on, and where. `good` cases are silent. */
import type { IndexFile, ProjectState } from "../../../../src/index/types.ts";
import { contoso, indexed, logging, seenAt, unlisted } from "../contoso.ts";
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
/** An index that is not PyPI. */
const feed = {
  name: "feed",
  upload: "https://index.example/upload/",
  simple: "https://index.example/simple/",
  json: null,
};
const onFeed = ({ index }: ReturnType<typeof has>) => ({
  outside: { index: { address: feed, seenAt, projects: index, outage: null } },
});
/** A service directory with these packages, and an index that has none of them. */
const newNames = (...names: string[]) => ({
  ci: `Artifacts: [${names.map((name) => `{name: ${name}, safeName: ${name.replaceAll("-", "")}}`).join(", ")}]`,
  packages: names.map((name) => contoso(name)),
  index: new Map(names.map((name) => [name, { package: name, exists: false, files: [] }])),
});
const gigabytes = (count: number) => ({ size: Math.round(count * 1024 ** 3) });
const five = ["a", "b", "c", "d", "e"].map((letter) => `contoso-${letter}`);
const outage = { message: "https://index.example/simple/contoso-core/ did not answer: status 503." };

export const indexCases: Cases = {
  "already-released": {
    bad: [[{ index: indexed(["1.1.0"]) }, `already-released note ${at}`]],
    good: [
      { index: indexed(["1.0.0"]) },
      { index: indexed(["1.1.0"]), packages: [contoso("contoso-core", { version: null })] },
    ],
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
    good: [
      { index: indexed(["1.0.9", "2.0.0b1"]) },
      // Nobody gets what was yanked.
      has([...older, sdist("2.0.0", { yanked: true }), wheel("2.0.0", { yanked: true })]),
    ],
  },
  "version-partly-released": {
    bad: [
      [has([...older, sdist("1.1.0", { uploadedAt: daysAgo(13) })]), `version-partly-released warning ${at}`],
      [has([wheel("1.1.0")]), `version-partly-released warning ${at}`],
      [onFeed(has([...older, wheel("1.1.0")])), `version-partly-released warning ${at}`],
    ],
    good: [
      { ...has([sdist("1.0.0"), sdist("1.1.0", { uploadedAt: daysAgo(1) })]) },
      has([...older, sdist("1.1.0"), wheel("1.1.0")]),
      // One file of it was uploaded long ago: it can't be completed.
      has([
        ...older,
        file("contoso_core-1.1.0-cp312-cp312-win32.whl", { uploadedAt: daysAgo(15) }),
        wheel("1.1.0", { uploadedAt: daysAgo(1) }),
      ]),
    ],
  },
  "release-too-old": {
    bad: [
      [has([...older, sdist("1.1.0", { uploadedAt: daysAgo(15) })]), `release-too-old warning ${at}`],
      [onFeed(has([...older, wheel("1.1.0", { uploadedAt: daysAgo(15) })])), `release-too-old warning ${at}`],
    ],
    good: [
      has([...older, sdist("1.1.0", { uploadedAt: daysAgo(1) }), wheel("1.1.0", { uploadedAt: daysAgo(1) })]),
      // Nobody knows that it was to have a wheel.
      has([sdist("1.1.0", { uploadedAt: daysAgo(3000) })]),
    ],
  },
  yanked: {
    bad: [
      [
        has([...older, sdist("1.1.0", { yanked: true }), wheel("1.1.0", { yanked: true })]),
        `yanked warning ${at}`,
      ],
      [has([sdist("1.0.0", { yanked: true }), wheel("1.0.0", { yanked: true })]), `yanked note ${at}`],
    ],
    good: [
      has([sdist("0.9", { yanked: true }), wheel("0.9", { yanked: true }), ...older]),
      has([sdist("1.1.0"), wheel("1.1.0"), sdist("2.0", { yanked: true }), wheel("2.0", { yanked: true })]),
    ],
  },
  "name-free": {
    bad: [
      [{ index: indexed([]) }, `name-free note ${at}`],
      [onFeed(has([], { exists: false })), `name-free note ${at}`],
    ],
    // A project without files was made beforehand.
    good: [{ index: indexed(["1.0.0"]) }, has([])],
  },
  "name-similar": {
    bad: [
      [
        newNames("contoso-core", "c0nt0s0-c0re"),
        "name-free note _version.py:3 contoso-core",
        "name-free note _version.py:3 c0nt0s0-c0re",
        "name-similar error _version.py:3 contoso-core",
        "name-similar error _version.py:3 c0nt0s0-c0re",
      ],
      [
        {
          ...newNames("contoso-tab1e"),
          index: new Map([
            ["contoso-tab1e", { package: "contoso-tab1e", exists: false, files: [] }],
            ["contosotable", { package: "contosotable", exists: true, files: [] }],
          ]),
        },
        "name-free note _version.py:3 contoso-tab1e",
        "name-similar error _version.py:3 contoso-tab1e",
      ],
    ],
    good: [
      newNames("contoso-core", "contoso-cores"),
      { ...newNames("contoso-core"), packages: [contoso(), unlisted("contosocore")] },
      // It is not new.
      { ...has(older), packages: [contoso(), unlisted("contosocore")] },
      { ...newNames("contoso-core", "c0nt0s0-c0re"), ...onFeed({ index: newNames("contoso-core").index }) },
    ],
  },
  owner: {
    bad: [
      [
        { ...has(older, { owners: ["azure-sdk"] }), settings: { requiredOwner: "microsoft" } },
        `owner error ${at}`,
      ],
      [{ ...has(older, { owners: [] }), settings: { requiredOwner: "microsoft" } }, `owner error ${at}`],
      [{ ...has(older), settings: { requiredOwner: "microsoft" } }, `owner warning ${at}`],
      [
        { ...newNames("contoso-core"), settings: { requiredOwner: "microsoft" } },
        "name-free note _version.py:3 contoso-core",
        "owner note _version.py:3 contoso-core",
      ],
    ],
    good: [
      { ...has(older, { owners: ["azure-sdk", "Microsoft"] }), settings: { requiredOwner: "microsoft" } },
      has(older, { owners: [] }),
      // Nothing of it is released.
      {
        ...has([sdist("1.1.0"), wheel("1.1.0")], { owners: [] }),
        settings: { requiredOwner: "microsoft" },
      },
    ],
  },
  "new-project-limit": {
    bad: [
      [
        newNames(...five),
        ...five.map((name) => `name-free note _version.py:3 ${name}`),
        "new-project-limit warning ci.yml:1:20",
      ],
    ],
    good: [
      newNames(...five.slice(1)),
      { ...newNames(...five), ...onFeed({ index: newNames(...five).index }) },
    ],
  },
  "project-status": {
    bad: [
      [has(older, { status: "archived" }), `project-status error ${at}`],
      [has([], { status: "quarantined" }), `project-status error ${at}`],
      [has(older, { status: "deprecated" }), `project-status note ${at}`],
    ],
    good: [has(older, { status: "active" }), has([sdist("1.1.0"), wheel("1.1.0")], { status: "archived" })],
  },
  size: {
    bad: [
      [has([...older, sdist("0.1", gigabytes(9.2))]), `size warning ${at}`],
      [
        has([sdist("0.1", gigabytes(9.2)), sdist("1.0.0", gigabytes(0.5)), wheel("1.0.0")]),
        `size error ${at}`,
      ],
      [has([...older, sdist("0.1", gigabytes(12))]), `size note ${at}`],
    ],
    good: [
      has([sdist("1.0.0", gigabytes(1)), wheel("1.0.0")]),
      onFeed(has([...older, sdist("0.1", gigabytes(9.8))])),
    ],
  },
  "index-unreachable": {
    bad: [
      [
        { outside: { index: { address: feed, seenAt, projects: new Map(), outage } } },
        "index-unreachable error ci.yml",
      ],
    ],
    good: [
      { index: indexed(["1.0.0"]) },
      // What this service directory needs is known.
      { outside: { index: { address: feed, seenAt, projects: indexed(["1.0.0"]), outage } } },
    ],
  },
};
