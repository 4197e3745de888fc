import assert from "node:assert/strict";
import { mkdir, readdir, writeFile } from "node:fs/promises";
import { nodeFiles } from "../../../src/adapters/files.ts";
import { buildArtifact } from "../../../src/build/build-artifact.ts";
import type { Validated } from "../../../src/release/stages.ts";
import { digestFor } from "../../support/record-builders.ts";
import { refusal } from "../../support/record-errors.ts";
import { temporaryFolder } from "../../support/record-folders.ts";
import { aValidated, type Workshop, workshop } from "../../support/record-workshop.ts";

const { signal } = new AbortController();

function build(shop: Workshop, artifact: Validated = aValidated("contoso-core")) {
  return buildArtifact(artifact, { files: nodeFiles, builder: shop.builder, signal }, shop.options(artifact));
}

async function inWorkshop(work: (shop: Workshop, root: string) => Promise<void>): Promise<void> {
  await using folder = await temporaryFolder();
  await work(workshop(folder.path), folder.path);
}

/** Asserts that a build of contoso-core is refused with these words, and leaves nothing. */
async function refused(shop: Workshop, ...words: string[]): Promise<void> {
  await assert.rejects(build(shop), refusal("build-failed", "contoso-core", ...words));
  assert.deepEqual(await readdir(shop.out), []);
}

