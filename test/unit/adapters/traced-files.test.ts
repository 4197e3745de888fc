import assert from "node:assert/strict";
import fc from "fast-check";
import { answersAsBefore, tracedFiles } from "../../../src/adapters/traced-files.ts";
import { type MemoryFile, memoryFiles } from "../../support/memory-files.ts";

const tree = { "/a/ci.yml": "one", "/a/b/setup.py": "two", "/a/b/README.md": "three" };

async function traceOf(contents: Readonly<Record<string, MemoryFile>>) {
  const tracer = tracedFiles(memoryFiles(contents));
  const { files } = tracer;
  await Promise.all([files.list("/a"), files.kind("/a/b"), files.readText("/a/b/setup.py")]);
  await files.readText("/a/gatehouse.yml");
  await files.readText("/a/b/setup.py");
  return tracer.trace();
}

describe("adapters/traced-files", () => {
  it("asks again what was asked, each question once", async () => {
    const trace = await traceOf(tree);
    assert.ok(trace);
    assert.deepEqual(trace.questions, [
      "list /a",
      "kind /a/b",
      "text /a/b/setup.py",
      "text /a/gatehouse.yml",
    ]);
    assert.equal(await answersAsBefore(memoryFiles(tree), trace), true);
  });

  it("sees a text that changed, a file that is new, and one that is gone; not one that nobody looked at", async () => {
    const trace = await traceOf(tree);
    assert.ok(trace);
    const { "/a/b/setup.py": _, ...without } = tree;
    const changed: Record<string, string>[] = [
      { ...tree, "/a/b/setup.py": "three" },
      { ...tree, "/a/b/setup.py": "" },
      { ...tree, "/a/new.txt": "" },
      { ...tree, "/a/gatehouse.yml": "" },
      { ...tree, "/a/gatehouse.yml": "null" },
      without,
    ];
    for (const contents of changed)
      assert.equal(await answersAsBefore(memoryFiles(contents), trace), false, JSON.stringify(contents));
    assert.equal(await answersAsBefore(memoryFiles({ ...tree, "/a/b/README.md": "" }), trace), true);
  });

  it("tells any two trees apart whose answers differ", () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.string(), { maxLength: 3 }),
        fc.array(fc.string(), { maxLength: 3 }),
        async (a, b) => {
          const paths = ["/0", "/1", "/2"];
          const filesOf = (texts: readonly string[]) =>
            memoryFiles(Object.fromEntries(texts.map((text, at) => [`/${at}`, text])));
          const tracer = tracedFiles(filesOf(a));
          for (const path of paths) await tracer.files.readText(path);
          const made = await tracer.trace();
          assert.ok(made);
          assert.equal(await answersAsBefore(filesOf(b), made), JSON.stringify(a) === JSON.stringify(b));
        },
      ),
    ));

  it("makes no trace of what can't be read, or is asked in another way", async () => {
    const broken = tracedFiles(memoryFiles({ "/a": new TypeError("not UTF-8") }));
    await assert.rejects(broken.files.readText("/a"));
    assert.equal(await broken.trace(), null);
    const other = tracedFiles(memoryFiles(tree));
    other.files.read("/a/ci.yml");
    assert.equal(await other.trace(), null);
  });
});
