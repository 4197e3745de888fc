import assert from "node:assert/strict";
import { mkdir, readdir, readFile, symlink, writeFile } from "node:fs/promises";
import { nodeFiles as files } from "../../../src/adapters/files.ts";
import { temporaryFolder } from "../../support/record-folders.ts";

/** Every file below a folder, by its relative path. */
async function below(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(folder.length + 1))
    .toSorted();
}

describe("reading files", () => {
  it("gives a text, or null where there is none", async () => {
    await using folder = await temporaryFolder();
    await writeFile(`${folder.path}/a`, "Küche\n");
    assert.equal(await files.readText(`${folder.path}/a`), "Küche\n");
    assert.equal(await files.readText(`${folder.path}/b`), null);
    assert.equal(await files.readText(`${folder.path}/a/below-a-file`), null);
  });

  it("keeps a byte order mark, which is a part of the text", async () => {
    await using folder = await temporaryFolder();
    await writeFile(`${folder.path}/a`, "\ufeffx");
    assert.equal(await files.readText(`${folder.path}/a`), "\ufeffx");
  });

  it("refuses what is no UTF-8, and folders", async () => {
    await using folder = await temporaryFolder();
    await writeFile(`${folder.path}/a`, Buffer.from([0xc3, 0x28]));
    await assert.rejects(files.readText(`${folder.path}/a`), TypeError);
    await assert.rejects(files.readText(folder.path), { code: "EISDIR" });
  });

  it("lists by name, links as something else, and nothing where there is no folder", async () => {
    await using folder = await temporaryFolder();
    await mkdir(`${folder.path}/b`);
    await writeFile(`${folder.path}/c`, "");
    await symlink(`${folder.path}/c`, `${folder.path}/a`);
    assert.deepEqual(await files.list(folder.path), [
      { name: "a", kind: "other" },
      { name: "b", kind: "folder" },
      { name: "c", kind: "file" },
    ]);
    assert.deepEqual(await files.list(`${folder.path}/none`), []);
    assert.deepEqual(
      await Promise.all(["b", "c", "none"].map((name) => files.kind(`${folder.path}/${name}`))),
      ["folder", "file", null],
    );
  });

  it("hashes bytes and counts them", async () => {
    await using folder = await temporaryFolder();
    await writeFile(`${folder.path}/a`, "abc");
    // printf abc | sha256sum
    const sha256 = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert.deepEqual(await files.hash(`${folder.path}/a`), { sha256, size: 3 });
    // The same with md5sum, and with b2sum --length=256.
    const md5 = "900150983cd24fb0d6963f7d28e17f72";
    const blake2b256 = "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319";
    assert.deepEqual(await files.digests(`${folder.path}/a`), { sha256, md5, blake2b256, size: 3 });
    await assert.rejects(files.hash(`${folder.path}/none`), { code: "ENOENT" });
  });
});

describe("writing a file", () => {
  it("makes the folders above, replaces what was there and leaves nothing beside it", async () => {
    await using folder = await temporaryFolder();
    const path = `${folder.path}/deep/er/file.json`;
    await files.write(path, "one, and longer");
    await files.write(path, "two");
    assert.equal(await readFile(path, "utf8"), "two");
    assert.deepEqual(await below(folder.path), ["deep/er/file.json"]);
  });

  it("leaves nothing beside it when it fails", async () => {
    await using folder = await temporaryFolder();
    await mkdir(`${folder.path}/taken/inside`, { recursive: true });
    await assert.rejects(files.write(`${folder.path}/taken`, "text"));
    assert.deepEqual(await readdir(folder.path), ["taken"]);
  });

  it("is whole for whoever reads meanwhile, of many writers too", async () => {
    await using folder = await temporaryFolder();
    const path = `${folder.path}/file`;
    const texts = ["a", "b", "c", "d"].map((letter) => letter.repeat(200_000));
    await Promise.all(texts.map((text) => files.write(path, text)));
    const reads = texts.map(async (text) => {
      const [, read] = await Promise.all([files.write(path, text), files.readText(path)]);
      return read ?? "";
    });
    for (const read of await Promise.all(reads)) assert.ok(texts.includes(read));
    assert.deepEqual(await below(folder.path), ["file"]);
  });
});

describe("copying a folder", () => {
  it("takes all in it but links, and what is to be left out", async () => {
    await using folder = await temporaryFolder();
    const from = `${folder.path}/from`;
    await mkdir(`${from}/a/.git`, { recursive: true });
    await writeFile(`${from}/a/file`, "text");
    await writeFile(`${from}/a/.git/config`, "");
    await writeFile(`${folder.path}/secret`, "");
    await symlink(`${folder.path}/secret`, `${from}/link`);
    await symlink(folder.path, `${from}/a/up`);
    await files.copyFolder(from, `${folder.path}/to`, { leaveOut: (name) => name === ".git" });
    assert.deepEqual(await below(`${folder.path}/to`), ["a/file"]);
    assert.equal(await readFile(`${folder.path}/to/a/file`, "utf8"), "text");
  });

  it("takes what links lead to within a tree that is named, and never in a circle", async () => {
    await using folder = await temporaryFolder();
    const tree = `${folder.path}/tree`;
    await mkdir(`${tree}/sdk/a/sub`, { recursive: true });
    await mkdir(`${tree}/shared`);
    await writeFile(`${tree}/LICENSE`, "MIT");
    await writeFile(`${tree}/shared/data`, "");
    await writeFile(`${folder.path}/secret`, "");
    await symlink("../../LICENSE", `${tree}/sdk/a/LICENSE`);
    await symlink("../../shared", `${tree}/sdk/a/shared`);
    await symlink(`${folder.path}/secret`, `${tree}/sdk/a/secret`);
    await symlink("nowhere", `${tree}/sdk/a/broken`);
    await symlink("..", `${tree}/sdk/a/sub/up`);
    await files.copyFolder(`${tree}/sdk/a`, `${folder.path}/to`, { tree });
    assert.deepEqual(await below(`${folder.path}/to`), ["LICENSE", "shared/data"]);
    assert.equal(await readFile(`${folder.path}/to/LICENSE`, "utf8"), "MIT");
  });

  it("does not copy into itself without end", async () => {
    await using folder = await temporaryFolder();
    await writeFile(`${folder.path}/file`, "text");
    await files.copyFolder(folder.path, `${folder.path}/out/copy`);
    assert.deepEqual(await below(`${folder.path}/out`), ["copy/file"]);
  });
});

describe("a temporary folder", () => {
  it("is empty, one of its own each time, and gone with all in it when disposed", async () => {
    await using folder = await temporaryFolder();
    const parent = `${folder.path}/parent`;
    {
      await using one = await files.temporary(parent);
      await using two = await files.temporary(parent);
      assert.notEqual(one.path, two.path);
      assert.deepEqual(await readdir(one.path), []);
      await files.write(`${one.path}/deep/file`, "text");
      assert.equal((await readdir(parent)).length, 2);
    }
    assert.deepEqual(await readdir(parent), []);
  });
});

describe("moving and removing", () => {
  it("replaces a file, and removes what may not be there", async () => {
    await using folder = await temporaryFolder();
    await writeFile(`${folder.path}/a`, "a");
    await writeFile(`${folder.path}/b`, "b");
    await files.move(`${folder.path}/a`, `${folder.path}/b`);
    assert.equal(await readFile(`${folder.path}/b`, "utf8"), "a");
    await files.remove(`${folder.path}/b`);
    await files.remove(`${folder.path}/none`);
    assert.deepEqual(await readdir(folder.path), []);
  });
});
