import assert from "node:assert/strict";
import { rm, writeFile } from "node:fs/promises";
import { nodeFiles } from "../../../src/adapters/files.ts";
import { buildShare, type ShareOptions } from "../../../src/build/build-share.ts";
import type { BuildEntry } from "../../../src/release/record.ts";
import type { Validated } from "../../../src/release/stages.ts";
import { temporaryFolder } from "../../support/record-folders.ts";
import { aValidated, type Workshop, workshop } from "../../support/record-workshop.ts";

interface Run {
  readonly entries: BuildEntry[];
  /** `name event`, in order. */
  readonly events: string[];
  readonly saved: BuildEntry[][];
}

async function share(
  shop: Workshop,
  artifacts: readonly Validated[],
  rest: Partial<ShareOptions> & { signal?: AbortSignal; run?: Run } = {},
): Promise<Run> {
  const {
    signal = new AbortController().signal,
    run = { entries: [], events: [], saved: [] },
    ...options
  } = rest;
  const ports = { files: nodeFiles, builder: shop.builder, signal };
  const entries = await buildShare(artifacts, ports, {
    out: shop.out,
    jobs: 1,
    kept: [],
    options: (artifact) => shop.options(artifact),
    onEvent: ({ name }, event) => run.events.push(`${name} ${event}`),
    changes: () => Promise.resolve(null),
    save: async (all) => void run.saved.push(all),
    ...options,
  });
  return { ...run, entries };
}

const [core, blob, files] = ["contoso-core", "contoso-blob", "contoso-files"].map((name) =>
  aValidated(name),
) as [Validated, Validated, Validated];

describe("building a share", () => {
  it("goes on when one fails, which is then left out with the reason", async () => {
    await using folder = await temporaryFolder();
    const shop = workshop(folder.path);
    await shop.prepare("contoso-core");
    await shop.prepareFailure("contoso-blob", "no such module");
    await shop.prepare("contoso-files");
    const { entries, events, saved } = await share(shop, [blob, core, files]);
    assert.deepEqual(
      entries.map(({ name, release, digest }) => [name, release, digest !== null]),
      [
        ["contoso-blob", false, false],
        ["contoso-core", true, true],
        ["contoso-files", true, true],
      ],
    );
    assert.match(entries[0]?.reason ?? "", /no such module/);
    assert.deepEqual(events, [
      "contoso-blob building",
      "contoso-blob failed",
      "contoso-core building",
      "contoso-core built",
      "contoso-files building",
      "contoso-files built",
    ]);
    // After each artifact all there is so far was saved.
    assert.deepEqual(
      saved.map((all) => all.filter((entry) => entry.digest !== null).length),
      [0, 1, 2, 2],
    );
  });

  it("leaves alone what is not to be released", async () => {
    await using folder = await temporaryFolder();
    const shop = workshop(folder.path);
    const { entries, events } = await share(shop, [
      aValidated("contoso-core", { release: false, reason: "old" }),
    ]);
    assert.deepEqual(events, []);
    assert.deepEqual(shop.calls, []);
    assert.deepEqual(entries[0]?.files, []);
    assert.equal(entries[0].reason, "old");
  });

  it("throws what is not a package's fault", async () => {
    await using folder = await temporaryFolder();
    const shop = workshop(folder.path);
    await shop.prepare("contoso-core");
    const full = new Error("ENOSPC");
    const builder: Workshop["builder"] = { build: () => Promise.reject(full) };
    await assert.rejects(share({ ...shop, builder }, [core]), full);
  });

  it("stops at an abort, and begins nothing more", async () => {
    await using folder = await temporaryFolder();
    const controller = new AbortController();
    const shop = workshop(folder.path, () => controller.abort(new Error("interrupted")));
    for (const name of ["contoso-core", "contoso-blob", "contoso-files"]) await shop.prepare(name);
    const run: Run = { entries: [], events: [], saved: [] };
    await assert.rejects(share(shop, [core, blob, files], { signal: controller.signal, run }), /interrupted/);
    // What waited its turn has had it by now.
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.deepEqual(run.events, ["contoso-core building"]);
    assert.equal(shop.calls.length, 1);
  });
});

describe("what an earlier build left", () => {
  /** Builds once, lets `spoil` loose, and builds again with what was kept. */
  async function again(spoil: (folder: string) => Promise<void>, plan: Partial<Validated> = {}) {
    await using folder = await temporaryFolder();
    const shop = workshop(folder.path);
    await shop.prepare("contoso-core");
    const first = await share(shop, [core]);
    await spoil(`${shop.out}/contoso-core`);
    const second = await share(shop, [{ ...core, ...plan }], { kept: first.entries });
    return { first, second, builds: shop.calls.length };
  }

  it("is kept when every file is whole, with today's plan", async () => {
    const { first, second, builds } = await again(async () => undefined, {
      reason: "today's",
      previous: "1.1.0",
    });
    assert.equal(builds, 1);
    assert.deepEqual(second.events, ["contoso-core kept"]);
    assert.deepEqual(second.entries, [{ ...first.entries[0], reason: "today's", previous: "1.1.0" }]);
  });

  it("is kept with what was seen in its files, and with what validate says today", async () => {
    await using folder = await temporaryFolder();
    const shop = workshop(folder.path);
    const metadata = "Metadata-Version: 2.1\nName: contoso-core\nVersion: 1.2.0\n";
    await shop.prepare("contoso-core", { metadata });
    const about = (rule: string) => ({
      rule,
      severity: "warning" as const,
      message: "It is so.",
      remedy: "Change it.",
      artifact: "contoso-core",
      path: ".",
      line: null,
      column: null,
    });
    const rules = ({ entries }: Run) => entries[0]?.findings.map(({ rule }) => rule);
    const first = await share(shop, [{ ...core, findings: [about("typed")] }]);
    assert.deepEqual(rules(first), ["typed", "description-missing", "description-missing"]);
    const second = await share(shop, [{ ...core, findings: [about("summary")] }], { kept: first.entries });
    assert.deepEqual(rules(second), ["summary", "description-missing", "description-missing"]);
  });

  it("is kept too when it is not to be released any more", async () => {
    const { second, builds } = await again(async () => undefined, { release: false, released: true });
    assert.equal(builds, 1);
    assert.equal(second.entries[0]?.released, true);
    assert.equal(second.entries[0].files.length, 2);
  });

  const wheel = "contoso_core-1.2.0-py3-none-any.whl";
  for (const [what, spoil] of [
    ["a file is missing", (folder: string) => rm(`${folder}/${wheel}`)],
    ["a file has other bytes", (folder: string) => writeFile(`${folder}/${wheel}`, "other")],
    ["there is a file more", (folder: string) => writeFile(`${folder}/more.whl`, "more")],
    ["the folder is gone", (folder: string) => rm(folder, { recursive: true })],
  ] as const) {
    it(`is built anew when ${what}`, async () => {
      const { second, builds } = await again(spoil);
      assert.equal(builds, 2);
      assert.deepEqual(second.events, ["contoso-core building", "contoso-core built"]);
      assert.equal(second.entries[0]?.digest !== null, true);
    });
  }
});
