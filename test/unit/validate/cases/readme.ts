/** The rules about readmes, and metadata that takes running code: what each fires on, and where. `good` cases are silent. */
import type { Declared, Description, Readme, SourcePackage } from "../../../../src/packages/types.ts";
import { contoso, declared, indexed, stated } from "../contoso.ts";
import type { Cases } from "./cases.ts";

const folder = "/repo/sdk/contoso/contoso-core";
const base = "sdk/contoso/contoso-core";

/** The package with another readme, and what its metadata declares of it. */
function reading(
  readme: Partial<Readme> | null,
  description: Partial<Description> | null = {},
  changes: Partial<Declared> = {},
): Partial<SourcePackage> {
  const given = {
    files: stated("README.md"),
    contentType: inSetup("text/markdown"),
    length: 10,
    missing: [],
  };
  return {
    readme: readme === null ? null : { path: `${base}/README.md`, text: "# Contoso\n", ...readme },
    declared: declared({
      description: description === null ? null : { ...given, ...description },
      ...changes,
    }),
  };
}

/** Text as a setup.py states it, at line 9. */
function inSetup(value: string) {
  return { value, at: { path: `${base}/setup.py`, line: 9 } };
}

const packages = (...args: Parameters<typeof reading>) => [contoso("contoso-core", reading(...args))];
const unread = [contoso("contoso-core", { version: null, versionAt: null })];
const answering = (answer: { problem: string } | { unasked: string }) => ({
  backEnds: new Map([[folder, answer]]),
});
const rst = { path: `${base}/README.rst` };
const rstFile = { files: stated("README.rst"), contentType: inSetup("text/x-rst") };
const targets = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    kind: at % 2 === 0 ? ("link" as const) : ("image" as const),
    target: `docs/${at}.md`,
    line: at + 3,
    column: 5,
  }));

export const readmeCases: Cases = {
  metadata: {
    bad: [
      [{ packages: unread }, "metadata note pyproject.toml:2 contoso_core"],
      [
        { packages: [contoso("contoso-core", { version: null, versionAt: null, problem: "bad TOML" })] },
        "metadata error pyproject.toml:2 contoso_core",
      ],
      [
        { packages: unread, outside: answering({ problem: "Traceback\nRuntimeError: no" }) },
        "metadata error pyproject.toml:2 contoso_core",
      ],
      [
        { packages: unread, outside: answering({ unasked: "it gave no answer" }) },
        "metadata note pyproject.toml:2 contoso_core",
      ],
      [
        { packages: unread, outside: { pythonProblem: "There is no Python." } },
        "metadata note pyproject.toml:2 contoso_core",
      ],
    ],
    good: [
      {},
      {
        packages: unread,
        outside: { backEnds: new Map([[folder, { name: "contoso-core", version: "1.1.0", requires: [] }]]) },
      },
    ],
  },
  readme: {
    bad: [
      [{ packages: packages(null, null) }, "readme error README.md contoso_core"],
      [
        { packages: packages({ ...rst, text: " \n" }, rstFile) },
        "readme error README.rst contoso_core",
        "readme-renders note README.rst contoso_core",
      ],
      [
        { packages: packages({ text: "", problem: "it is not UTF-8" }, { length: null }) },
        "readme error README.md contoso_core",
      ],
      [
        { packages: packages(null, { missing: stated("README.md") }) },
        "readme error pyproject.toml:1 contoso_core",
      ],
      [
        {
          packages: packages(
            {},
            {
              files: [inSetup("../README.md")],
              missing: [inSetup("../README.md")],
              contentType: inSetup("text/markdown"),
            },
          ),
        },
        "readme error setup.py:9 contoso_core",
      ],
      [{ packages: packages({}, null) }, "readme warning pyproject.toml:2 contoso_core"],
      [
        {
          packages: packages({
            text: "# Contoso\n\n# Key concepts\n\nBullet point list of your library's main concepts.\n",
          }),
        },
        "readme error README.md:5 contoso_core",
      ],
      [
        { packages: packages({ text: "# Contoso\n<!-- write necessary description of service -->\n" }) },
        "readme warning README.md:2 contoso_core",
      ],
    ],
    good: [
      { packages: packages(null, null), index: indexed(["1.1.0"]) },
      { packages: packages(null, { files: [] }) },
      { packages: packages({}, null, { unread: ["description"] }) },
      { packages: packages({ text: "# Contoso\n\nTODO lists for everyone: a library's main concepts.\n" }) },
    ],
  },
  "readme-renders": {
    bad: [
      [
        { packages: packages({}, { contentType: inSetup("text/x-markdown") }) },
        "readme-renders error setup.py:9 contoso_core",
      ],
      [
        { packages: packages({}, { contentType: inSetup("text/markdown; charset=latin-1") }) },
        "readme-renders error setup.py:9 contoso_core",
      ],
      [
        { packages: packages({}, { contentType: inSetup("text/markdown; charset=UTF-8; variant=Other") }) },
        "readme-renders error setup.py:9 contoso_core",
      ],
      [
        { packages: packages({}, { contentType: inSetup("text/x-rst") }) },
        "readme-renders warning setup.py:9 contoso_core",
      ],
      [
        { packages: packages({}, { files: [inSetup("README.md")], contentType: null }) },
        "readme-renders warning setup.py:9 contoso_core",
      ],
      [
        {
          packages: packages(rst, { files: [inSetup("README.rst")], contentType: inSetup("text/markdown") }),
        },
        "readme-renders warning setup.py:9 contoso_core",
      ],
      [{ packages: packages(rst, rstFile) }, "readme-renders note README.rst contoso_core"],
      [
        {
          packages: packages(rst, rstFile),
          outside: {
            readmes: new Map([
              [rst.path, { problem: "Title underline too short.", at: { path: rst.path, line: 12 } }],
            ]),
          },
        },
        "readme-renders error README.rst:12 contoso_core",
      ],
      [{ packages: packages({}, { length: 324_609 }) }, "readme-renders warning README.md contoso_core"],
    ],
    good: [
      {
        packages: packages({}, { contentType: inSetup("Text/Markdown; charset=utf-8; variant=CommonMark") }),
      },
      { packages: packages({}, { length: 324_608 }) },
      {
        packages: packages(
          {},
          { contentType: null },
          { build: { backend: "poetry.core.masonry.api", requires: [] } },
        ),
      },
      { packages: packages({}, { contentType: null }, { unread: ["description-content-type"] }) },
      { packages: packages(rst, rstFile), outside: { readmes: new Map([[rst.path, null]]) } },
      { packages: packages({}, null, { unread: ["description"] }) },
    ],
  },
  "readme-links": {
    bad: [
      [
        {
          packages: packages({
            relativeTargets: [
              { kind: "image", target: "a\n##vso[task.complete]\u001b<b>", line: 1, column: 1 },
            ],
          }),
        },
        "readme-links warning README.md:1:1 contoso_core",
      ],
      [
        { packages: packages({ relativeTargets: targets(2) }) },
        "readme-links warning README.md:3:5 contoso_core",
        "readme-links warning README.md:4:5 contoso_core",
      ],
      [
        { packages: packages({ relativeTargets: targets(13) }) },
        ...Array.from({ length: 11 }, (_, at) => `readme-links warning README.md:${at + 3}:5 contoso_core`),
      ],
    ],
    good: [
      { packages: packages({ relativeTargets: [] }) },
      { packages: packages({ relativeTargets: targets(1) }, { files: [] }) },
      { packages: packages({ relativeTargets: targets(1) }), index: indexed(["1.1.0"]) },
    ],
  },
};
