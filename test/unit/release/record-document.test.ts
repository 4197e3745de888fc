/** What docs/record.md says, done. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { nodeFiles } from "../../../src/adapters/files.ts";
import { digestOf, digestText } from "../../../src/release/digest.ts";
import { writeRecord } from "../../../src/release/record-folder.ts";
import { canonicalVersion } from "../../../src/release/version.ts";
import {
  aCollected,
  anEntryNotBuilt,
  aRecord,
  distributions,
  sha256,
} from "../../support/record-builders.ts";
import { temporaryFolder } from "../../support/record-folders.ts";
import { root } from "../../support/root.ts";

const page = readFileSync(join(root, "docs/record.md"), "utf8");

/** The fenced blocks of a language (empty: of none), in order. */
function blocks(language: string): string[] {
  return Array.from(page.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm))
    .filter(([, own]) => own === language)
    .map(([, , text]) => text ?? "");
}

/** The rows of the table below a heading, without its head. */
function rows(heading: string): string[][] {
  const section = page.split(`\n${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  const table = section.split("\n").filter((line) => line.startsWith("|"));
  return table.slice(2).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll("`", "")),
  );
}

describe("docs/record.md", () => {
  it("has an example that comes out as it says", async () => {
    const [lines, digest] = blocks("");
    const files = Array.from(
      page.matchAll(/^\| `(contoso_core-1\.0\.0b5\S+)` \| `([0-9a-f]{64})` \|$/gm),
    ).map(([, name = "", hash = ""]) => ({ name, sha256: hash }));
    assert.equal(files.length, 2);
    const example = { name: "Contoso_Core", version: "1.0.0-beta.5", files };
    assert.equal(digestText(example), lines);
    assert.equal(`${await digestOf(example)}\n`, digest);
    assert.equal(`${sha256(lines ?? "")}\n`, digest);
  });

  it("has a Python program that finds honest digests honest, and others not", async () => {
    const [program = ""] = blocks("python");
    assert.equal(program.trim().split("\n").length, 6);
    await using folder = await temporaryFolder();
    const real = (name: string) => {
      const files = distributions(name, "1.2.0").map((file) => {
        return { ...file, sha256: sha256(file.name), size: file.name.length };
      });
      return aCollected({ name, files });
    };
    const artifacts = [real("contoso-core"), real("Contoso_Blob"), real("contoso-files")];
    await writeRecord(
      nodeFiles,
      folder.path,
      aRecord([...artifacts, anEntryNotBuilt({ name: "contoso-none" })]),
    );
    for (const { name, files } of artifacts) {
      for (const file of files) await nodeFiles.write(`${folder.path}/${name}/${file.name}`, file.name);
    }
    const run = () => promisify(execFile)("python3", ["-c", program], { cwd: folder.path });
    assert.equal((await run()).stdout, "contoso-core True\nContoso_Blob True\ncontoso-files True\n");
    await writeFile(`${folder.path}/contoso-core/contoso_core-1.2.0.tar.gz`, "other bytes");
    await writeFile(`${folder.path}/contoso-files/more.whl`, "");
    assert.equal((await run()).stdout, "contoso-core False\nContoso_Blob True\ncontoso-files False\n");
  });

  it("has versions that come out as it says", () => {
    const table = rows("## Canonical versions");
    assert.ok(table.length > 5);
    for (const [written = "", canonical] of table) assert.equal(canonicalVersion(written), canonical);
  });

  it("names every field of an artifact", () => {
    for (const field of Object.keys(aCollected())) assert.ok(page.includes(`\`${field}\``), field);
  });
});
