/** What is fuzzed, and what must hold of it whatever the files say. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import fc from "fast-check";
import { applyFixes } from "../../src/ci/apply-fixes.ts";
import { readArtifactsInput, readCi } from "../../src/ci/read-ci.ts";
import { parseSimple } from "../../src/index/simple-api.ts";
import { changelogEntries } from "../../src/packages/changelog.ts";
import { parseFileName } from "../../src/release/filename.ts";
import { findingsSummary } from "../../src/report/findings-summary.ts";
import { findingsText } from "../../src/report/findings-text.ts";
import { nobodyAsked } from "../../src/validate/rule.ts";
import { readService, reportOn } from "../../src/validate/validate-service.ts";
import { goodPackage } from "../support/broken.ts";
import { memoryFiles } from "../support/memory-files.ts";
import { root } from "../support/root.ts";
import { mutated } from "./mutate.ts";

export interface Target {
  readonly name: string;
  readonly property: fc.IAsyncProperty<unknown>;
}

/** Far beyond what any of these takes: who is not done by then never will be. */
const forever = 20_000;

/** The texts below a folder whose names match. */
function texts(folder: string, names: RegExp): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return texts(path, names);
    return names.test(name) ? [readFileSync(path, "utf8")] : [];
  });
}

const samples = join(root, "samples/sdk/contoso");
const ciFiles = [...texts(samples, /^ci\.yml$/), ...texts(join(root, "test/fixtures/ci"), /\.yml$/)];
const changelogs = [
  ...texts(samples, /^CHANGELOG\.md$/),
  ...texts(join(root, "test/fixtures/changelogs"), /\.(?:md|rst)$/),
];

const lines = (text: string) => text.split(/\r\n|\r|\n/).length;

function within(line: number | null, text: string | undefined): void {
  if (line !== null)
    assert.ok(line >= 1 && line <= lines(text ?? ""), `line ${line} of ${lines(text ?? "")}`);
}

/** Resolves only when `work` ends in time. */
async function ends<T>(work: () => T | Promise<T>): Promise<T> {
  const begun = performance.now();
  const result = await work();
  assert.ok(performance.now() - begun < forever, "it hangs");
  return result;
}

const oneText = (name: string, corpus: readonly string[], look: (text: string) => void): Target => ({
  name,
  property: fc.asyncProperty(mutated(corpus), (text) => ends(() => look(text))),
});

/** The files of the sample's packages and of a good one, each perhaps changed. */
const serviceDirectory = fc
  .record({
    ci: mutated(ciFiles),
    settings: mutated(["", "rules:\n  readme: off\naccept:\n- rule: readme\n  reason: old\n"]),
    good: fc.record(
      Object.fromEntries(
        Object.entries(goodPackage("contoso-core")).map(([path, text]) => [path, mutated([text])]),
      ),
    ),
    widgets: fc.record(Object.fromEntries(packageTexts("contoso-mgmt-widgets"))),
    blob: fc.record(Object.fromEntries(packageTexts("contoso-storage-blob"))),
  })
  .map(({ ci, settings, good, widgets, blob }) => {
    const folder = "/repo/sdk/contoso";
    const all: Record<string, string> = { [`${folder}/ci.yml`]: ci, [`${folder}/gatehouse.yml`]: settings };
    for (const [name, files] of Object.entries({ good, widgets, blob })) {
      for (const [path, text] of Object.entries(files)) all[`${folder}/${name}/${path}`] = text;
    }
    return all;
  });

function packageTexts(name: string): [string, fc.Arbitrary<string>][] {
  const folder = join(samples, name);
  const walk = (at: string): string[] =>
    readdirSync(at).flatMap((entry) => {
      const path = join(at, entry);
      return statSync(path).isDirectory() ? walk(path) : [path];
    });
  return walk(folder)
    .filter((path) => /\.(?:py|md|toml|cfg|in)$|py\.typed$/.test(path) && !path.includes("tests"))
    .map((path) => [relative(folder, path), mutated([readFileSync(path, "utf8")])]);
}

async function wholeService(files: Record<string, string>): Promise<void> {
  const place = { folder: "/repo/sdk/contoso", path: "sdk/contoso" };
  const read = await readService(memoryFiles(files), place, null);
  for (const mode of ["release", "pull-request"] as const) {
    const artifacts = read.service?.ci.entries ?? [];
    const report = reportOn(read, { artifacts, outside: nobodyAsked, mode });
    const { findings, fixes } = report;
    const printed = findingsText([report], {
      colour: false,
      sourceOf: (path) => files[`/repo/${path}`] ?? null,
    });
    for (const text of [printed, findingsSummary("sdk/contoso", findings)]) {
      assert.doesNotMatch(text, /##(?:vso)?\[/);
      assert.doesNotMatch(text.replaceAll("\n", ""), /\p{Cc}/u);
    }
    for (const { path, line, remedy } of findings) {
      within(line, files[`/repo/${path}`]);
      assert.ok(remedy.length > 0);
    }
    const text = files["/repo/sdk/contoso/ci.yml"] ?? "";
    const fixed = applyFixes(text, fixes);
    if (fixed === text) continue;
    const again = await readService(
      memoryFiles({ ...files, "/repo/sdk/contoso/ci.yml": fixed }),
      place,
      null,
    );
    assert.deepEqual(
      again.service?.ci.faults.filter(({ rule }) => rule === "ci-yaml"),
      [],
      fixed,
    );
  }
}

export const targets: readonly Target[] = [
  {
    name: "service directory",
    property: fc.asyncProperty(serviceDirectory, (files) => ends(() => wholeService(files))),
  },
  oneText("ci.yml", ciFiles, (text) => {
    for (const { line } of readCi(text, "ci.yml").faults) within(line, text);
    readArtifactsInput(text);
  }),
  oneText("changelog", changelogs, (text) => {
    for (const { line } of changelogEntries(text)) within(line, text);
  }),
  oneText("file name", ["contoso_core-1.2.0-py3-none-any.whl", "contoso_core-1.2.0.tar.gz"], (text) => {
    const parsed = parseFileName(text);
    if (parsed !== null) assert.match(parsed.package, /^[a-z0-9]+(?:-[a-z0-9]+)*$/);
  }),
  oneText(
    "index page",
    [
      '{"meta":{"api-version":"1.1"},"name":"a","files":[{"filename":"a-1.tar.gz","url":"a-1.tar.gz","hashes":{},"size":1,"upload-time":"2020-01-01T00:00:00Z","yanked":false}]}',
      "<html><h1>Links for a</h1><a href='a-1.tar.gz#sha256=00'>a-1.tar.gz</a></html>",
    ],
    (text) => {
      for (const type of ["application/vnd.pypi.simple.v1+json", "text/html"])
        parseSimple({ headers: { "content-type": type }, text }, "https://index.example/simple/a/");
    },
  ),
];
