/** What the documents and the tables say against the code. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { errorTable } from "../../src/error-table.ts";
import { existing, verdictOf } from "../../src/publish/verdict.ts";
import { root } from "../support/root.ts";

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? sources(path) : name.endsWith(".ts") ? [path] : [];
  });
}

describe("documents", () => {
  it("that are generated are current", () => {
    const { status, stderr } = spawnSync("npx", ["tsx", "scripts/docs.ts", "--check"], {
      cwd: root,
      encoding: "utf8",
    });
    assert.equal(status, 0, stderr);
  });

  it("know every error code, and every code is used", () => {
    const code = sources(join(root, "src"))
      .filter((path) => !path.endsWith("error-table.ts"))
      .map((path) => readFileSync(path, "utf8"))
      .join("\n");
    for (const name of Object.keys(errorTable))
      assert.ok(code.includes(`"${name}"`), `${name} is never used`);
  });
});

describe("the guide to indexes", () => {
  it("says how each of them answers that a file exists already, as uploads are judged", () => {
    const text = readFileSync(join(root, "docs/indexes.md"), "utf8");
    const table = text.slice(text.indexOf("| index | answers |"));
    const lines = table.slice(0, table.indexOf("\n\n")).split("\n").slice(2);
    const rows = lines.map((line) => line.split("|").map((cell) => cell.trim()));
    assert.deepEqual(
      rows.map(([, indexes, status]) => [indexes, Number(status)]),
      existing.map(({ indexes, status }) => [indexes, status]),
    );
    for (const [, indexes, status, answers = ""] of rows) {
      const said = [...answers.matchAll(/`([^`]+)`/g)].map(([, words = ""]) => words);
      for (const words of said.length === 0 ? [""] : said)
        assert.equal(verdictOf({ status: Number(status), headers: {}, text: words }).kind, "exists", indexes);
    }
  });
});

describe("the threat model", () => {
  it("names tests that there are, by their own words", () => {
    const text = readFileSync(join(root, "docs/threat-model.md"), "utf8");
    const claims = [...text.matchAll(/`(test\/[\w/.-]+)`(?:: \*([^*]+)\*)?/g)];
    assert.ok(claims.length > 20);
    for (const [, path = "", words = ""] of claims)
      assert.ok(readFileSync(join(root, path), "utf8").includes(words), `${path}: ${words}`);
  });
});

describe("sources", () => {
  it("have no file over 300 lines", () => {
    const long = [...sources(join(root, "src")), ...sources(join(root, "tasks"))].filter(
      (path) => readFileSync(path, "utf8").split("\n").length > 300,
    );
    assert.deepEqual(long, []);
  });
});

describe("lock files", () => {
  it("carry no download addresses", () => {
    const npm = ["package-lock.json", "test/support/node24/package-lock.json"];
    const python = readdirSync(join(root, "python")).filter((name) => name.endsWith(".txt"));
    for (const name of [...npm, ...python.map((file) => `python/${file}`)]) {
      const text = readFileSync(join(root, name), "utf8");
      assert.doesNotMatch(text, /"resolved"|--(?:extra-)?index-url|@ https?:/, name);
    }
    for (const name of python)
      assert.match(readFileSync(join(root, "python", name), "utf8"), /--hash=sha256:/);
  });
});
