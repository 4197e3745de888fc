import assert from "node:assert/strict";
import fc from "fast-check";
import { nodeFiles } from "../../../src/adapters/files.ts";
import type { RecordArtifact } from "../../../src/release/record.ts";
import {
  findRecord,
  readApproveSlice,
  readBuildSlices,
  readPublishSlice,
  readRecord,
  readTestSlices,
  writeApproveSlice,
  writeBuildSlice,
  writePublishSlice,
  writeRecord,
  writeTestSlice,
} from "../../../src/release/record-folder.ts";
import {
  aBuildSlice,
  aBuiltEntry,
  aCollected,
  anApproval,
  anEntryNotBuilt,
  aPublication,
  aRecord,
  aTestSlice,
  digestFor,
  distributions,
  noDigests,
  sha256,
} from "../../support/record-builders.ts";
import { refusal } from "../../support/record-errors.ts";
import { recordFolder, temporaryFolder } from "../../support/record-folders.ts";

const core = aCollected();
const blob = aCollected({ name: "contoso-blob" });
const read = (...artifacts: RecordArtifact[]) =>
  readRecord(recordFolder({ "release.json": aRecord(artifacts) }), "/out");

describe("the record in a folder", () => {
  it("is read when it is honest", async () => {
    const artifacts = [core, blob, anEntryNotBuilt({ name: "contoso-widgets", version: null })];
    assert.deepEqual(await read(...artifacts), aRecord(artifacts));
  });

  it("is told apart from one that is not there", async () => {
    assert.equal(await findRecord(recordFolder({}), "/out"), null);
    await assert.rejects(
      readRecord(recordFolder({}), "/out"),
      refusal("record-missing", "/out/release.json"),
    );
  });

  it("is refused when it is not JSON or not UTF-8", async () => {
    for (const [document, problem] of [
      ["{", "it is not JSON"],
      [new TypeError("The encoded data was not valid"), "UTF-8"],
    ] as const) {
      const files = recordFolder({ "release.json": document });
      await assert.rejects(readRecord(files, "/out"), refusal("record-invalid", "release.json", problem));
    }
  });

  it("is refused in bytes that are no UTF-8", async () => {
    await using folder = await temporaryFolder();
    const { writeFile } = await import("node:fs/promises");
    await writeFile(`${folder.path}/release.json`, Buffer.from([0x7b, 0xff, 0x7d]));
    await assert.rejects(readRecord(nodeFiles, folder.path), refusal("record-invalid", "UTF-8"));
  });

  for (const name of ["../x", "a/b", "x.json", "a\\b", "..", "", "a b", "caf\u00e9"]) {
    it(`is refused with an artifact named ${JSON.stringify(name)}`, async () => {
      await assert.rejects(read({ ...core, name, package: name }), refusal("names-refused"));
    });
  }

  for (const safeName of ["../x", "a.b", "x y", "", "$(x)"]) {
    it(`is refused with the safeName ${JSON.stringify(safeName)}`, async () => {
      await assert.rejects(read({ ...core, safeName }), refusal("names-refused"));
    });
  }

  it("is refused with two safeNames that differ only in case", async () => {
    const doubled = [
      { ...core, safeName: "same" },
      { ...blob, safeName: "SAME" },
    ];
    await assert.rejects(read(...doubled), refusal("names-refused", "safeName same"));
  });

  it("is refused with two spellings of one name, whatever their packages claim", async () => {
    const again = { ...core, name: "Contoso.Core", safeName: "again" };
    await assert.rejects(read(core, again), refusal("names-refused"));
    await assert.rejects(read(core, { ...again, package: "other" }), refusal("record-invalid", "PEP 503"));
  });

  it("is refused when a digest is not that of the files", async () => {
    await assert.rejects(read({ ...core, digest: sha256("another") }), refusal("record-invalid", "digest"));
    const swapped = { ...core, files: distributions("contoso-core", "1.2.0", "other bytes") };
    await assert.rejects(read(swapped), refusal("record-invalid", "digest"));
  });

  it("is refused when any digit of any hash is another", async () => {
    const digits = [...core.files.keys()].flatMap((file) =>
      Array.from({ length: 64 }, (_, at) => [file, at]),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...digits),
        fc.constantFrom(..."0123456789abcdef".split("")),
        async ([file = 0, at = 0], digit) => {
          const files = core.files.map((own, index) => {
            const hash =
              index === file ? own.sha256.slice(0, at) + digit + own.sha256.slice(at + 1) : own.sha256;
            return { ...own, sha256: hash };
          });
          fc.pre(files.some((own, index) => own.sha256 !== core.files[index]?.sha256));
          await assert.rejects(read({ ...core, files }), refusal("record-invalid", "digest"));
        },
      ),
    );
  });

  it("is refused with files but no digest, or no version", async () => {
    await assert.rejects(read({ ...core, digest: null }), refusal("record-invalid", "without a digest"));
    await assert.rejects(
      read({ ...core, version: null }),
      refusal("record-invalid", "without a digest or a version"),
    );
  });

  it("is refused when it is to release what has no files", async () => {
    const nothing = anEntryNotBuilt({ name: "contoso-core", release: true });
    await assert.rejects(read(nothing), refusal("record-invalid", "was not built"));
    await assert.rejects(read({ ...core, files: [], release: true }), refusal("record-invalid"));
  });

  it("is refused with files of another project, version or kind, though the digest be right", async () => {
    const own = (files: typeof core.files) =>
      read({ ...core, files, digest: digestFor("contoso-core", "1.2.0", files) });
    const foreign = distributions("contoso-blob", "1.2.0");
    const older = distributions("contoso-core", "1.1.0");
    const mistaken = core.files.map((file) => ({ ...file, kind: "wheel" as const }));
    const odd = [{ name: "notes.txt", kind: "sdist" as const, sha256: sha256("x"), ...noDigests, size: 1 }];
    for (const files of [foreign, older, mistaken, odd]) {
      await assert.rejects(own(files), refusal("record-invalid", "is no file name of contoso-core 1.2.0"));
    }
  });
});

