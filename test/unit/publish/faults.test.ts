/** Whatever happens to an upload: it ends complete, or with an honest message and complete on the next run. */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { undiciHttp } from "../../../src/adapters/http.ts";
import { GatehouseError } from "../../../src/errors.ts";
import { publishArtifact } from "../../../src/publish/publish-artifact.ts";
import type { Approved } from "../../../src/release/stages.ts";
import { testContext } from "../../support/index-context.ts";
import { approvedArtifact } from "../../support/index-distributions.ts";
import { everyFault, lying } from "../../support/index-faults.ts";
import { type StandIn, startStandIn } from "../../support/index-stand-in.ts";

/** So that a server which never answers does not hold up the tests. */
const limits = { readTimeout: 400, attemptTimeout: 400 };

/** How an index behaves besides. Pages that lag are those of an index that has nothing but them. */
const indexes = [
  { name: "JSON pages", settings: {} },
  { name: "HTML pages that lag", settings: { html: true, lag: 2 } },
  { name: "no hashes", settings: { hashless: true } },
] as const;

describe("publishArtifact, whatever happens", () => {
  let parent = "";
  let artifact: Approved;
  let standIn: StandIn;
  const http = undiciHttp("0.0.0", limits);

  before(async () => {
    parent = await mkdtemp(join(tmpdir(), "gatehouse-test-"));
    artifact = await approvedArtifact(parent, { name: "contoso-core", version: "1.0" });
  });
  after(() => rm(parent, { recursive: true }));
  beforeEach(async () => {
    standIn = await startStandIn();
  });
  afterEach(() => standIn[Symbol.asyncDispose]());

  const run = async (standIn: StandIn) => {
    const context = { ...testContext(standIn.index, join(parent, "contoso-core")), http };
    try {
      return (await publishArtifact(artifact, context)).outcome;
    } catch (error) {
      assert.ok(error instanceof GatehouseError, String(error));
      assert.ok(error.remedy !== "" && !error.message.includes("pypi-secret"));
      return error.code;
    }
  };
  /** Each file once, and its bytes those that were approved. */
  const assertComplete = (standIn: StandIn) => {
    const stored = standIn.stored.map(({ name, sha256 }) => `${name} ${sha256}`).toSorted();
    assert.deepEqual(stored, artifact.files.map(({ name, sha256 }) => `${name} ${sha256}`).toSorted());
  };
  const isHonest = (outcome: string) =>
    ["published", "not yet visible", "upload-failed", "index-unreachable"].includes(outcome);

  for (const { name, settings } of indexes) {
    for (const [position, before] of [
      ["first", 0],
      ["last", 1],
    ] as const) {
      it(`${name}: every fault at the ${position} file`, async () => {
        for (const { name: what, fault } of everyFault()) {
          await using standIn = await startStandIn();
          Object.assign(standIn.settings, settings);
          standIn.faults.push(...Array.from({ length: before }, () => null), fault);
          const outcome = await run(standIn);
          assert.ok(isHonest(outcome), `${what}: ${outcome}`);
          if (outcome === "published") assertComplete(standIn);
          else assert.ok(["published", "already there"].includes(await run(standIn)), what);
          assertComplete(standIn);
        }
      });

      it(`${name}: every fault again and again at the ${position} file`, async () => {
        const quick = everyFault().filter(({ fault }) => fault.how !== "silent");
        for (const { name: what, fault } of quick) {
          await using standIn = await startStandIn();
          Object.assign(standIn.settings, settings);
          standIn.faults.push(
            ...Array.from({ length: before }, () => null),
            ...Array.from({ length: 5 }, () => fault),
          );
          const outcome = await run(standIn);
          assert.ok(isHonest(outcome), `${what}: ${outcome}`);
          assert.equal(outcome === "published", fault.when === "stored", what);
          standIn.faults.length = 0;
          assert.ok(["published", "already there"].includes(await run(standIn)), what);
          assertComplete(standIn);
        }
      });
    }

    it(`${name}: 200 and nothing stored is no success`, async () => {
      Object.assign(standIn.settings, settings);
      standIn.faults.push(lying, null);
      assert.equal(await run(standIn), "not yet visible");
      assert.equal(await run(standIn), "published");
      assertComplete(standIn);
    });

    it(`${name}: other bytes stored are a conflict, now and in every run`, async () => {
      Object.assign(standIn.settings, settings);
      standIn.faults.push({ when: "stored wrong", how: { status: 200 } });
      assert.equal(await run(standIn), "index-conflict");
      const sent = standIn.requests.filter((request) => request.startsWith("POST")).length;
      assert.equal(await run(standIn), "index-conflict");
      assert.equal(standIn.requests.filter((request) => request.startsWith("POST")).length, sent);
    });
  }

  it("sends nothing to who does not take the credentials, and nothing along a redirect", async () => {
    for (const [door, code] of [
      [{ status: 403, text: "Invalid or non-existent authentication information." }, "credentials-refused"],
      [{ status: 401, text: "who?" }, "credentials-refused"],
      [{ status: 308, headers: { location: "/legacy/" } }, "credentials-refused"],
      [{ status: 302, headers: { location: "https://elsewhere.example/" } }, "credentials-refused"],
      [{ status: 405 }, "credentials-refused"],
      [{ status: 403, text: "New uploads are temporarily disabled." }, "index-unreachable"],
    ] as const) {
      standIn.settings.door = door;
      assert.equal(await run(standIn), code, door.status.toString());
    }
    assert.ok(
      standIn.requests.every((request) => !request.startsWith("POST")),
      standIn.requests.join(),
    );
  });

  it("sends nothing to a project that takes no files", async () => {
    const older = await approvedArtifact(join(parent, "older"), { name: "contoso-core", version: "0.9" });
    await publishArtifact(older, {
      ...testContext(standIn.index, join(parent, "older", "contoso-core")),
      http,
    });
    for (const status of ["archived", "quarantined"]) {
      standIn.settings.status = status;
      assert.equal(await run(standIn), "project-closed");
    }
    assert.equal(standIn.stored.length, 2);
  });
});
