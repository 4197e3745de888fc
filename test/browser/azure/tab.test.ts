/** The tab Release on a run, and the hub: the shipped page, within Azure DevOps, in a real browser. */
import assert from "node:assert/strict";
import type { FrameLocator } from "playwright-core";
import { signInPage } from "../../support/azure/azure.ts";
import { demoRecord } from "../../support/azure/demo-record.ts";
import { demoWorld } from "../../support/azure/demo-world.ts";
import { rosa, sam } from "../../support/azure/ids.ts";
import { partsOf, releaseWorld, stageGoes } from "../../support/azure/release-world.ts";
import { put, run, type World } from "../../support/azure/world.ts";
import { dark } from "../../support/host/themes.ts";
import { aCollected, aRecord } from "../../support/record-builders.ts";
import { assertAccessible, openDetails, opensTabs, openTab, row } from "./opened-tab.ts";

const names = ["contoso-core", "contoso-blob", "contoso-widgets"];
const record = aRecord(
  names.map((name) => aCollected({ name, previous: "1.1.0", changelog: "## 1.2.0\n\n- Fixed." })),
);
const digestOf = (nth: number) => record.artifacts[nth]?.digest ?? "";
const approval = (nth: number) => `approvals.${partsOf(run).approval(nth)}`;
const commentOn = (world: World, nth: number) =>
  (world.approvals[partsOf(run).approval(nth)] as { steps: { comment: string }[] }).steps[0]?.comment;