describe("slices in a folder", () => {
  const entry = aBuiltEntry();

  it("are found by their names, and by nothing else", async () => {
    const files = recordFolder({
      "build.1.json": aBuildSlice([entry], { total: 2 }),
      "build.2.json": aBuildSlice([], { position: 2, total: 2 }),
      "build.x.json": "not looked at",
      "test.3.9.1.json": aTestSlice([entry], { python: "3.9" }),
      "test.3.12.1.json": aTestSlice([entry], { python: "3.12" }),
      "test.json": "not looked at",
      "contoso-core/build.3.json": "not looked at",
    });
    assert.deepEqual(
      (await readBuildSlices(files, "/out")).map((slice) => slice.position),
      [1, 2],
    );
    const pythons = (await readTestSlices(files, "/out")).map((slice) => slice.python);
    assert.deepEqual(pythons.toSorted(), ["3.12", "3.9"]);
  });

  it("are held to names and digests as the record is", async () => {
    const hostile = { ...entry, name: "../x", package: "../x" };
    const lying = { ...entry, digest: sha256("another") };
    for (const [artifact, code] of [
      [hostile, "names-refused"],
      [lying, "record-invalid"],
    ] as const) {
      const files = recordFolder({ "build.1.json": aBuildSlice([artifact]) });
      await assert.rejects(readBuildSlices(files, "/out"), refusal(code));
    }
    for (const file of ["build.1.json", "test.3.9.1.json"]) {
      const files = recordFolder({ [file]: "[]" });
      const reading = file.startsWith("build") ? readBuildSlices : readTestSlices;
      await assert.rejects(reading(files, "/out"), refusal("record-invalid", file));
    }
  });

  it("of one artifact are absent, or whole", async () => {
    const files = recordFolder({
      "core.approve.json": anApproval(entry),
      "core.publish.json": aPublication(entry),
      "blob.approve.json": { ...anApproval(entry), decision: "maybe" },
    });
    assert.deepEqual(await readApproveSlice(files, "/out", "core"), anApproval(entry));
    assert.deepEqual(await readPublishSlice(files, "/out", "core"), aPublication(entry));
    assert.equal(await readApproveSlice(files, "/out", "none"), null);
    assert.equal(await readPublishSlice(files, "/out", "blob"), null);
    await assert.rejects(
      readApproveSlice(files, "/out", "blob"),
      refusal("record-invalid", "blob.approve.json"),
    );
  });

  it("are read as they were written, under the documented names", async () => {
    await using folder = await temporaryFolder();
    const { path } = folder;
    const build = aBuildSlice([entry], { position: 2, total: 3 });
    const test = aTestSlice([entry], { python: "3.10" }, { position: 2, total: 3 });
    await writeRecord(nodeFiles, path, aRecord([core]));
    await writeBuildSlice(nodeFiles, path, build);
    await writeTestSlice(nodeFiles, path, test);
    await writeApproveSlice(nodeFiles, path, "contosocore", anApproval(core));
    await writePublishSlice(nodeFiles, path, "contosocore", aPublication(core));
    assert.deepEqual(
      (await nodeFiles.list(path)).map(({ name }) => name),
      [
        "build.2.json",
        "contosocore.approve.json",
        "contosocore.publish.json",
        "release.json",
        "test.3.10.2.json",
      ],
    );
    assert.deepEqual(await readRecord(nodeFiles, path), aRecord([core]));
    assert.deepEqual(await readBuildSlices(nodeFiles, path), [build]);
    assert.deepEqual(await readTestSlices(nodeFiles, path), [test]);
    assert.deepEqual(await readApproveSlice(nodeFiles, path, "contosocore"), anApproval(core));
    assert.deepEqual(await readPublishSlice(nodeFiles, path, "contosocore"), aPublication(core));
  });
});
