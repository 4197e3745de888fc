/** `gatehouse approvals`, as shipped, before a stand-in for Azure DevOps; and the gate's judgement on what it wrote. */
import assert from "node:assert/strict";
import { azureApprovals } from "../../src/adapters/azure-approvals.ts";
import { systemClock } from "../../src/adapters/clock.ts";
import { ask } from "../../src/approve/ask.ts";
import { evaluate } from "../../src/approve/evaluate.ts";
import { nodes } from "../support/agent.ts";
import {
  approvalsTerminal,
  blob,
  core,
  parts,
  placeOnNode,
  record,
  statusOf,
  stepOf,
  widgets,
} from "../support/azure/approvals-terminal.ts";
import { jobToken } from "../support/azure/azure.ts";
import { aPolicy } from "../support/azure/claim.ts";
import { ids, rosa, sam } from "../support/azure/ids.ts";
import { addWaitingRun, settleChecks, waitingWorld } from "../support/azure/waiting-world.ts";
import { approvedStep, put } from "../support/azure/world.ts";
import { aCollected, aRecord } from "../support/record-builders.ts";

interface DecidedJson {
  readonly approvals: readonly {
    readonly artifact: string;
    readonly outcome: string;
    readonly error: { readonly code: string } | null;
  }[];
}

for (const { version, path: node } of nodes) {
  describe(`approvals on Node ${version}`, function () {
    this.timeout(60_000);
    const terminal = placeOnNode(node);
    const at = () => approvalsTerminal(terminal());

    it("list what waits in all open runs of the folder's pipelines", async () => {
      const { run, setWorld } = at();
      const other = aRecord([aCollected({ name: "fabrikam", version: "3.0.0" })]);
      const world = addWaitingRun(waitingWorld(record), other, { run: 4712 });
      put(world, "builds.4712.definition", { id: 9, name: "python - fabrikam" });
      addWaitingRun(world, other, { run: 4713 });
      put(world, "builds.4713.definition", { id: 77, name: "nightly" });
      setWorld(world);
      const { code, stdout, stderr } = await run("list");
      assert.deepEqual([code, stderr], [0, ""]);
      const [head = "", ...rows] = stdout.trimEnd().split("\n");
      assert.deepEqual(head.split(/ {2,}/), [
        "RUN",
        "ARTIFACT",
        "VERSION",
        "WAITING SINCE",
        "WHO MAY APPROVE",
      ]);
      assert.deepEqual(
        rows.map((row) => row.split(/ {2,}/).filter((_, at) => at !== 3)),
        [
          ["4711 (python - contoso)", "contoso_core", "1.2.0", "[internal]\\Release to PyPI Approvers"],
          [
            "4711 (python - contoso)",
            "contoso_storage_blob",
            "12.4.0",
            "[internal]\\Release to PyPI Approvers",
          ],
          ["4712 (python - fabrikam)", "fabrikam", "3.0.0", "[internal]\\Release to PyPI Approvers"],
        ],
      );
      assert.match(rows[0] ?? "", /2024-05-06 14:30 UTC \(\d+ (min|h|d)\)/);
    });

    it("list one run as JSON", async () => {
      const { run, setWorld } = at();
      setWorld();
      const { code, stdout } = await run("list", "--run", "4711", "--json", "--artifact", "*core");
      assert.equal(code, 0);
      const { approvals } = JSON.parse(stdout) as { approvals: Record<string, unknown>[] };
      assert.equal(approvals.length, 1);
      assert.deepEqual(approvals[0]?.["digest"], core.digest);
      assert.deepEqual(approvals[0]?.["resource"], "environment package-publish");
    });

    it("list nothing where nothing waits", async () => {
      const { run, setWorld } = at();
      const world = waitingWorld(aRecord([widgets]));
      setWorld(world);
      const { code, stdout, stderr } = await run("list");
      assert.deepEqual([code, stdout], [0, ""]);
      assert.match(stderr, /Nothing waits for a decision/);
    });

    it("approve several in one request, each at its digest, as the gate demands it", async () => {
      const { patches, run, setWorld } = at();
      const world = setWorld();
      const { code, stdout, stderr } = await run(
        "approve",
        "--run",
        "4711",
        "--comment",
        "Read it.",
        "--yes",
      );
      assert.equal(code, 0, stderr);
      assert.deepEqual(stdout.trimEnd().split("\n"), [
        "contoso_core in run 4711: approved",
        "contoso_storage_blob in run 4711: approved",
      ]);
      assert.deepEqual(patches().length, 1);
      assert.deepEqual(stepOf(world, 0)?.comment, `Read it.\n\ngatehouse sha256:${core.digest}`);
      assert.deepEqual(stepOf(world, 1)?.comment, `Read it.\n\ngatehouse sha256:${blob.digest}`);
      for (const words of [
        "contoso_core 1.1.0 → 1.2.0",
        "contoso_core-1.2.0.tar.gz",
        "12 passed on Python 3.11",
        "The summary is long.",
        "It can fly",
      ])
        assert.ok(stderr.includes(words), `${words} is not in\n${stderr}`);
      // What was written is what the gate accepts, with the strictest policy that knows digests.
      settleChecks(world, 0);
      const place = { run: 4711, project: ids.project, stage: "Release_contosocore", attempt: 1 };
      const connection = {
        organization: terminal().azure.organization,
        token: jobToken,
        proxy: null,
        certificates: null,
      };
      const { signal } = new AbortController();
      const port = azureApprovals(connection, ids.project, { version: "0.0.0", clock: systemClock, signal });
      const asked = await ask(port, place);
      assert.ok(asked.kind === "answers");
      const policy = aPolicy({ expectedDigest: core.digest, requireDigest: true });
      const outcome = evaluate(policy, { artifact: core, place, now: new Date() }, asked.answers);
      assert.equal(outcome.kind, "approved", JSON.stringify(outcome));
      const another = { ...core, digest: blob.digest };
      const bad = evaluate(
        { ...policy, expectedDigest: blob.digest },
        { artifact: another, place, now: new Date() },
        asked.answers,
      );
      assert.equal(bad.kind, "refused");
    });

    it("approve only what a glob names", async () => {
      const { run, setWorld } = at();
      const world = setWorld();
      const { code } = await run("approve", "--artifact", "contoso-core", "--yes");
      assert.equal(code, 0);
      assert.deepEqual([statusOf(world, 0), statusOf(world, 1)], ["approved", "pending"]);
      const none = await run("approve", "--artifact", "nothing*", "--yes");
      assert.equal(none.code, 2);
      assert.match(none.stderr, /glob-no-match/);
    });

    it("reject without a record", async () => {
      const { run, setWorld } = at();
      const world = setWorld(waitingWorld(record, { carried: null }));
      const { code, stdout, stderr } = await run(
        "reject",
        "--run",
        "4711",
        "--artifact",
        "*blob",
        "--yes",
        "--comment",
        "no",
      );
      assert.equal(code, 0, stderr);
      assert.match(stdout, /contosostorageblob in run 4711: rejected/);
      assert.deepEqual(stepOf(world, 1), { ...stepOf(world, 1), status: "rejected", comment: "no" });
      assert.equal(statusOf(world, 0), "pending");
    });

    it("say who was faster, and do the rest", async () => {
      const { patches, run, setWorld } = at();
      const world = waitingWorld(record);
      // Sam rejects between the look and the decision.
      setWorld(world, (route) => {
        if (route !== "decide" || statusOf(world, 0) !== "pending") return null;
        put(world, `approvals.${parts.approval(0)}.status`, "rejected");
        put(world, `approvals.${parts.approval(0)}.steps.0`, {
          ...approvedStep(sam, "no"),
          status: "rejected",
        });
        return null;
      });
      const { code, stdout, stderr } = await run("approve", "--run", "4711", "--yes");
      assert.equal(code, 1);
      assert.deepEqual(stdout.trimEnd().split("\n"), [
        "contoso_core in run 4711: not approved: it was rejected before by Sam Okafor",
        "contoso_storage_blob in run 4711: approved",
      ]);
      assert.doesNotMatch(stderr, /pending as before/);
      // Together first; then, since that was refused, the one that is still open.
      assert.deepEqual(
        patches().map(({ body }) => (body as unknown[]).length),
        [2, 1],
      );
    });

    it("say what went through when the answer is lost, and send nothing twice", async () => {
      const { patches, run, setWorld } = at();
      const world = waitingWorld(record);
      setWorld(world, (route) => {
        if (route !== "decide") return null;
        put(world, `approvals.${parts.approval(0)}.status`, "approved");
        const comment = `gatehouse sha256:${core.digest}`;
        put(world, `approvals.${parts.approval(0)}.steps.0`, approvedStep(rosa, comment));
        return { status: 0, connection: "reset" };
      });
      const { code, stdout } = await run("approve", "--run", "4711", "--yes", "--json");
      assert.equal(code, 3);
      const decided = JSON.parse(stdout) as DecidedJson;
      assert.deepEqual(
        decided.approvals.map(({ artifact, outcome }) => [artifact, outcome]),
        [
          ["contoso_core", "done"],
          ["contoso_storage_blob", "not done"],
        ],
      );
      assert.equal(decided.approvals[1]?.error?.code, "azure-lost");
      assert.equal(patches().length, 1);
    });

    it("say that more people are needed", async () => {
      const { run, setWorld } = at();
      const world = setWorld();
      put(world, `approvals.${parts.approval(0)}.minRequiredApprovers`, 2);
      const open = (world.approvals[parts.approval(0)] as { steps: object[] }).steps;
      put(world, `approvals.${parts.approval(0)}.steps.1`, open[0]);
      const { code, stdout, stderr } = await run("approve", "--artifact", "*core", "--yes");
      assert.equal(code, 0, stderr);
      assert.match(stdout, /approved; it waits for more people/);
    });
  });
}
