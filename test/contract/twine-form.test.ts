/** The upload form, field by field, against what the real twine sends for the same files. */
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { publishArtifact } from "../../src/publish/publish-artifact.ts";
import { normalizeName } from "../../src/release/name.ts";
import { testContext } from "../support/index-context.ts";
import { approvedArtifact } from "../support/index-distributions.ts";
import { startStandIn, type Upload } from "../support/index-stand-in.ts";
import { pythonWith } from "../support/python-environment.ts";
import { root } from "../support/root.ts";

const run = promisify(execFile);
const metadata = join(root, "test/fixtures/metadata");

describe("the upload form", function () {
  this.timeout(240_000);
  let parent = "";
  let python = "";
  before(async () => {
    parent = await mkdtemp(join(tmpdir(), "gatehouse-test-"));
    python = await pythonWith("test/support/python/twine.txt");
  });
  after(() => rm(parent, { recursive: true }));

  async function byTwine(folder: string): Promise<Upload[]> {
    await using index = await startStandIn();
    const files = (await readdir(folder)).map((name) => join(folder, name));
    const args = ["-m", "twine", "upload", "--non-interactive", "--disable-progress-bar"];
    const env = { TWINE_USERNAME: "__token__", TWINE_PASSWORD: "pypi-x", HOME: parent };
    await run(python, [...args, "--repository-url", index.index.upload, ...files], { env });
    return index.stored;
  }

  /** Fields with their values; of several the order counts. What differs on purpose is made alike. */
  const fieldsOf = ({ fields }: Upload) => {
    const found = new Map(fields);
    // twine 7 left MD5 out; PyPI compares every digest that it is given.
    assert.match(found.get("md5_digest")?.[0] ?? "0".repeat(32), /^[0-9a-f]{32}$/);
    found.delete("md5_digest");
    // twine normalizes the name, by which PyPI would show a new project ever after; we send it as its owner wrote it.
    const change = (field: string, by: (value: string) => string) =>
      found.set(field, (found.get(field) ?? []).map(by));
    change("name", normalizeName);
    // twine reads the list of keywords and writes it anew.
    change("keywords", (text) => text.replaceAll(", ", ","));
    // Old metadata continues a value on lines indented by eight blanks, which twine leaves in it.
    for (const field of ["description", "license"].filter((name) => found.has(name)))
      change(field, (text) => text.replace(/\n {8}/g, "\n"));
    return Object.fromEntries([...found].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  };

  it("is twine's, for the metadata of six back ends and for what is old and odd", async () => {
    for (const file of await readdir(metadata)) {
      const text = await readFile(join(metadata, file), "utf8");
      const [, name = ""] = /^Name: (.*)$/m.exec(text) ?? [];
      const artifact = await approvedArtifact(parent, { name, version: "1.0rc1", metadata: text });
      const folder = join(parent, name);
      const theirs = await byTwine(folder);
      await using index = await startStandIn();
      await publishArtifact(artifact, testContext(index.index, folder));
      assert.equal(index.stored.length, 2);
      for (const ours of index.stored) {
        const same = theirs.find((upload) => upload.name === ours.name);
        assert.ok(same !== undefined, ours.name);
        assert.equal(ours.sha256, same.sha256);
        assert.deepEqual(fieldsOf(ours), fieldsOf(same), `${file}: ${ours.name}`);
      }
    }
  });
});
