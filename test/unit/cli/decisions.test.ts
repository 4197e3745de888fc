import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { nodeFiles } from "../../../src/adapters/files.ts";
import { decide } from "../../../src/cli/commands/decide.ts";
import type { Context } from "../../../src/cli/context.ts";
import { askedFor, decideAsked, keptDecisions } from "../../../src/cli/release/decisions.ts";
import type { RecordArtifact } from "../../../src/release/record.ts";
import { readApproveSlice, writeApproveSlice, writeRecord } from "../../../src/release/record-folder.ts";
import {
  aCollected,
  anApproval,
  anEntryNotBuilt,
  aRecord,
  distributions,
  sha256,
} from "../../support/record-builders.ts";
import { refusal } from "../../support/record-errors.ts";
import { temporaryFolder } from "../../support/record-folders.ts";

/** A collected artifact whose files can be written: each holds its own name. */
function aReal(name: string, rest: Partial<Parameters<typeof aCollected>[0]> = {}) {
  const files = distributions(name, "1.2.0").map((file) => {
    return { ...file, sha256: sha256(file.name), size: file.name.length };
  });
  return aCollected({ name, files, ...rest });
}

const core = aReal("contoso-core");
const blob = aReal("contoso-blob", { tests: { outcome: "not run", runs: [] } });
const held = anEntryNotBuilt({ name: "contoso-widgets" });

/** A context of which a decision needs little; and what was said and printed. */
function aContext(cwd: string) {
  const warnings: string[] = [];
  const printed: string[] = [];
  const unused = () => Promise.reject(new Error("not used here"));
  const context: Context = {
    cwd,
    env: {},
    files: nodeFiles,
    process: { run: unused, converse: unused },
    clock: { now: () => new Date("2026-11-01T10:00:00Z"), sleep: unused },
    http: unused,
    signal: new AbortController().signal,
    log: { info: () => undefined, warn: (text) => void warnings.push(text), debug: () => undefined },
    print: (line) => void printed.push(line),
    printJson: (document) => void printed.push(JSON.stringify(document)),
    printText: (text) => void printed.push(text),
    colour: false,
    mask: () => undefined,
    live: false,
  };
  return { context, warnings, printed };
}

/** A folder with a record and its files. */
async function released(artifacts: readonly RecordArtifact[]) {
  const folder = await temporaryFolder();
  await writeRecord(nodeFiles, folder.path, aRecord(artifacts));
  for (const { name, files } of artifacts) {
    for (const file of files) await nodeFiles.write(`${folder.path}/${name}/${file.name}`, file.name);
  }
  return { ...folder, ...aContext(folder.path) };
}

describe("what the options ask for", () => {
  const names = ["contoso-core", "contoso-blob", "other"];

  it("is named by globs", () => {
    const asked = askedFor(["*core", "*blob"], ["other"], names);
    assert.deepEqual([...asked.approve], ["contoso-core", "contoso-blob"]);
    assert.deepEqual([...asked.reject], ["other"]);
  });

  it("is not both", () => {
    assert.throws(() => askedFor(["*"], ["*core"], names), refusal("usage", "contoso-core"));
  });

  it("is there", () => {
    for (const [approve, reject] of [
      [["none"], []],
      [[], ["none"]],
    ] as const) {
      assert.throws(() => askedFor(approve, reject, names), refusal("glob-no-match", "none"));
    }
  });
});

describe("decisions by option", () => {
  it("are written for what can be decided on, and for nothing else", async () => {
    await using folder = await released([core, blob, held]);
    const asked = {
      approve: new Set(["contoso-core", "contoso-widgets"]),
      reject: new Set(["contoso-blob"]),
    };
    const record = aRecord([core, blob, held]);
    const decisions = await decideAsked(folder.context, folder.path, record, asked, "rosa");
    assert.deepEqual(
      [...decisions].map(([name, { decision, digest }]) => [name, decision, digest]),
      [
        ["contoso-core", "approved", core.digest],
        ["contoso-blob", "rejected", blob.digest],
      ],
    );
    assert.deepEqual(await readApproveSlice(nodeFiles, folder.path, "contosocore"), anApproval(core));
    assert.equal(await readApproveSlice(nodeFiles, folder.path, "contosowidgets"), null);
  });
});

