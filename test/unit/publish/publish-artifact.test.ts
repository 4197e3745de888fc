import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { GatehouseError } from "../../../src/errors.ts";
import { publishArtifact } from "../../../src/publish/publish-artifact.ts";
import { check } from "../../../src/release/check.ts";
import { PublishSlice } from "../../../src/release/record.ts";
import { publishRun } from "../../../src/publish/publish-run.ts";
import type { Approved } from "../../../src/release/stages.ts";
import { type TestContext, testContext } from "../../support/index-context.ts";
import { accepts, issueToken } from "../../support/tokens.ts";
import { approvedArtifact, type TestPackage } from "../../support/index-distributions.ts";
import { broken, busy, type Fault, lost, lying } from "../../support/index-faults.ts";
import { type StandIn, startStandIn } from "../../support/index-stand-in.ts";

const wheel = "contoso_core-1.0-py3-none-any.whl";
const sdist = "contoso_core-1.0.tar.gz";

const answers = (how: Fault["how"]): Fault => ({ when: "after", how });

describe("publishArtifact", () => {
  let parent = "";
  let standIn: StandIn;
  let artifact: Approved;
  let context: TestContext;

  async function prepare(wanted: Partial<TestPackage> = {}, folder = "ours") {
    const made = await approvedArtifact(join(parent, folder), {
      name: "contoso-core",
      version: "1.0",
      ...wanted,
    });
    return { artifact: made, context: testContext(standIn.index, join(parent, folder, "contoso-core")) };
  }

  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), "gatehouse-test-"));
    standIn = await startStandIn();
    ({ artifact, context } = await prepare());
  });
  afterEach(async () => {
    await standIn[Symbol.asyncDispose]();
    await rm(parent, { recursive: true });
  });

  const posts = () => standIn.requests.filter((request) => request.startsWith("POST")).length;
  const storedNames = () => standIn.stored.map((upload) => upload.name);
  const fails = (code: string, says = /(?:)/) =>
    assert.rejects(
      publishArtifact(artifact, context),
      (error) =>
        error instanceof GatehouseError &&
        error.code === code &&
        says.test(`${error.message} ${error.remedy}`),
    );

  it("sends the wheel, then the sdist, complete, and reads them back", async () => {
    const slice = await publishArtifact(artifact, context);
    assert.equal(slice.outcome, "published");
    assert.deepEqual(storedNames(), [wheel, sdist]);
    assert.deepEqual(
      standIn.stored.map((upload) => upload.sha256).toSorted(),
      artifact.files.map((file) => file.sha256).toSorted(),
    );
    const [first] = standIn.stored;
    assert.deepEqual(first?.fields.get("summary"), ["Küche and 厨房"]);
    assert.equal(first?.fields.get("classifiers")?.length, 2);
    assert.deepEqual(context.told, [`${wheel}: uploaded`, `${sdist}: uploaded`]);
    assert.deepEqual(standIn.authorizedReads, []);
  });

  it("leaves a slice that a record's reader accepts", async () => {
    const slice = await publishArtifact(artifact, context);
    assert.equal(slice.digest, artifact.digest);
    assert.equal(slice.index, standIn.index.simple);
    assert.deepEqual(check(PublishSlice, JSON.stringify(slice), "contoso_core.publish.json"), slice);
  });

  it("sends a token for this project and a quarter of an hour with each attempt, and masks it first", async () => {
    const sent: string[] = [];
    standIn.settings.admits = (authorization) => {
      const [, password = ""] = Buffer.from(authorization.slice(6), "base64").toString().split(/:(.*)/);
      assert.ok(authorization.startsWith("Basic ") && context.masked.has(authorization.slice(6)));
      assert.ok(context.masked.has(password) && password !== whole);
      sent.push(password);
      return accepts(password, { project: "contoso-core", seconds: context.clock.now().getTime() / 1000 });
    };
    const whole = issueToken();
    context = { ...context, credentials: { username: "build", password: whole } };
    standIn.faults.push(answers({ status: 502 }));
    assert.equal((await publishArtifact(artifact, context)).outcome, "published");
    // The preflight, the wheel twice, the sdist.
    assert.equal(sent.length, 4);
    context = { ...context, credentials: { username: "build", password: issueToken([1, ["other"]]) } };
    ({ artifact } = await prepare({ version: "1.1" }, "next"));
    context = { ...context, folder: join(parent, "next", "contoso-core"), run: publishRun(context.clock) };
    await fails("token-unfit", /it is for other only/);
  });

  it("finishes what is in flight within six seconds, and not later", async () => {
    standIn.faults.push({ when: "after", how: "silent" });
    const clock = { ...context.clock, sleep: () => Promise.resolve() };
    context = { ...context, clock };
    standIn.settings.onUpload = () => context.abort();
    await assert.rejects(publishArtifact(artifact, context), { name: "AbortError" });
    assert.deepEqual(storedNames(), []);
  });

  it("believes PyPI's own hash of the file that is there", async () => {
    const says = (name: string, hash = "0".repeat(64)) =>
      answers({ status: 400, text: `File already exists ('${name}', with blake2_256 hash '${hash}').` });
    standIn.faults.push(says(wheel));
    await fails("index-conflict", /BLAKE2b-256 0000/);
    assert.deepEqual(context.told, [`${wheel}: conflict`]);
    // Ours, and not listed yet; or another file of that content.
    const ours = artifact.files.find((file) => file.name === wheel)?.blake2b256;
    for (const fault of [says(wheel, ours), says("other.whl")]) {
      standIn.faults.push(fault);
      await fails("upload-failed", /already exists/);
    }
  });

  it("gives up at once when the index asks to come back much later", async () => {
    standIn.faults.push(answers({ status: 503, headers: { "retry-after": "3600" } }));
    await fails("upload-failed", /come back in 3600 s/);
    assert.equal(posts(), 1);
  });

  it("warns of a higher version that came while the approval was asked for", async () => {
    const newer = await prepare({ version: "2.0" }, "newer");
    await publishArtifact(newer.artifact, newer.context);
    await publishArtifact({ ...artifact, previous: "0.9" }, context);
    assert.match(context.warnings.join(), /contoso-core 2\.0 reached the index after the approval of 1\.0/);
  });

  it("sends nothing the second time", async () => {
    await publishArtifact(artifact, context);
    const before = posts();
    const slice = await publishArtifact(artifact, context);
    assert.equal(slice.outcome, "already there");
    assert.ok(slice.files.every((file) => file.outcome === "identical"));
    assert.equal(posts(), before);
  });

  it("goes on where a run was interrupted", async () => {
    standIn.settings.onUpload = () => context.abort();
    await assert.rejects(publishArtifact(artifact, context), { name: "AbortError" });
    assert.deepEqual(storedNames(), [wheel]);
    assert.deepEqual(context.told, [`${wheel}: uploaded`]);
    standIn.settings.onUpload = () => undefined;
    const slice = await publishArtifact(artifact, testContext(standIn.index, context.folder));
    assert.equal(slice.outcome, "published");
    assert.deepEqual(slice.files.map((file) => file.outcome).toSorted(), ["identical", "uploaded"]);
    assert.deepEqual(storedNames(), [wheel, sdist]);
  });

  for (const html of [false, true]) {
    for (const hashless of [false, true]) {
      it(`stops at other bytes before anything is sent (${html ? "HTML" : "JSON"}, ${hashless ? "no hashes" : "hashes"})`, async () => {
        Object.assign(standIn.settings, { html, hashless });
        const theirs = await prepare({ salt: "other" }, "theirs");
        await publishArtifact(theirs.artifact, theirs.context);
        const before = posts();
        await fails("index-conflict", /here [0-9a-f]{64}/);
        assert.equal(posts(), before);
        assert.deepEqual(context.told, [`${wheel}: conflict`]);
        assert.equal((await publishArtifact(theirs.artifact, theirs.context)).outcome, "already there");
      });
    }
  }

  it("sends nothing when files changed since they were approved", async () => {
    await writeFile(join(context.folder, "extra.whl"), "");
    await fails("files-changed");
    await rm(join(context.folder, "extra.whl"));
    await writeFile(join(context.folder, wheel), "other");
    await fails("files-changed");
    assert.deepEqual(standIn.requests, []);
  });

  it("withholds the end of a file that changes while it is sent", async () => {
    const { files } = context;
    // The first read is that of the sdist's metadata.
    let reads = 0;
    const swapped = {
      ...files,
      read: (path: string) => files.read(reads++ === 0 ? path : path.replace(wheel, sdist)),
    };
    context = { ...context, files: swapped };
    await fails("files-changed", /(shrank|grew|changed)/);
    assert.deepEqual(storedNames(), []);
  });

  it("sends nothing whose metadata is of another project", async () => {
    ({ artifact, context } = await prepare(
      { metadata: "Metadata-Version: 2.1\nName: other\nVersion: 1.0\n" },
      "b",
    ));
    await fails("upload-unreadable", /other/);
    assert.equal(posts(), 0);
  });

  it("does not take what can't be read for absent", async () => {
    for (const page of [
      { status: 200, type: "text/html", text: "<form>Sign in</form>" },
      { status: 500, type: "text/plain", text: "" },
      { status: 302, type: "text/plain", text: "" },
    ]) {
      standIn.settings.page = page;
      await fails("index-unreachable");
    }
    assert.equal(posts(), 0);
  });

  it("tries again after 500 and 429, asking first, as long as it is asked to wait", async () => {
    standIn.faults.push(broken, busy);
    const slice = await publishArtifact(artifact, context);
    assert.equal(slice.outcome, "published");
    assert.deepEqual(storedNames(), [wheel, sdist]);
    assert.equal(context.clock.slept[1], 7000);
    assert.equal(context.warnings.length, 2);
    const order = standIn.requests.map((request) => request.split(" ")[0]).join(" ");
    assert.match(order, /^GET KNOCK POST GET POST GET POST POST GET/);
  });

  it("does not send again what was stored when the answer was lost", async () => {
    standIn.faults.push(lost);
    const slice = await publishArtifact(artifact, context);
    assert.equal(slice.outcome, "published");
    assert.equal(posts(), 2);
    assert.ok(slice.files.every((file) => file.outcome === "uploaded"));
  });

  it("takes *already exists* by hash, when the index lists it late", async () => {
    standIn.settings.lag = 3;
    standIn.faults.push(lost);
    const slice = await publishArtifact(artifact, context);
    assert.equal(slice.outcome, "published");
    assert.deepEqual(storedNames(), [wheel, sdist]);
  });

  it("gives up after five tries, and says so", async () => {
    standIn.faults.push(broken, broken, broken, broken, broken);
    await fails("upload-failed", /500 broken/);
    assert.equal(posts(), 5);
    assert.deepEqual(storedNames(), []);
  });

  it("does not repeat a refusal, and says what it means", async () => {
    const text = JSON.stringify({
      code: "403 Invalid or non-existent authentication information.",
      message: "pypi-secret",
    });
    standIn.faults.push(answers({ status: 403, text }));
    await assert.rejects(publishArtifact(artifact, context), (error) => {
      assert.ok(error instanceof GatehouseError && error.code === "upload-refused");
      assert.ok(error.remedy.includes("__token__") && !error.message.includes("pypi-secret"));
      return true;
    });
    const many = JSON.stringify({ code: "429 Too many new projects created" });
    standIn.faults.push(
      answers({ status: 429, text: many, headers: { ratelimit: '"project.create.user";r=0;t=55569' } }),
    );
    await fails("upload-refused", /Run again in 15 h 27 min/);
    assert.equal(posts(), 2);
  });

  it("waits for a slow listing, and tells no success without it", async () => {
    standIn.settings.lag = 4;
    assert.equal((await publishArtifact(artifact, context)).outcome, "published");
    standIn.faults.push(lying, lying);
    ({ artifact, context } = await prepare({ version: "1.1" }, "next"));
    const slice = await publishArtifact(artifact, context);
    assert.equal(slice.outcome, "not yet visible");
    assert.ok(slice.files.every((file) => file.outcome === "not yet visible"));
    const waited = context.clock.slept.reduce((sum, each) => sum + each, 0);
    assert.ok(waited >= 25_000 && waited <= 35_000, String(waited));
  });

  it("says that an index is not there", async () => {
    context = testContext({ ...standIn.index, simple: "http://127.0.0.1:9/simple/" }, context.folder);
    await fails("index-unreachable", /ECONNREFUSED/);
    context = testContext({ ...standIn.index, upload: "http://127.0.0.1:9/" }, context.folder);
    await fails("index-unreachable", /ECONNREFUSED/);
  });
});