describe("the page in Azure DevOps", function () {
  this.timeout(60_000);
  const at = opensTabs();
  const patches = () => at.servers.azure.exchanges.filter(({ route }) => route === "decide");
  const dialog = (tab: FrameLocator) => tab.getByRole("dialog");
  const chooseAll = (tab: FrameLocator) =>
    tab.getByRole("checkbox", { name: "Select all that wait for you" }).click();

  it("shows a run, lets many be decided in one request, and follows them to the tag", async () => {
    const world = releaseWorld(record);
    await using opened = await openTab(at, { world });
    const { tab, frame, faults } = opened;
    await tab.getByRole("heading", { name: "Release of sdk/contoso" }).waitFor();
    await row(tab, "contoso-core").getByText("Waiting for you").waitFor();
    const asked = at.servers.azure.exchanges.length;
    assert.equal(asked, 7);
    await assertAccessible(frame, "a run that waits");
    await chooseAll(tab);
    await tab.getByRole("button", { name: "Approve selected…" }).click();
    await dialog(tab).getByRole("textbox").fill("All read.");
    await assertAccessible(frame, "the question");
    await dialog(tab).getByRole("button", { name: "Approve 3 artifacts" }).click();
    await row(tab, "contoso-widgets").getByText("Approved", { exact: true }).waitFor();
    assert.equal(patches().length, 1);
    for (const nth of [0, 1, 2])
      assert.equal(commentOn(world, nth), `All read.\n\ngatehouse sha256:${digestOf(nth)}`);
    const core = await openDetails(tab, "contoso-core");
    await core.getByText(rosa.displayName).first().waitFor();
    const done = { state: "completed", result: "succeeded" };
    for (const nth of [0, 1, 2]) stageGoes(world, { nth }, { stage: done, publish: done, tag: done });
    await tab.getByText("All done: 3 published").waitFor();
    await core.getByText("contoso-core_1.2.0", { exact: true }).waitFor();
    await assertAccessible(frame, "all done");
    assert.deepEqual(faults, []);
  });

  it("approves some and rejects the rest", async () => {
    const world = releaseWorld(record);
    await using opened = await openTab(at, { world });
    const { tab } = opened;
    await row(tab, "contoso-core").getByRole("checkbox").click();
    await tab.getByRole("button", { name: "Approve selected, reject the rest…" }).click();
    await dialog(tab).getByRole("button", { name: "Approve 1 artifact, reject 2 artifacts" }).click();
    await row(tab, "contoso-widgets").getByText("Rejected", { exact: true }).waitFor();
    await row(tab, "contoso-core").getByText("Approved", { exact: true }).waitFor();
    assert.equal(patches().length, 1);
  });

  it("does not overwrite somebody else's decision, and takes the others", async () => {
    const world = releaseWorld(record);
    await using opened = await openTab(at, { world });
    const { tab } = opened;
    await chooseAll(tab);
    await tab.getByRole("button", { name: "Approve selected…" }).click();
    put(world, `${approval(1)}.status`, "rejected");
    put(world, `${approval(1)}.steps.0`, {
      status: "rejected",
      actualApprover: sam,
      comment: "no",
      order: 1,
    });
    await dialog(tab).getByRole("button", { name: "Approve 3 artifacts" }).click();
    await row(tab, "contoso-blob").getByText("Rejected", { exact: true }).waitFor();
    await row(tab, "contoso-core").getByText("Approved", { exact: true }).waitFor();
    assert.equal(commentOn(world, 1), "no");
    const blob = await openDetails(tab, "contoso-blob");
    await blob.getByText(sam.displayName).first().waitFor();
  });

  it("says to whom it is refused, and who may", async () => {
    const world = releaseWorld(record);
    put(world, `${approval(0)}.permissions`, "view");
    await using opened = await openTab(at, { world });
    const { tab, frame } = opened;
    await row(tab, "contoso-core").getByText("Waiting for others").waitFor();
    const core = await openDetails(tab, "contoso-core");
    await core.getByText("You are not among those who can decide it.").waitFor();
    assert.match(await core.innerText(), /Release to PyPI Approvers/);
    assert.equal(await core.getByRole("button", { name: /^Approve/ }).count(), 0);
    await assertAccessible(frame, "not yours");
    // The service itself refuses what it had allowed a moment ago.
    at.servers.azure.set({
      world,
      faulty: (route) => (route === "decide" ? { status: 403, body: '{"message":"TF400813: no"}' } : null),
    });
    const blob = await openDetails(tab, "contoso-blob");
    await blob.getByRole("button", { name: "Approve contoso-blob 1.2.0" }).click();
    await blob.getByText(/Azure DevOps does not let you: TF400813: no/).waitFor();
  });

  it("goes on with a fresh token when the old one has expired", async () => {
    const world = releaseWorld(record);
    await using opened = await openTab(at, { world });
    const { tab, page } = opened;
    await row(tab, "contoso-core").getByText("Waiting for you").waitFor();
    for (const token of Object.keys(world.users)) Reflect.deleteProperty(world.users, token);
    world.users["renewed"] = rosa;
    await page.evaluate("hostSetup.token = 'renewed'");
    const core = await openDetails(tab, "contoso-core");
    await core.getByRole("button", { name: "Approve contoso-core 1.2.0" }).click();
    await row(tab, "contoso-core").getByText("Approved", { exact: true }).waitFor();
  });

  it("says what is wrong when Azure DevOps fails, and goes on when it does not any more", async () => {
    const world = releaseWorld(record);
    let isDown = true;
    await using opened = await openTab(at, {
      world,
      faulty: () => (isDown ? { status: 503, headers: { "retry-after": "0" } } : null),
    });
    const { tab, frame } = opened;
    await tab.getByText(/Azure DevOps did not answer: status 503/).waitFor();
    await assertAccessible(frame, "a service that is down");
    isDown = false;
    await row(tab, "contoso-core").getByText("Waiting for you").waitFor({ timeout: 30_000 });
    assert.equal(await tab.getByText(/did not answer/).count(), 0);
  });

  it("says that it has no access where the token is never taken", async () => {
    await using opened = await openTab(at, {
      world: releaseWorld(record),
      faulty: () => signInPage,
    });
    await opened.tab.getByText(/Azure DevOps did not answer|does not take this page's token/).waitFor();
  });

  for (const [name, given, why] of [
    [
      "disagrees with what was announced",
      { attached: JSON.stringify(aRecord(record.artifacts.slice(1))) },
      /other artifacts/,
    ],
    ["is none", { carried: '{"schema":"gatehouse/record@1"}' }, /is not one that Gatehouse wrote/],
  ] as const)
    it(`offers no decision on a record that ${name}`, async () => {
      await using opened = await openTab(at, { world: releaseWorld(record, given) });
      const { tab, frame } = opened;
      await row(tab, "contoso-blob").getByText("Not trusted").waitFor();
      const blob = await openDetails(tab, "contoso-blob");
      await blob.getByText(why).first().waitFor();
      assert.equal(await tab.getByRole("button", { name: /^(?:Approve|Reject) contoso/ }).count(), 0);
      await assertAccessible(frame, "not trusted");
    });

  it("leads to the run itself where the pipeline artifact can't be read", async () => {
    await using opened = await openTab(at, { world: releaseWorld(record, { carried: null }) });
    const { tab } = opened;
    const core = await openDetails(tab, "contoso-core");
    await core.getByText(/no pipeline artifact with the record/).waitFor();
    const href = await core
      .getByRole("link", { name: /Azure DevOps|run/i })
      .first()
      .getAttribute("href");
    assert.equal(href, `${at.servers.azure.organization}internal/_build/results?buildId=${run}&view=results`);
    assert.equal(await tab.getByRole("button", { name: /^Approve contoso/ }).count(), 0);
  });

  it("shows a hundred artifacts after six requests at most, and approves them in one", async () => {
    const many = Array.from({ length: 100 }, (_, n) =>
      aCollected({ name: `contoso-p${n}`, safeName: `p${n}` }),
    );
    const world = releaseWorld(aRecord(many));
    let asked = 0;
    await using opened = await openTab(at, {
      world,
      // The list of files and the file come after all that is shown.
      faulty: (route, nth) => {
        if (route === "artifact file" && nth === 0) asked = at.servers.azure.exchanges.length;
        return null;
      },
    });
    const { tab } = opened;
    await row(tab, "contoso-p99").getByText("Waiting for you").waitFor();
    assert.ok(asked > 0 && asked <= 6, `${asked} requests`);
    await chooseAll(tab);
    await tab.getByRole("button", { name: "Approve selected…" }).click();
    await dialog(tab).getByRole("button", { name: "Approve 100 artifacts" }).click();
    await row(tab, "contoso-p99").getByText("Approved", { exact: true }).waitFor();
    assert.equal(patches().length, 1);
    assert.ok(
      Array.isArray(patches()[0]?.body) && (patches()[0]?.body as unknown[] | undefined)?.length === 100,
    );
  });

  it("says that it is reading while Azure DevOps is slow", async () => {
    await using opened = await openTab(at, { world: releaseWorld(record), slow: 700 });
    const { tab, frame } = opened;
    await tab.getByText("Reading the release…").waitFor();
    await assertAccessible(frame, "reading");
    await row(tab, "contoso-core").getByText("Being read…").waitFor();
    await assertAccessible(frame, "what is still being read");
    await row(tab, "contoso-core").getByText("Waiting for you").waitFor();
    assert.equal(await tab.locator(".unseen[role=status]").innerText(), "");
  });

  it("shows hostile texts as texts", async () => {
    const markup =
      '<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>[x](javascript:window.hacked=1)';
    const [first, second, third] = record.artifacts;
    assert.ok(first && second && third);
    const hostile = aRecord([
      { ...first, changelog: markup, reason: markup },
      { ...second, release: false, reason: markup },
      third,
    ]);
    const world = releaseWorld(hostile, { requestedFor: { ...sam, displayName: markup } });
    put(world, `builds.${run}.sourceBranch`, `refs/heads/${markup}`);
    put(world, `builds.${run}.buildNumber`, markup);
    put(world, `${approval(2)}.status`, "approved");
    const step = {
      status: "approved",
      actualApprover: { ...sam, displayName: markup },
      comment: markup,
      order: 1,
    };
    put(world, `${approval(2)}.steps.0`, step);
    const failed = { state: "completed", result: "failed" };
    stageGoes(
      world,
      { nth: 2 },
      { stage: failed, publish: { ...failed, issues: [{ type: "error", message: markup }] } },
    );
    await using opened = await openTab(at, { world });
    const { tab, frame, faults } = opened;
    await row(tab, "contoso-widgets").getByText("Failed", { exact: true }).waitFor();
    for (const name of names) {
      const article = await openDetails(tab, name);
      assert.match(await article.innerText(), /<img src=x onerror=/);
    }
    assert.equal(await frame.evaluate("window.hacked"), undefined);
    assert.equal(await tab.locator("#page img, #page script, a[href^=javascript]").count(), 0);
    assert.deepEqual(faults, []);
  });

  it("stays quiet in a run that has nothing of ours", async () => {
    const world = releaseWorld(record);
    put(world, `timelines.${run}.records`, []);
    await using opened = await openTab(at, { world });
    const { tab, frame, faults } = opened;
    await tab.getByText(/no task of Gatehouse/).waitFor();
    assert.equal(await tab.getByRole("table").count(), 0);
    await assertAccessible(frame, "nothing of ours");
    assert.deepEqual(faults, []);
  });

  it("takes the host's theme, and follows it", async () => {
    await using opened = await openTab(at, { world: releaseWorld(record), theme: dark });
    const { tab, frame, page } = opened;
    await row(tab, "contoso-core").getByText("Waiting for you").waitFor();
    await assertAccessible(frame, "dark");
    const background = () =>
      frame.evaluate<string>("getComputedStyle(document.getElementById('page')).backgroundColor");
    const before = await background();
    await page.evaluate("changeTheme({ 'background-color': 'rgb(1, 2, 3)' })");
    assert.notEqual(before, "rgb(1, 2, 3)");
    assert.equal(await background(), "rgb(1, 2, 3)");
  });

  it("lists on the hub what waits, opens one, and finds it by its address", async () => {
    const world = demoWorld();
    await using opened = await openTab(at, { world, run: null });
    const { tab, frame, page, faults } = opened;
    await tab.getByRole("heading", { name: "Releases that wait" }).waitFor();
    await tab.getByText("you: 9 artifacts").waitFor();
    await assertAccessible(frame, "the hub");
    await tab.getByRole("button", { name: "python - vision" }).click();
    await row(tab, "contoso-ai-vision").getByText("Waiting for you").waitFor();
    assert.ok((await page.evaluate<string[]>("hostHeard")).includes('query {"runId":"4702"}'));
    await tab.getByRole("button", { name: "All releases that wait" }).click();
    await tab.getByText("you: 9 artifacts").waitFor();
    assert.deepEqual(faults, []);
    await using addressed = await openTab(at, {
      world,
      run: null,
      query: { runId: String(run) },
    });
    await addressed.tab.getByRole("heading", { name: `Release of ${demoRecord.serviceDirectory}` }).waitFor();
  });
});
