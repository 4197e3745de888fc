/** A service directory that is broken in many ways at once: each is found, at its line, and nothing else is. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { breaks, goodPackage } from "../support/broken.ts";
import { gatehouse } from "../support/command.ts";

/** ci.yml for `names`, with a fault of its own in the entries below. */
function ciYml(names: readonly string[]): string {
  const entries = names.map((name) => `    - name: ${name}\n      safeName: ${name.replaceAll("-", "")}\n`);
  return `extends:
  template: /templates/release.yml@gatehouse
  parameters:
    ServiceDirectory: fabrikam
    Artifacts:
${entries.join("")}    - name: contoso-unknown
      safeName: contosounknown
    - name: ${names[0]?.replaceAll("-", ".")}
      safeName: twice
    - name: contoso_good_one
      safeName: CONTOSOUNKNOWN
    - name: contoso-good-two
      safename: contosogoodtwo
      dependsOn: [contosogoodseven]
    - name: contoso-good-three
      safeName: contoso-good-three
      skipVerifyChangelg: true
    - name: contoso-good-four
      safeName: contosogoodfour
`;
}

/** What is wrong with that ci.yml: rule, severity, and a text of its line. */
const ciBreaks = [
  ["service-directory", "warning", "fabrikam"],
  ["artifact-unknown", "error", "contoso-unknown"],
  ["artifact-duplicate", "error", "contoso.a0x"],
  ["artifact-name-form", "warning", "contoso_good_one"],
  ["safe-name-unique", "error", "CONTOSOUNKNOWN"],
  ["artifact-key", "note", "safename:"],
  ["depends-on", "error", "contosogoodseven"],
  ["safe-name", "error", "safeName: contoso-good-three"],
  ["artifact-key", "note", "skipVerifyChangelg"],
] as const;

function lineOf(text: string, needle: string): number {
  const at = text.indexOf(needle);
  assert.ok(at !== -1, `${needle} is not in:\n${text}`);
  return text.slice(0, at).split("\n").length;
}

/** The broken service directory's files, and every finding that it must give. */
function brokenServiceDirectory() {
  const files = new Map<string, string>();
  const expected: string[] = [];
  const add = (name: string, own: Readonly<Record<string, string>>) => {
    for (const [path, text] of Object.entries(own)) if (text !== "") files.set(`${name}/${path}`, text);
  };
  const names = breaks.map((_, at) => `contoso-${String.fromCharCode(97 + Math.floor(at / 10))}${at % 10}x`);
  for (const [at, { rule, severity, file, needle, change }] of breaks.entries()) {
    const name = names[at] ?? "";
    const good = goodPackage(name);
    const own = { ...good, ...change(good, name) };
    add(name, own);
    const path = file.replace("{module}", name.replaceAll("-", "/"));
    const line = needle === null ? null : lineOf(own[path] ?? "", needle);
    expected.push(`${rule} ${severity} sdk/contoso/${name}/${path}:${line}`);
  }
  for (const name of ["one", "two", "three", "five"])
    add(`contoso-good-${name}`, goodPackage(`contoso-good-${name}`));
  const four = goodPackage("contoso-good-four");
  const needy = '"contoso-good-two>=2.0",\n    "typing';
  add("contoso-good-four", {
    ...four,
    "pyproject.toml": (four["pyproject.toml"] ?? "").replace('"typing', needy),
  });
  const ci = ciYml(names);
  files.set("ci.yml", ci);
  for (const [rule, severity, needle] of ciBreaks)
    expected.push(`${rule} ${severity} sdk/contoso/ci.yml:${lineOf(ci, needle)}`);
  const toml = (name: string) => `sdk/contoso/${name}/pyproject.toml`;
  expected.push(`package-not-listed warning ${toml("contoso-good-five")}:6`);
  expected.push(`sibling-requirement error ${toml("contoso-good-four")}:18`);
  expected.push(`depends-on warning sdk/contoso/ci.yml:${lineOf(ci, "name: contoso-good-four")}`);
  files.set("gatehouse.yml", "rules:\n  readmes: off\n");
  expected.push("config error sdk/contoso/gatehouse.yml:2");
  return { files, expected };
}

interface Report {
  readonly findings: readonly { rule: string; severity: string; path: string; line: number | null }[];
}

describe("gatehouse validate on a service directory broken in many ways at once", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "gatehouse-broken-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("finds exactly those, each at its line", async () => {
    const { files, expected } = brokenServiceDirectory();
    for (const [path, text] of files) {
      const target = join(folder, "sdk/contoso", path);
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, text);
    }
    const { stdout, code } = await gatehouse(
      ["validate", "sdk/contoso", "--offline", "--format", "json"],
      folder,
    );
    const { findings } = JSON.parse(stdout) as Report;
    const found = findings.map(({ rule, severity, path, line }) => `${rule} ${severity} ${path}:${line}`);
    assert.deepEqual(found.toSorted(), expected.toSorted());
    assert.ok(expected.length >= 30, `${expected.length} ways`);
    assert.equal(code, 1);
  });
});