describe("decisions kept in the folder", () => {
  const bound = { index: "pypi", unbound: false };

  it("of a rehearsal on another index do not count, nor does one that names none unless it may", async () => {
    await using folder = await released([core, blob]);
    await writeApproveSlice(nodeFiles, folder.path, "contosocore", anApproval(core, { index: "local" }));
    await writeApproveSlice(nodeFiles, folder.path, "contosoblob", anApproval(blob, { index: null }));
    const record = aRecord([core, blob]);
    assert.deepEqual([...(await keptDecisions(folder.context, folder.path, record, bound)).keys()], []);
    const open = await keptDecisions(folder.context, folder.path, record, { ...bound, unbound: true });
    assert.deepEqual([...open.keys()], ["contoso-blob"]);
  });

  it("count for the very files they were about", async () => {
    await using folder = await released([core, blob]);
    await writeApproveSlice(nodeFiles, folder.path, "contosocore", anApproval(core));
    const other = anApproval(blob, { digest: sha256("other bytes") });
    await writeApproveSlice(nodeFiles, folder.path, "contosoblob", other);
    const kept = await keptDecisions(folder.context, folder.path, aRecord([core, blob]), bound);
    assert.deepEqual([...kept], [["contoso-core", anApproval(core)]]);
  });

  it("do not count for another artifact", async () => {
    await using folder = await released([core]);
    await writeApproveSlice(nodeFiles, folder.path, "contosocore", anApproval({ ...core, name: "other" }));
    assert.equal((await keptDecisions(folder.context, folder.path, aRecord([core]), bound)).size, 0);
  });
});

describe("gatehouse approve and reject", () => {
  it("write a decision for each artifact named, and say so", async () => {
    await using folder = await released([core, blob, held]);
    const { context, printed, warnings } = folder;
    const code = await decide(context, ".", "approved", {
      artifact: ["contoso-*o*e", "*blob"],
      comment: "Good.",
    });
    assert.equal(code, 0);
    assert.deepEqual(printed, [
      `approved contoso-core 1.2.0 sha256:${core.digest}`,
      `approved contoso-blob 1.2.0 sha256:${blob.digest}`,
    ]);
    assert.deepEqual(warnings, ["contoso-blob was not tested."]);
    const slice = await readApproveSlice(nodeFiles, folder.path, "contosocore");
    assert.deepEqual([slice?.decision, slice?.comment, slice?.digest], ["approved", "Good.", core.digest]);
    await decide(context, folder.path, "rejected", { artifact: ["contoso-core"] });
    assert.equal((await readApproveSlice(nodeFiles, folder.path, "contosocore"))?.decision, "rejected");
  });

  it("print one JSON document when asked to", async () => {
    await using folder = await released([core]);
    await decide(folder.context, ".", "rejected", { artifact: ["*"], json: true });
    const documents = folder.printed.map((text) => JSON.parse(text) as unknown);
    assert.deepEqual(documents, [[await readApproveSlice(nodeFiles, folder.path, "contosocore")]]);
  });

  it("write nothing when one of many can't be decided on", async () => {
    await using folder = await released([core, held]);
    await assert.rejects(
      decide(folder.context, ".", "approved", { artifact: ["*"] }),
      refusal("not-releasable", "contoso-widgets"),
    );
    assert.equal(await readApproveSlice(nodeFiles, folder.path, "contosocore"), null);
  });

  it("write nothing when a file is not that of the record", async () => {
    await using folder = await released([core, blob]);
    await writeFile(`${folder.path}/contoso-blob/${blob.files[0]?.name}`, "other bytes");
    await assert.rejects(
      decide(folder.context, ".", "approved", { artifact: ["*"] }),
      refusal("files-changed", "contoso-blob"),
    );
    assert.equal(await readApproveSlice(nodeFiles, folder.path, "contosocore"), null);
  });

  it("ask for artifacts that are there", async () => {
    await using folder = await released([core]);
    const { context } = folder;
    await assert.rejects(decide(context, ".", "approved", { artifact: ["none"] }), refusal("glob-no-match"));
    await assert.rejects(decide(context, "none", "approved", { artifact: ["*"] }), refusal("record-missing"));
  });
});
