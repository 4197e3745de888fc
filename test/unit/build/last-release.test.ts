import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { undiciHttp } from "../../../src/adapters/http.ts";
import { changesSince, lastBefore } from "../../../src/build/last-release.ts";
import { readProject } from "../../../src/index/read-project.ts";
import type { ProjectState } from "../../../src/index/types.ts";
import { approvedArtifact } from "../../support/index-distributions.ts";
import { startStandIn } from "../../support/index-stand-in.ts";
import { temporaryFolder } from "../../support/record-folders.ts";

const forever = new AbortController().signal;

function listed(...files: readonly { version: string; yanked?: true }[]): ProjectState {
  return {
    package: "contoso-core",
    exists: true,
    files: files.map(({ version, ...rest }) => ({
      name: `contoso_core-${version}-py3-none-any.whl`,
      sha256: null,
      url: "https://files.example/x.whl",
      ...rest,
    })),
  };
}

describe("the last release", () => {
  it("is the highest below the new one, whatever is above", () => {
    const state = listed({ version: "1.2.0" }, { version: "1.10.0" }, { version: "2.0.0" });
    assert.equal(lastBefore(state, "1.11.0"), "1.10.0");
    assert.equal(lastBefore(state, "1.2.0"), null);
  });

  it("is none that was withdrawn", () => {
    const state = listed({ version: "1.0" }, { version: "1.1", yanked: true });
    assert.equal(lastBefore(state, "1.2"), "1.0");
  });
});

describe("what is new since the last release", () => {
  /** 1.0.0 on an index, and 1.1.0 built. */
  async function scene(folder: string) {
    const index = await startStandIn();
    const http = undiciHttp("0.0.0");
    const old = await approvedArtifact(join(folder, "old"), { name: "contoso-core", version: "1.0.0" });
    for (const { name } of old.files)
      index.content.set(name, await readFile(join(folder, "old", "contoso-core", name)));
    const built = await approvedArtifact(folder, {
      name: "contoso-core",
      version: "1.1.0",
      requires: ["azure-core>=1.2"],
    });
    const project = await readProject(http, index.index, "contoso-core");
    const projects = new Map([["contoso-core", project]]);
    const look = () =>
      changesSince(
        built,
        join(folder, "contoso-core"),
        { projects, http: () => Promise.resolve(http) },
        forever,
      );
    return { index, look };
  }

  it("is read from both wheels", async () => {
    await using folder = await temporaryFolder();
    const { index, look } = await scene(folder.path);
    await using _ = index;
    const changes = await look();
    assert.equal(changes?.since, "1.0.0");
    assert.deepEqual(changes.requirements.added, { count: 1, names: ["azure-core>=1.2"] });
    assert.deepEqual(changes.files.added, { count: 0, names: [] });
    assert.equal(changes.requiresPython.after, ">=3.9");
    assert.notEqual(changes.size.before, 0);
  });

  it("is not told when the index sends other bytes than it lists, or none, or what is no wheel", async () => {
    await using folder = await temporaryFolder();
    const { index, look } = await scene(folder.path);
    await using _ = index;
    const name = "contoso_core-1.0.0-py3-none-any.whl";
    index.content.set(name, Buffer.from("other bytes"));
    assert.equal(await look(), null);
    index.content.delete(name);
    assert.equal(await look(), null);
  });

  it("is not told when the built wheel can't be read, and that is no error", async () => {
    await using folder = await temporaryFolder();
    const { index, look } = await scene(folder.path);
    await using _ = index;
    await writeFile(join(folder.path, "contoso-core", "contoso_core-1.1.0-py3-none-any.whl"), "no zip");
    assert.equal(await look(), null);
  });
});
