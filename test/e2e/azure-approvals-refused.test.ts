/** When `gatehouse approvals`, as shipped, decides nothing; and what it prints of what others wrote. */
import assert from "node:assert/strict";
import { nodes } from "../support/agent.ts";
import {
  approvalsTerminal,
  blob,
  core,
  parts,
  placeOnNode,
  record,
  statusOf,
  widgets,
} from "../support/azure/approvals-terminal.ts";
import { personalToken } from "../support/azure/ids.ts";
import { atAzure } from "../support/azure/terminal.ts";
import { waitingWorld } from "../support/azure/waiting-world.ts";
import { put } from "../support/azure/world.ts";
import { onTerminal } from "../support/command.ts";
import { aCollected, aRecord } from "../support/record-builders.ts";

const terminalAnswers = [
  ["yes\n", 0, "approved", /contoso_core in run 4711: approved/],
  ["\n", 1, "pending", /Nothing was decided/],
  ["n\n", 1, "pending", /Nothing was decided/],
  ["\u0003", 130, "pending", /Interrupted/],
] as const;

const json = { "content-type": "application/json" };

for (const { version, path: node } of nodes) {
  describe(`approvals that are refused on Node ${version}`, function () {
    this.timeout(60_000);
    const terminal = placeOnNode(node);
    const at = () => approvalsTerminal(terminal());

    it("ask nobody where there is no terminal, and approve no unnamed things unasked", async () => {
      const { patches, run, setWorld } = at();
      setWorld();
      const asked = await run("approve", "--run", "4711");
      assert.equal(asked.code, 2);
      assert.match(asked.stderr, /approvals-unconfirmed/);
      assert.match(asked.stderr, /contoso_core 1\.1\.0 → 1\.2\.0/);
      const all = await run("approve", "--yes");
      assert.equal(all.code, 2);
      assert.match(all.stderr, /--artifact, --run/);
      assert.equal(patches().length, 0);
    });

    const forged = aRecord([aCollected({ name: "contoso_core", salt: "other bytes" }), blob, widgets]);
    const lying = JSON.stringify(record).replace(core.digest, blob.digest);
    for (const [name, world, words] of [
      ["is not there", () => waitingWorld(record, { carried: null }), /gatehouse-record-1/],
      [
        "is not the one that was announced",
        () => waitingWorld(record, { carried: JSON.stringify(forged) }),
        /announced/,
      ],
      ["has digests that are not its files'", () => waitingWorld(record, { carried: lying }), /digest/],
      ["is none", () => waitingWorld(record, { carried: "{]" }), /not JSON/],
    ] as const)
      it(`approve nothing whose record ${name}`, async () => {
        const { patches, run, setWorld } = at();
        const made = setWorld(world());
        const { code, stderr } = await run("approve", "--run", "4711", "--yes");
        assert.equal(code, 1);
        assert.match(stderr, /record-unproven/);
        assert.match(stderr, words);
        assert.equal(patches().length, 0);
        assert.equal(statusOf(made, 0), "pending");
      });

    for (const [name, path, value] of [
      ["another run's", "pipeline.owner.id", 4710],
      ["nobody's, and no check of the stage", "pipeline", undefined],
    ] as const)
      it(`approve nothing that the service says is ${name}`, async () => {
        const { patches, run, setWorld } = at();
        const world = setWorld();
        put(world, `approvals.${parts.approval(0)}.${path}`, value);
        if (value === undefined)
          put(world, `checks.${parts.checkpoint(0)}.checkRuns.0.id`, parts.approval(1));
        const { code, stderr } = await run("approve", "--run", "4711", "--artifact", "*core", "--yes");
        assert.equal(code, 2, stderr);
        assert.match(stderr, /Release_contosocore: an approval in it is not proven to be its own/);
        assert.equal(patches().length, 0);
      });

    it("approve nothing that the service says is another stage's", async () => {
      const { patches, run, setWorld } = at();
      const world = setWorld();
      put(world, `checks.${parts.checkpoint(0)}.context.Pipeline.Owner.Id`, 4710);
      const { code, stderr } = await run("approve", "--run", "4711", "--artifact", "*core", "--yes");
      assert.equal(code, 2, stderr);
      assert.match(stderr, /Release_contosocore: its checks are another run's/);
      assert.equal(patches().length, 0);
    });

    it("refuse a comment that the gate would take for a digest", async () => {
      const { patches, run, setWorld } = at();
      setWorld();
      const { code, stderr } = await run(
        "approve",
        "--run",
        "4711",
        "--yes",
        "--comment",
        "Gatehouse says yes",
      );
      assert.equal(code, 2);
      assert.match(stderr, /comment-digest/);
      assert.equal(patches().length, 0);
    });

    it("print hostile names harmlessly", async () => {
      const { run, setWorld } = at();
      const command = "##vso[task.complete result=Failed;]";
      const hostile = `${command}\u001b[31m\r\n${command}\u202E`;
      const world = waitingWorld(aRecord([{ ...core, changelog: hostile, findings: [] }, blob]));
      put(world, "builds.4711.definition.name", hostile);
      put(world, `approvals.${parts.approval(0)}.steps.0.assignedApprover.displayName`, hostile);
      setWorld(world);
      for (const args of [["list"], ["approve", "--artifact", "*core", "--yes"]]) {
        const { stdout, stderr } = await run(...args);
        assert.match(stdout + stderr, /# #vso|# # vso/);
        assert.doesNotMatch(stdout + stderr, /##vso|[^\P{Cc}\n]|\p{Cf}/u);
      }
    });

    it("need a token, a right one, and permission", async () => {
      const { run, setWorld } = at();
      setWorld();
      const none = await atAzure({ ...terminal(), token: undefined }, "approvals", "list");
      assert.equal(none.code, 2);
      assert.match(none.stderr, /azure-token-missing/);
      const wrong = await atAzure({ ...terminal(), token: "stolen-token" }, "approvals", "list");
      assert.equal(wrong.code, 1);
      assert.match(wrong.stderr, /azure-sign-in/);
      assert.doesNotMatch(wrong.stderr + wrong.stdout, /stolen-token/);
      const world = waitingWorld(record);
      put(world, `approvals.${parts.approval(0)}.permissions`, "view");
      setWorld(world);
      const forbidden = await run("approve", "--run", "4711", "--yes");
      assert.equal(forbidden.code, 1);
      assert.match(forbidden.stderr, /azure-forbidden/);
      assert.match(forbidden.stdout, /contoso_core in run 4711: not approved: it is pending as before/);
      assert.match(forbidden.stdout, /contoso_storage_blob in run 4711: approved/);
      // The service repeats what it was sent.
      const echo = JSON.stringify({ message: `you are ${personalToken}` });
      setWorld(world, () => ({ status: 403, headers: json, body: echo }));
      const told = await run("list");
      assert.match(told.stderr, /you are \*\*\*/);
    });

    it("wait when they are told to, and give up when nobody answers", async () => {
      const { run, setWorld } = at();
      setWorld(waitingWorld(record), (route, nth) =>
        route === "pipelines" && nth === 0 ? { status: 429, headers: { "retry-after": "1" } } : null,
      );
      assert.equal((await run("list")).code, 0);
      setWorld(waitingWorld(record), () => ({ status: 503, headers: { "retry-after": "0" } }));
      const down = await run("list");
      assert.equal(down.code, 3);
      assert.match(down.stderr, /azure-unread/);
    });

    it("know no other run, project or number", async () => {
      const { run, setWorld } = at();
      setWorld();
      const missing = await run("list", "--run", "99");
      assert.equal(missing.code, 2);
      assert.match(missing.stderr, /run-missing/);
      assert.equal((await run("list", "--run", "0")).code, 2);
      const folder = await run("list", "--folder", "pyhton");
      assert.equal(folder.code, 2);
      assert.match(folder.stderr, /pipelines-none.*\\pyhton/);
      assert.equal((await run("list", "--project", "a/b")).code, 2);
      const none = await run("reject", "--run", "4711", "--artifact", "*widgets", "--yes");
      assert.equal(none.code, 2);
    });

    // One Node is enough: what is asked is the terminal.
    const answers = version === 20 ? terminalAnswers : [];
    for (const [answer, code, status, words] of answers)
      it(`ask on a terminal, and take ${JSON.stringify(answer)} for what it is`, async () => {
        const { setWorld } = at();
        const world = setWorld();
        const args = [
          "approvals",
          "approve",
          "--artifact",
          "*core",
          "--organization",
          terminal().azure.organization,
        ];
        const env = { AZURE_DEVOPS_EXT_PAT: personalToken };
        const ended = await onTerminal(args, terminal().cwd, {
          env,
          question: "Approve this artifact? [y/N]",
          answer,
        });
        assert.equal(ended.code, code, ended.stdout);
        assert.match(ended.stdout, words);
        assert.equal(statusOf(world, 0), status);
      });
  });
}
