/** What the project stands on: each with its reason, and under a licence that allows it. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../support/root.ts";

interface Package {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  /** As packages of long ago have it. */
  readonly licenses?: readonly { readonly type: string }[];
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const readPackage = (folder: string) =>
  JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Package;
const document = readFileSync(join(root, "docs/dependencies.md"), "utf8");

/** What the first column of a part's table names. */
function named(part: string): string[] {
  const text = document.split(`## ${part}\n`)[1]?.split("\n## ")[0] ?? "";
  return [...text.matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name),
  );
}

describe("dependencies", () => {
  const { dependencies = {}, devDependencies = {} } = readPackage(root);
  const sorted = (names: readonly string[]) => names.toSorted((a, b) => (a < b ? -1 : 1));

  it("have each their reason in docs/dependencies.md, and nothing else has", () => {
    assert.deepEqual(sorted(named("In what is shipped")), sorted(Object.keys(dependencies)));
    assert.deepEqual(sorted(named("For working on it")), sorted(Object.keys(devDependencies)));
  });

  it("are at exact versions", () => {
    for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
      assert.match(version, /^\d+\.\d+\.\d+$/, name);
  });

  it("that are shipped are under a licence of the list, with all they need", () => {
    const allowed = (/on the list fails a test: (.*)\./.exec(document)?.[1] ?? "").split(", ");
    assert.ok(allowed.includes("MIT"));
    const isAllowed = (license: string) =>
      license
        .replaceAll(/[()]/g, "")
        .split(/ OR | AND /)
        .some((one) => allowed.some((name) => one === name || (name === "BSD" && one.startsWith("BSD-"))));
    const listed = execFileSync("npm", ["ls", "--omit=dev", "--all", "--parseable"], {
      cwd: root,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    const folders = listed.trim().split("\n").slice(1);
    assert.ok(folders.length > 100);
    for (const { name, version, licenses, license = licenses?.[0]?.type ?? "none" } of folders.map(
      readPackage,
    ))
      assert.ok(isAllowed(license), `${name} ${version}: ${license}`);
  });
});
