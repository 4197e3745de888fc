/** A release that is killed over and over completes, and no file goes up twice. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ReleaseResult } from "../../src/cli/release/result.ts";
import { gatehouse, processesWith, sampleRepository, startCommand, until } from "../support/command.ts";

describe("a killed release", function () {
  this.timeout(240_000);
  const sample = sampleRepository();
  const out = join(sample.scratch, "out");
  const args = ["release", "sdk/contoso", "--index", "local", "--out", out, "--approve", "*", "--json"];
  after(() => sample.remove());

  const file = (name: string) => () => existsSync(join(out, name));
  const holds = (name: string, text: string) => () =>
    existsSync(join(out, name)) && readFileSync(join(out, name), "utf8").includes(text);
  const someFile = (begin: string) => () =>
    existsSync(out) && readdirSync(out).some((name) => name.startsWith(begin));
  /** Moments of the way, in its order. After the last kill a later one may have been passed already. */
  const moments: readonly (readonly [name: string, reached: () => boolean])[] = [
    ["the index is up", () => existsSync(`${out}.index`)],
    ["a build is under way", someFile(".tmp-")],
    ["one artifact is built", holds("build.1.json", "contoso_")],
    ["all are built", file("release.json")],
    ["all are tested", someFile("test.")],
    ["the first is approved", file("contosocore.approve.json")],
    ["the first file is sent", holds("contosocore.publish.json", '"uploaded"')],
    ["the first artifact is published", holds("contosocore.publish.json", '"published"')],
    ["the second artifact's first file is sent", holds("contosostorageblob.publish.json", '"uploaded"')],
  ];

  /** Hash by name of every file that the index has. */
  function indexed(): Map<string, string> {
    const folder = `${out}.index`;
    const names = existsSync(folder) ? readdirSync(folder) : [];
    return new Map(
      names.map((name) => [
        name,
        createHash("sha256")
          .update(readFileSync(join(folder, name)))
          .digest("hex"),
      ]),
    );
  }

  let kills = 0;
  let seen = new Map<string, string>();
  for (const [moment, reached] of moments) {
    it(`is killed when ${moment}`, async () => {
      const { child, ended } = startCommand(args, sample.folder);
      if (await until(reached, ended)) child.kill("SIGKILL");
      const { code, signal, stderr } = await ended;
      if (signal === "SIGKILL") kills += 1;
      else assert.equal(code, 0, stderr);
      // An index that is being written to may hold a file that is not whole; what was whole stays as it was.
      const now = indexed();
      for (const [name, hash] of seen) assert.equal(now.get(name), hash, `${name} changed`);
      const record = existsSync(join(out, "build.1.json"))
        ? readFileSync(join(out, "build.1.json"), "utf8")
        : "";
      seen = new Map([...now].filter(([, hash]) => record.includes(hash)));
      const waited = new Promise((resolve) => setTimeout(resolve, 20_000));
      assert.ok(
        await until(() => processesWith(`${out}.index`).length === 0, waited),
        "the index outlives it",
      );
    });
  }

  it("completes the next time", async () => {
    assert.ok(kills >= 5, `only ${kills} kills`);
    const { code, stdout, stderr } = await gatehouse(args, sample.folder);
    assert.equal(code, 0, stderr);
    const { artifacts } = JSON.parse(stdout) as ReleaseResult;
    for (const { name, outcome, tag, files } of artifacts) {
      assert.ok(outcome === "published" || outcome === "already there", `${name}: ${outcome}`);
      assert.notEqual(tag, null, `${name} has no tag`);
      for (const { name: fileName, sha256 } of files) assert.equal(indexed().get(fileName), sha256);
    }
    for (const [name, hash] of seen) assert.equal(indexed().get(name), hash);
    const tags = sample.git("ls-remote", "--tags", "origin", "*[0-9]").split("\n");
    assert.equal(tags.length, 3);
    const unfinished = readdirSync(out).filter((name) => name.startsWith(".tmp-"));
    assert.deepEqual(unfinished, []);
  });

  it("and then has nothing left to do", async () => {
    const { code, stdout } = await gatehouse(args, sample.folder);
    assert.equal(code, 0);
    const { artifacts } = JSON.parse(stdout) as ReleaseResult;
    assert.ok(artifacts.every(({ outcome }) => outcome === "already there"));
  });
});
