/** Deciding on the page. */
import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { hasBrowser, openBrowser } from "../support/browser.ts";
import { assertAccessible, details, openDetails, openPage, row } from "./opened-page.ts";

const dialog = (page: Page) => page.getByRole("dialog");
const tick = (page: Page, name: string) => row(page, name).getByRole("checkbox").click();
const active = (page: Page) =>
  page.evaluate<string>("document.activeElement.ariaLabel ?? document.activeElement.textContent");

describe("deciding on the page", function () {
  let browser: Browser;
  before(async function () {
    if (!hasBrowser) return this.skip();
    browser = await openBrowser();
  });
  after(() => browser?.close());

  it("is possible for two at once after one question, and shows how they go on until all is done", async () => {
    await using opened = await openPage(browser);
    const { page, desk, faults } = opened;
    await tick(page, "contoso-core");
    await tick(page, "contoso-blob");
    await page.getByText("2 of 3 selected").waitFor();
    await page.getByRole("button", { name: "Approve selected…" }).click();
    await dialog(page).getByRole("heading", { name: "Approve 2 artifacts?" }).waitFor();
    const question = await dialog(page).innerText();
    for (const part of [
      "contoso-core 1.3.0",
      "contoso-blob 2.0.0b1",
      "minor",
      "1 warning",
      "2".repeat(12),
      "on PyPI",
    ])
      assert.ok(question.includes(part), part);
    assert.ok(!question.includes("contoso-widgets"));
    await assertAccessible(page, "the question");
    await dialog(page).getByRole("button", { name: "Cancel" }).click();
    await dialog(page).waitFor({ state: "detached" });
    assert.deepEqual(desk.decided, []);

    await openDetails(page, "contoso-core");
    await page.getByRole("textbox", { name: "Comment on contoso-core" }).fill("read it");
    await page.getByRole("button", { name: "Approve selected…" }).click();
    await dialog(page).getByRole("textbox").fill("for all");
    await dialog(page).getByRole("button", { name: "Approve 2 artifacts" }).click();
    await row(page, "contoso-blob").getByText("Approved", { exact: true }).waitFor();
    assert.deepEqual(desk.decided, [
      { name: "contoso-core", digest: "1".repeat(64), decision: "approved", comment: "read it" },
      { name: "contoso-blob", digest: "2".repeat(64), decision: "approved", comment: "for all" },
    ]);

    await openDetails(page, "contoso-widgets");
    await page.getByRole("textbox", { name: "Comment on contoso-widgets" }).fill("not yet announced");
    await page.getByRole("button", { name: "Reject contoso-widgets 0.1.0" }).click();
    await row(page, "contoso-widgets").getByText("Rejected", { exact: true }).waitFor();
    assert.deepEqual(desk.decided[2], {
      name: "contoso-widgets",
      digest: "3".repeat(64),
      decision: "rejected",
      comment: "not yet announced",
    });
    assert.equal(await page.getByRole("button", { name: "selected" }).count(), 0);

    desk.set("contoso-core", { state: "publishing" });
    await row(page, "contoso-core").getByText("Publishing…").waitFor();
    const outcomes = {
      "contoso_core-1.3.0-py3-none-any.whl": "uploaded",
      "contoso_core-1.3.0.tar.gz": "identical",
    } as const;
    desk.set("contoso-core", { state: "published", outcomes, tag: "contoso-core_1.3.0" });
    desk.set("contoso-blob", { state: "failed", note: "The index has another file of this name." });
    const core = await openDetails(page, "contoso-core");
    await core.getByText("contoso-core_1.3.0", { exact: true }).waitFor();
    assert.equal(
      await core.getByRole("link").getAttribute("href"),
      "https://pypi.org/project/contoso-core/1.3.0/",
    );
    assert.match(await core.innerText(), /Uploaded[^]*On the index already, identical/);
    desk.finish();
    const done = page.getByRole("alert").filter({ hasText: "All done" });
    await done.waitFor();
    assert.match(await done.innerText(), /1 published, 1 failed, 1 rejected\. You can close this window/);
    await assertAccessible(page, "done");
    await opened.stop();
    await page.waitForTimeout(1500);
    assert.deepEqual(faults, [], "it has stopped asking");
  });

  it("takes the rest for rejected when it is told to, after naming both", async () => {
    await using opened = await openPage(browser);
    const { page, desk } = opened;
    await tick(page, "contoso-core");
    await page.getByRole("button", { name: "Approve selected, reject the rest…" }).click();
    const question = await dialog(page).innerText();
    assert.match(
      question,
      /To be published[^]*contoso-core 1\.3\.0[^]*To be left out[^]*contoso-blob[^]*contoso-widgets/,
    );
    await dialog(page).getByRole("button", { name: "Approve 1 artifact, reject 2 artifacts" }).click();
    await row(page, "contoso-widgets").getByText("Rejected", { exact: true }).waitFor();
    assert.deepEqual(
      desk.decided.map(({ name, decision }) => [name, decision]),
      [
        ["contoso-core", "approved"],
        ["contoso-blob", "rejected"],
        ["contoso-widgets", "rejected"],
      ],
    );
  });

  it("needs no mouse, and keeps the focus and what was typed", async () => {
    await using opened = await openPage(browser);
    const { page, desk, faults } = opened;
    const press = (key: string) => page.keyboard.press(key);
    const until = async (label: RegExp) => {
      for (let at = 0; at < 40 && !label.test(await active(page)); at += 1) await press("Tab");
      assert.match(await active(page), label);
    };
    await until(/Select all that wait for you/);
    await press("Space");
    await page.getByText("3 of 3 selected").waitFor();
    await page.getByRole("button", { name: "Reject selected…" }).focus();
    await press("Enter");
    await dialog(page).waitFor();
    await press("Escape");
    await dialog(page).waitFor({ state: "detached" });
    assert.match(await active(page), /Reject selected…/);

    await until(/^contoso-core$/);
    await press("Enter");
    await until(/Comment on contoso-core 1\.3\.0/);
    await page.keyboard.type("half a ");
    desk.set("contoso-core", { note: "something new" });
    await details(page).getByText("something new").waitFor();
    await page.keyboard.type("sentence");
    assert.equal(await page.getByRole("textbox", { name: "Comment on" }).inputValue(), "half a sentence");
    await until(/Approve contoso-core 1\.3\.0/);
    await press("Enter");
    await details(page).getByText("Approved", { exact: true }).first().waitFor();
    await page.waitForFunction("document.activeElement.id === 'details-title'");
    assert.deepEqual(desk.decided, [
      { name: "contoso-core", digest: "1".repeat(64), decision: "approved", comment: "half a sentence" },
    ]);
    await page
      .locator(".unseen[role=status]")
      .filter({ hasText: "contoso-core 1.3.0: Approved" })
      .waitFor({ state: "attached" });
    assert.deepEqual(faults, []);
  });

  it("says what it sends, and takes nothing else meanwhile", async () => {
    await using opened = await openPage(browser);
    const { page, desk } = opened;
    let letGo: () => void = () => undefined;
    desk.hold = new Promise((resolve) => {
      letGo = resolve;
    });
    await page.getByRole("checkbox", { name: "Select all that wait for you" }).click();
    await page.getByRole("button", { name: "Approve selected…" }).click();
    await dialog(page).getByRole("button", { name: "Approve 3 artifacts" }).click();
    await page.getByText("Sending 3 decisions…").waitFor();
    for (const name of ["Approve selected…", "Reject selected…", "Approve contoso-core 1.3.0"])
      assert.ok(await page.getByRole("button", { name }).isDisabled(), name);
    const box = page.getByRole("region", { name: "Decide on contoso-core 1.3.0" });
    assert.equal(await box.getAttribute("aria-busy"), "true");
    await assertAccessible(page, "sending");
    letGo();
    await row(page, "contoso-widgets").getByText("Approved", { exact: true }).waitFor();
    assert.equal(desk.decided.length, 3);
  });

  it("shows what stood in the way beside the artifact, and that another try is possible", async () => {
    await using opened = await openPage(browser);
    const { page, desk, faults } = opened;
    desk.problems.set("contoso-blob", "Its files have changed.");
    await page.getByRole("checkbox", { name: "Select all that wait for you" }).click();
    await page.getByRole("button", { name: "Approve selected…" }).click();
    await dialog(page).getByRole("button", { name: "Approve 3 artifacts" }).click();
    await row(page, "contoso-blob").getByText("Its files have changed.").waitFor();
    assert.equal(desk.decided.length, 2);
    await openDetails(page, "contoso-blob");
    await details(page).getByRole("alert").getByText("Its files have changed.").waitFor();
    await assertAccessible(page, "a problem");
    await page.getByRole("button", { name: "Approve contoso-blob" }).click();
    await row(page, "contoso-blob").getByText("Approved", { exact: true }).waitFor();
    assert.equal(await page.getByText("Its files have changed.").count(), 0);
    assert.deepEqual(faults, []);
  });

  it("is refused on what has changed while it asked", async () => {
    await using opened = await openPage(browser);
    const { page, desk } = opened;
    await tick(page, "contoso-core");
    await tick(page, "contoso-blob");
    await page.getByRole("button", { name: "Approve selected…" }).click();
    await dialog(page).waitFor();
    desk.set("contoso-core", { digest: "9".repeat(64) });
    await page.waitForResponse(async (response) => (await response.text()).includes("9".repeat(64)));
    await dialog(page).getByRole("button", { name: "Approve 2 artifacts" }).click();
    await row(page, "contoso-core").getByText("look again").waitFor();
    assert.deepEqual(
      desk.decided.map(({ name }) => name),
      ["contoso-blob"],
    );
    assert.equal(await row(page, "contoso-core").getByRole("checkbox").isChecked(), false);
  });

  it("shows what somebody else decided meanwhile, and offers nothing more", async () => {
    await using opened = await openPage(browser);
    const { page, desk } = opened;
    await openDetails(page, "contoso-core");
    const decided = [
      { by: "Ada", at: null, decision: "rejected", comment: "no", namesDigest: true },
    ] as const;
    desk.set("contoso-core", { state: "rejected", decision: "rejected", decided });
    await details(page).getByText("Rejected by Ada").waitFor();
    assert.equal(await page.getByRole("button", { name: "Approve contoso-core" }).count(), 0);
  });

  it("says that the server is gone", async () => {
    await using opened = await openPage(browser);
    const { page } = opened;
    await openDetails(page, "contoso-core");
    await opened.stop();
    await page.getByRole("alert").filter({ hasText: "does not answer any more" }).first().waitFor();
    await page.getByRole("button", { name: "Approve contoso-core" }).click();
    await details(page).getByRole("alert").filter({ hasText: "does not answer" }).waitFor();
    await assertAccessible(page, "gone");
  });
});