describe("building an artifact", () => {
  it("gives its files with hashes, its requirements, its digest and the changelog's entry", () =>
    inWorkshop(async (shop) => {
      await shop.prepare("contoso-core", { requires: ["requests>=2", "contoso-blob"] });
      const built = await build(shop);
      assert.equal(built.version, "1.2.0");
      assert.deepEqual(
        built.files.map(({ name, kind }) => [name, kind]),
        [
          ["contoso_core-1.2.0-py3-none-any.whl", "wheel"],
          ["contoso_core-1.2.0.tar.gz", "sdist"],
        ],
      );
      for (const { name, kind: _, ...hashes } of built.files) {
        assert.deepEqual(await nodeFiles.digests(`${shop.out}/contoso-core/${name}`), hashes);
      }
      assert.equal(built.digest, digestFor("contoso-core", "1.2.0", built.files));
      assert.deepEqual(built.requiresDist, ["requests>=2", "contoso-blob"]);
      assert.equal(built.changelog, "About 1.2.0.");
      assert.deepEqual(await readdir(shop.out), ["contoso-core"]);
    }));

  it("works on a copy, without what other tools left", () =>
    inWorkshop(async (shop, root) => {
      await shop.prepare("contoso-core");
      for (const left of [".git", "build", "contoso_core.egg-info", "__pycache__"]) {
        await mkdir(`${root}/source/contoso-core/${left}`, { recursive: true });
        await writeFile(`${root}/source/contoso-core/${left}/file`, "");
      }
      const seen: string[] = [];
      const builder: Workshop["builder"] = {
        async build(request) {
          seen.push(...(await readdir(request.source)));
          await writeFile(`${request.source}/written`, "by the back end");
          return shop.builder.build(request);
        },
      };
      await build({ ...shop, builder });
      assert.deepEqual(seen, ["makes"]);
      assert.equal((await readdir(`${root}/source/contoso-core`)).includes("written"), false);
    }));

  it("replaces what an earlier build left", () =>
    inWorkshop(async (shop) => {
      await shop.prepare("contoso-core");
      await mkdir(`${shop.out}/contoso-core`, { recursive: true });
      await writeFile(`${shop.out}/contoso-core/contoso_core-1.1.0.tar.gz`, "old");
      const built = await build(shop);
      assert.deepEqual(
        await readdir(`${shop.out}/contoso-core`),
        built.files.map(({ name }) => name),
      );
    }));

  it("takes a version that the source could not tell", () =>
    inWorkshop(async (shop) => {
      await shop.prepare("contoso-core");
      const built = await build(shop, aValidated("contoso-core", { version: null }));
      assert.equal(built.version, "1.2.0");
    }));

  it("says why the back end failed, and what is wrong with how it is to be built", () =>
    inWorkshop(async (shop, root) => {
      await shop.prepareFailure("contoso-core", "SyntaxError: odd");
      await refused(shop, "SyntaxError: odd");
      await writeFile(`${root}/source/contoso-core/pyproject.toml`, "[build-system]\nbuild-backend = 'x'\n");
      await refused(shop, "build-system without `requires`");
    }));

  it("refuses another version than the source says, and another project", () =>
    inWorkshop(async (shop) => {
      await shop.prepare("contoso-core", { version: "1.3.0" });
      await refused(shop, "made version 1.3.0", "says 1.2.0");
      await shop.prepare("contoso-core", { dist: "contoso-blob" });
      await refused(shop, "which is contoso-blob");
    }));

  it("refuses metadata that says another thing than the file's name", () =>
    inWorkshop(async (shop) => {
      const metadata = "Metadata-Version: 2.1\nName: contoso-core\nVersion: 9.9\n\n";
      await shop.prepare("contoso-core", { metadata });
      await refused(shop, "says inside that it is contoso-core 9.9");
    }));

  it("refuses what makes no sdist or no wheel, or anything else besides", () =>
    inWorkshop(async (shop, root) => {
      const dist = `${root}/dist/contoso-core`;
      await shop.prepare("contoso-core");
      await nodeFiles.remove(`${dist}/contoso_core-1.2.0.tar.gz`);
      await refused(shop, "no sdist");
      await shop.prepare("contoso-core");
      await nodeFiles.remove(`${dist}/contoso_core-1.2.0-py3-none-any.whl`);
      await refused(shop, "no wheel");
      await shop.prepare("contoso-core");
      await writeFile(`${dist}/notes.txt`, "");
      await refused(shop, "notes.txt");
      await nodeFiles.remove(`${dist}/notes.txt`);
      await mkdir(`${dist}/contoso_core-1.2.1.tar.gz`);
      await writeFile(`${dist}/contoso_core-1.2.1.tar.gz/inside`, "");
      await refused(shop, "contoso_core-1.2.1.tar.gz", "no plain file");
    }));

  it("refuses two versions at once", () =>
    inWorkshop(async (shop, root) => {
      await shop.prepare("contoso-core");
      await shop
        .prepare("other", { name: "contoso-core", version: "1.3.0", dist: "contoso-core" })
        .catch(() => 0);
      await nodeFiles.copyFolder(`${root}/dist/contoso-core`, `${root}/dist/both`);
      await writeFile(`${root}/source/contoso-core/makes`, "both");
      await refused(shop, "1.2.0", "1.3.0");
    }));

  it("refuses what is no archive", () =>
    inWorkshop(async (shop, root) => {
      await shop.prepare("contoso-core");
      await writeFile(`${root}/dist/contoso-core/contoso_core-1.2.0-py3-none-any.whl`, "no zip");
      await refused(shop, "contoso_core-1.2.0-py3-none-any.whl");
    }));

  it("takes wheels that were built elsewhere in place of its own", () =>
    inWorkshop(async (shop, root) => {
      await shop.prepare("contoso-core");
      const wheel = "contoso_core-1.2.0-py3-none-any.whl";
      await mkdir(`${shop.out}/prebuilt/contoso-core`, { recursive: true });
      await nodeFiles.move(
        `${root}/dist/contoso-core/${wheel}`,
        `${shop.out}/prebuilt/contoso-core/${wheel}`,
      );
      const built = await build(shop);
      assert.equal(shop.calls[0]?.wheel, false);
      assert.deepEqual(
        built.files.map(({ name, origin }) => [name, origin]),
        [
          [wheel, "prebuilt"],
          ["contoso_core-1.2.0.tar.gz", undefined],
        ],
      );
      await writeFile(`${shop.out}/prebuilt/contoso-core/notes.txt`, "");
      await assert.rejects(
        build(shop),
        refusal("build-failed", "prebuilt/contoso-core/notes.txt is no wheel"),
      );
    }));
});
