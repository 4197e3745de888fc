import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { hasBrowser, openBrowser } from "../support/browser.ts";
import { hostile } from "./fake-desk.ts";
import { bundlePage, openPage } from "./opened-page.ts";

/** Screenshots for people, when this names a folder. */
const shots = process.env["GATEHOUSE_SHOTS"];

async function shoot(page: Page, name: string): Promise<void> {
  if (shots !== undefined) {
    await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
    await page.screenshot({ path: `${shots}/${name}-seen.png` });
  }
}

const card = (page: Page, name: string) => page.getByRole("article", { name });
const focusedText = (page: Page) => page.evaluate<string>("document.activeElement.textContent");

describe("the local page in a browser", function () {
  let browser: Browser;
  let bundle: Awaited<ReturnType<typeof bundlePage>>;

  before(async function () {
    if (!hasBrowser) return this.skip();
    [browser, bundle] = await Promise.all([openBrowser(), bundlePage()]);
  });

  after(async () => {
    if (!hasBrowser) return;
    await browser.close();
    await bundle[Symbol.asyncDispose]();
  });

  it("shows everything that a decision needs", async () => {
    await using opened = await openPage(browser, bundle.folder);
    const { page, faults } = opened;
    assert.equal(new URL(page.url()).search, "", "the key is not in the address any more");
    assert.equal(await page.title(), "Release of sdk/contoso · Gatehouse");
    const core = card(page, "contoso-core");
    const text = await core.innerText();
    for (const part of [
      "1.3.0",
      "1.2.0",
      "1".repeat(64),
      "b".repeat(64),
      "c".repeat(64),
      "48.2 kB (48,213 bytes)",
    ]) {
      assert.ok(text.includes(part), part);
    }
    assert.match(text, /12 passed on Python 3\.9[^]*Features added[^]*1\.2 MB \(1,204,518 bytes\)/);
    assert.match(await card(page, "contoso-widgets").innerText(), /nothing: this is the first release/);
    const quiet = card(page, "contoso-quiet");
    assert.match(await quiet.innerText(), /Left out[^]*its changelog says Unreleased/);
    assert.equal(await quiet.getByRole("button").count(), 0);
    assert.equal(await quiet.getByRole("checkbox").count(), 0);
    assert.deepEqual(faults, []);
    await shoot(page, "light");
  });

  it("shows texts from outside as text", async () => {
    await using opened = await openPage(browser, bundle.folder);
    const { page, desk, faults } = opened;
    const blob = card(page, "contoso-blob");
    assert.ok((await blob.locator("pre").innerText()).includes(hostile));
    assert.ok((await blob.locator(".findings").innerText()).includes(hostile));
    desk.problems.set("contoso-widgets", hostile);
    await page.getByRole("button", { name: "Approve contoso-widgets" }).click();
    await card(page, "contoso-widgets").getByRole("alert").waitFor();
    desk.set("contoso-widgets", {
      state: "failed",
      decision: "approved",
      note: hostile,
      comment: hostile,
      tag: hostile,
    });
    await card(page, "contoso-widgets").getByText("Failed").waitFor();
    assert.equal(await page.locator("main img, main script, main a").count(), 0);
    assert.equal(await page.evaluate("window.hacked"), undefined);
    assert.deepEqual(faults, []);
  });

  it("approves two at once after one question, and shows how they go on until all is done", async () => {
    await using opened = await openPage(browser, bundle.folder);
    const { page, desk, faults } = opened;
    await page.getByRole("checkbox", { name: "Select contoso-core" }).check();
    await page.getByRole("checkbox", { name: "Select contoso-blob" }).check();
    await page.getByText("2 of 3 selected").waitFor();
    await page.getByRole("button", { name: "Approve selected" }).click();
    const dialog = page.getByRole("dialog", { name: "Approve 2 artifacts?" });
    const question = await dialog.innerText();
    for (const part of ["contoso-core 1.3.0", "contoso-blob 2.0.0b1", "2".repeat(64), "upload.pypi.org"]) {
      assert.ok(question.includes(part), part);
    }
    assert.ok(!question.includes("contoso-widgets"));
    await shoot(page, "confirm");
    await dialog.getByRole("button", { name: "Cancel" }).click();
    assert.equal(await page.getByRole("dialog").count(), 0);
    assert.deepEqual(desk.decided, []);

    await card(page, "contoso-core").getByRole("textbox").fill("read it");
    await page.getByRole("button", { name: "Approve selected" }).click();
    await dialog.getByRole("textbox").fill("for all");
    await dialog.getByRole("button", { name: "Approve 2 artifacts" }).click();
    await card(page, "contoso-blob").getByText("Approved", { exact: true }).waitFor();
    assert.deepEqual(desk.decided, [
      { name: "contoso-core", digest: "1".repeat(64), decision: "approved", comment: "read it" },
      { name: "contoso-blob", digest: "2".repeat(64), decision: "approved", comment: "for all" },
    ]);

    await card(page, "contoso-widgets").getByRole("textbox").fill("not yet announced");
    await page.getByRole("button", { name: "Reject contoso-widgets 0.1.0" }).click();
    await card(page, "contoso-widgets").getByText("Rejected", { exact: true }).waitFor();
    assert.deepEqual(desk.decided[2], {
      name: "contoso-widgets",
      digest: "3".repeat(64),
      decision: "rejected",
      comment: "not yet announced",
    });
    assert.equal(await page.getByRole("button", { name: "selected" }).count(), 0);

    desk.set("contoso-core", { state: "publishing" });
    await card(page, "contoso-core").getByText("Publishing…").waitFor();
    await shoot(page, "progress");
    const outcomes = {
      "contoso_core-1.3.0-py3-none-any.whl": "uploaded",
      "contoso_core-1.3.0.tar.gz": "identical",
    } as const;
    desk.set("contoso-core", { state: "published", outcomes, tag: "contoso-core_1.3.0" });
    desk.set("contoso-blob", { state: "failed", note: "The index has another file of this name." });
    await card(page, "contoso-core").getByText("contoso-core_1.3.0").waitFor();
    desk.finish();
    const done = page.getByRole("alert").filter({ hasText: "All done" });
    await done.waitFor();
    assert.match(await done.innerText(), /1 published, 1 failed, 1 rejected\. You can close this window/);
    await opened.stop();
    await page.waitForTimeout(1500);
    assert.deepEqual(faults, [], "it has stopped asking");
    await shoot(page, "done");
  });

  it("works with the keyboard alone, and keeps the focus", async () => {
    await using opened = await openPage(browser, bundle.folder);
    const { page, desk, faults } = opened;
    const press = (key: string) => page.keyboard.press(key);
    await press("Tab");
    await press("Space"); // select all
    await page.getByText("3 of 3 selected").waitFor();
    await press("Tab");
    await press("Tab");
    await press("Enter"); // reject selected
    await page.getByRole("dialog", { name: "Reject 3 artifacts?" }).waitFor();
    await press("Escape");
    await page.getByRole("dialog").waitFor({ state: "detached" });
    assert.equal(await focusedText(page), "Reject selected…");
    await press("Tab");
    assert.equal(await page.evaluate("document.activeElement.ariaLabel"), "Select contoso-core 1.3.0");

    const comment = card(page, "contoso-core").getByRole("textbox");
    await comment.focus();
    await page.keyboard.type("half a ");
    desk.set("contoso-core", { note: "something new" });
    await card(page, "contoso-core").getByText("something new").waitFor();
    await page.keyboard.type("sentence");
    assert.equal(await comment.inputValue(), "half a sentence");
    await press("Tab");
    assert.equal(await page.evaluate("document.activeElement.ariaLabel"), "Approve contoso-core 1.3.0");
    await press("Enter");
    await card(page, "contoso-core").getByText("Approved", { exact: true }).waitFor();
    assert.equal(await focusedText(page), "contoso-core 1.3.0");
    assert.deepEqual(desk.decided, [
      { name: "contoso-core", digest: "1".repeat(64), decision: "approved", comment: "half a sentence" },
    ]);
    assert.match(await page.getByRole("status").innerText(), /contoso-core 1\.3\.0: Approved/);
    assert.deepEqual(faults, []);
  });

  it("shows what stood in the way beside the artifact, and that another try is possible", async () => {
    await using opened = await openPage(browser, bundle.folder);
    const { page, desk, faults } = opened;
    desk.problems.set("contoso-blob", "Its files have changed.");
    await page.getByRole("checkbox", { name: "Select all undecided" }).check();
    await page.getByRole("button", { name: "Approve selected" }).click();
    await page.getByRole("button", { name: "Approve 3 artifacts" }).click();
    await card(page, "contoso-blob").getByRole("alert").getByText("Its files have changed.").waitFor();
    assert.equal(desk.decided.length, 2);
    assert.ok(
      await page.evaluate(
        "document.querySelectorAll('.problem')[1].getBoundingClientRect().bottom <= innerHeight",
      ),
    );
    await shoot(page, "problem");
    await page.getByRole("button", { name: "Approve contoso-blob" }).click();
    await card(page, "contoso-blob").getByText("Approved", { exact: true }).waitFor();
    assert.equal(await page.getByText("Its files have changed.").isVisible(), false);
    assert.deepEqual(faults, []);
  });

  it("does not decide on what has changed while it asked", async () => {
    await using opened = await openPage(browser, bundle.folder);
    const { page, desk } = opened;
    await page.getByRole("checkbox", { name: "Select contoso-core" }).check();
    await page.getByRole("checkbox", { name: "Select contoso-blob" }).check();
    await page.getByRole("button", { name: "Approve selected" }).click();
    desk.set("contoso-core", { digest: "9".repeat(64) });
    await card(page, "contoso-core").getByText("9".repeat(64)).waitFor();
    await page.getByRole("button", { name: "Approve 2 artifacts" }).click();
    await card(page, "contoso-core").getByText("look again").waitFor();
    assert.deepEqual(
      desk.decided.map(({ name }) => name),
      ["contoso-blob"],
    );
    assert.equal(await page.getByRole("checkbox", { name: "Select contoso-core" }).isChecked(), false);
  });

  it("says that the server is gone", async () => {
    await using opened = await openPage(browser, bundle.folder);
    const { page } = opened;
    await opened.stop();
    await page.getByRole("alert").filter({ hasText: "does not answer any more" }).waitFor();
    await page.getByRole("button", { name: "Approve contoso-core" }).click();
    await card(page, "contoso-core").getByRole("alert").filter({ hasText: "does not answer" }).waitFor();
    await shoot(page, "gone");
  });

  for (const colorScheme of ["light", "dark"] as const) {
    it(`fits a narrow screen (${colorScheme})`, async () => {
      const viewport = { width: 360, height: 740 };
      await using opened = await openPage(browser, bundle.folder, { viewport, colorScheme });
      const { page, faults } = opened;
      assert.equal(await page.evaluate("document.documentElement.scrollWidth"), 360);
      await shoot(page, `narrow-${colorScheme}`);
      await page.getByRole("checkbox", { name: "Select all undecided" }).check();
      await page.getByRole("button", { name: "Reject selected" }).click();
      await page.getByRole("dialog").waitFor();
      assert.equal(await page.evaluate("document.documentElement.scrollWidth"), 360);
      assert.ok(
        await page.evaluate(
          "(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)(document.querySelector('dialog'))",
        ),
      );
      if (shots !== undefined) await page.screenshot({ path: `${shots}/narrow-confirm-${colorScheme}.png` });
      assert.deepEqual(faults, []);
    });
  }

  it("fits a wide and dark screen", async () => {
    const viewport = { width: 1920, height: 1080 };
    await using opened = await openPage(browser, bundle.folder, { viewport, colorScheme: "dark" });
    const { page, faults } = opened;
    assert.equal(
      await page.evaluate("getComputedStyle(document.documentElement).backgroundColor"),
      "rgb(23, 24, 27)",
    );
    await shoot(page, "dark");
    assert.deepEqual(faults, []);
  });
});
