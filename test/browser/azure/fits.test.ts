/** The page in Azure DevOps on every screen, with the longest of texts, with the keyboard alone, and while it sends. */
import assert from "node:assert/strict";
import type { Frame } from "playwright-core";
import type { ReleaseRecord } from "../../../src/release/record.ts";
import { demoWorld } from "../../support/azure/demo-world.ts";
import { sam } from "../../support/azure/ids.ts";
import { partsOf, releaseWorld } from "../../support/azure/release-world.ts";
import { put, run, type World } from "../../support/azure/world.ts";
import { dark } from "../../support/host/themes.ts";
import { forRosa } from "../../support/page-place.ts";
import { aCollected, aFinding, aRecord } from "../../support/record-builders.ts";
import { assertAccessible, openDetails, opensTabs, openTab, row } from "./opened-tab.ts";

const long = "unbroken".repeat(625);
const names = ["contoso-core", "contoso-blob", "contoso-widgets"];
const record = aRecord(names.map((name) => aCollected({ name, previous: "1.1.0" })));

/** 360 px; what a zoom of 200 % makes of 1366; between one column and two; 4K. */
const widths = [360, 683, 900, 1366, 3840];

describe("the page in Azure DevOps fits", function () {
  this.timeout(60_000);
  const at = opensTabs();

  const widthOf = (frame: Frame) => frame.evaluate<number>("document.documentElement.scrollWidth");
  const active = (frame: Frame) =>
    frame.evaluate<string>(
      "document.activeElement.ariaLabel ?? document.activeElement.textContent.slice(0, 80)",
    );

  /** A record of names, texts and people that are as long as they may be. */
  function longRecord(): ReleaseRecord {
    const [first, ...others] = names;
    const name = `${first}-${"x".repeat(187)}`;
    return aRecord([
      aCollected({
        name,
        safeName: "x".repeat(80),
        previous: "1.1.0",
        changelog: `## 1.2.0\n\n${long}\n\n- ${long}\n\n\`${long}\`\n\n    ${long}`,
        findings: [aFinding({ severity: "warning", message: long, remedy: long, path: long })],
      }),
      ...others.map((other) => aCollected({ name: other, reason: long })),
    ]);
  }

  function longWorld(): World {
    const world = releaseWorld(longRecord(), { requestedFor: { ...sam, displayName: long } });
    put(world, `builds.${run}.sourceBranch`, `refs/heads/${long}`);
    put(world, `builds.${run}.buildNumber`, long);
    put(world, `builds.${run}.definition.name`, long);
    const step = {
      status: "rejected",
      actualApprover: { ...sam, displayName: long },
      comment: long,
      order: 1,
    };
    put(world, `approvals.${partsOf(run).approval(1)}.status`, "rejected");
    put(world, `approvals.${partsOf(run).approval(1)}.steps.0`, step);
    return world;
  }

  for (const width of widths) {
    it(`texts of 5,000 characters without a break, at ${width}`, async () => {
      const given = { world: longWorld(), browser: { viewport: { width, height: 800 } } };
      await using tab = await openTab(at, given);
      await row(tab.tab, "contoso-blob").getByText("Rejected", { exact: true }).waitFor();
      await row(tab.tab, "contoso-widgets").getByText("Waiting for you").waitFor();
      assert.equal(await widthOf(tab.frame), width);
      await openDetails(tab.tab, "contoso-blob");
      assert.equal(await widthOf(tab.frame), width);
      await tab.tab.getByRole("checkbox", { name: "Select all that wait for you" }).click();
      await tab.tab.getByRole("button", { name: "Approve selected…" }).click();
      await tab.tab.getByRole("dialog").waitFor();
      assert.equal(await widthOf(tab.frame), width);
      await assertAccessible(tab.frame, `long texts, ${width}`);
      await using hub = await openTab(at, { ...given, world: longWorld(), run: null });
      await hub.tab.getByRole("table").waitFor();
      assert.equal(await widthOf(hub.frame), width);
      await assertAccessible(hub.frame, `long texts on the hub, ${width}`);
    });
  }

  it("names that are longer than any may be are not believed, and break nothing", async () => {
    const world = releaseWorld(aRecord([aCollected({ name: long, safeName: "core" })]));
    await using opened = await openTab(at, { world });
    await opened.tab
      .getByText(/is not one that Gatehouse wrote/)
      .first()
      .waitFor();
    assert.equal(await widthOf(opened.frame), 1366);
    await assertAccessible(opened.frame, "a name that is none");
  });

  for (const number of [1, 3, 20]) {
    it(`${number} artifacts, on a narrow screen in the dark`, async () => {
      const some = Array.from({ length: number }, (_, n) =>
        aCollected({ name: `contoso-p${n}`, safeName: `p${n}` }),
      );
      await using opened = await openTab(at, {
        world: releaseWorld(aRecord(some)),
        theme: dark,
        browser: { viewport: { width: 360, height: 740 } },
      });
      const { tab, frame, page, faults } = opened;
      await row(tab, `contoso-p${number - 1}`)
        .getByText("Waiting for you")
        .waitFor();
      assert.equal(await widthOf(frame), 360);
      await assertAccessible(frame, `${number}, narrow, dark`);
      await page.evaluate(
        "changeTheme({ 'background-color': 'rgb(255, 255, 255)', 'text-primary-color': 'rgb(0, 0, 0)' })",
      );
      assert.equal(await widthOf(frame), 360);
      assert.deepEqual(faults, []);
    });
  }

  it("says what it sends, and takes nothing else meanwhile", async () => {
    const world = releaseWorld(record);
    await using opened = await openTab(at, { world });
    const { tab, frame } = opened;
    await row(tab, "contoso-widgets").getByText("Waiting for you").waitFor();
    await tab.getByRole("checkbox", { name: "Select all that wait for you" }).click();
    await tab.getByRole("button", { name: "Approve selected…" }).click();
    at.servers.azure.set({ world: forRosa(world), slow: 1500 });
    await tab.getByRole("dialog").getByRole("button", { name: "Approve 3 artifacts" }).click();
    await tab.getByText("Sending 3 decisions…").waitFor();
    for (const name of ["Approve selected…", "Reject selected…", "Approve contoso-core 1.2.0"])
      assert.ok(await tab.getByRole("button", { name }).isDisabled(), name);
    assert.equal(
      await tab.getByRole("region", { name: "Decide on contoso-core 1.2.0" }).getAttribute("aria-busy"),
      "true",
    );
    await assertAccessible(frame, "sending");
    await row(tab, "contoso-widgets").getByText("Approved", { exact: true }).waitFor({ timeout: 20_000 });
    assert.equal(at.servers.azure.exchanges.filter(({ route }) => route === "decide").length, 1);
  });

  it("needs no mouse, from the hub to the decision", async () => {
    const world = demoWorld();
    await using opened = await openTab(at, { world, run: null });
    const { tab, frame, page, faults } = opened;
    const until = async (label: RegExp) => {
      for (let at = 0; at < 60 && !label.test(await active(frame)); at += 1) await page.keyboard.press("Tab");
      assert.match(await active(frame), label);
    };
    await tab.getByText("you: 9 artifacts").waitFor();
    await until(/^python - vision$/);
    await page.keyboard.press("Enter");
    await row(tab, "contoso-ai-vision").getByText("Waiting for you").waitFor();
    await until(/^Select contoso-ai-vision/);
    await page.keyboard.press("Space");
    await until(/^Approve selected…/);
    await page.keyboard.press("Enter");
    await tab.getByRole("dialog").waitFor();
    await until(/^Approve 1 artifact$/);
    await page.keyboard.press("Enter");
    await row(tab, "contoso-ai-vision").getByText("Approved", { exact: true }).waitFor();
    await until(/^All releases that wait$/);
    await page.keyboard.press("Enter");
    await tab.getByText("you: 9 artifacts").waitFor();
    assert.deepEqual(faults, []);
  });
});
