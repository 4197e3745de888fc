/** What the page shows, and what it makes of texts from outside. */
import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { hasBrowser, openBrowser } from "../support/browser.ts";
import { artifact, hostile } from "./fake-desk.ts";
import { assertAccessible, details, openDetails, openPage, row } from "./opened-page.ts";

describe("the page shows", function () {
  let browser: Browser;
  before(async function () {
    if (!hasBrowser) return this.skip();
    browser = await openBrowser();
  });
  after(() => browser?.close());

  it("everything that a decision needs", async () => {
    await using opened = await openPage(browser);
    const { page, faults } = opened;
    assert.equal(new URL(page.url()).search, "", "the key is not in the address any more");
    const core = await (await openDetails(page, "contoso-core")).innerText();
    const parts = [
      "1.3.0",
      "1.2.0",
      "1".repeat(64),
      "b".repeat(64),
      "c".repeat(64),
      "48.2 kB (48,213 bytes)",
    ];
    for (const part of [...parts, "1.2 MB (1,204,518 bytes)", "sha256sum --check", "Features added"])
      assert.ok(core.includes(part), part);
    assert.match(core, /12 passed on Python 3\.9/);
    assert.match(
      await row(page, "contoso-core").innerText(),
      /1\.2\.0 → 1\.3\.0[^]*minor[^]*Waiting for you[^]*1\.3 MB/,
    );
    assert.match(
      await page.getByRole("banner").or(page.locator("header")).first().innerText(),
      /commit 0123456789ab · to PyPI\s+Tests: 4,321 passed on Python 3\.9, 3\.13 in 13 min/,
    );
    const widgets = await (await openDetails(page, "contoso-widgets")).innerText();
    assert.match(
      widgets,
      /first release[^]*Whoever uploads it first owns the project[^]*add `contoso-owners` as an owner/,
    );
    const quiet = await openDetails(page, "contoso-quiet");
    assert.match(await quiet.innerText(), /Left out[^]*its changelog says Unreleased/);
    assert.equal(await quiet.getByRole("button", { name: /Approve|Reject/ }).count(), 0);
    assert.equal(await row(page, "contoso-quiet").getByRole("checkbox").count(), 0);
    await assertAccessible(page, "details");
    assert.deepEqual(faults, []);
  });

  it("a changelog with its lists, code and links, and no link that is not https", async () => {
    const changelog =
      "### Bugs\n\n- A `fix` of [an issue](https://github.com/contoso/sdk/issues/1), not of [this](javascript:alert(1))\n- ![logo](https://x.example/x.png)\n\n```\ncode <b>\n```\n";
    await using opened = await openPage(browser, {}, [artifact("contoso-core", "1.3.0", "1", { changelog })]);
    const { page, faults } = opened;
    const log = details(page).getByRole("region", { name: "Changelog" });
    assert.equal(await log.getByRole("listitem").count(), 2);
    const links = log.getByRole("link");
    assert.equal(await links.count(), 1);
    assert.equal(await links.getAttribute("href"), "https://github.com/contoso/sdk/issues/1");
    assert.equal(await links.getAttribute("rel"), "noopener noreferrer nofollow");
    assert.equal(await page.locator("img").count(), 0);
    assert.ok((await log.innerText()).includes("code <b>"));
    assert.deepEqual(faults, []);
  });

  it("what is new since the last release", async () => {
    const names = (...all: string[]) => ({ count: all.length, names: all });
    const changes = {
      since: "1.2.0",
      files: { added: { count: 250, names: ["contoso/new.py"] }, removed: names("contoso/old.py") },
      size: { before: 40_000, after: 50_000 },
      requirements: { added: names("azure-core>=1.30"), removed: names("six") },
      requiresPython: { before: ">=3.8", after: ">=3.9" },
      entryPoints: { added: names(), removed: names() },
    };
    await using opened = await openPage(browser, {}, [artifact("contoso-core", "1.3.0", "1", { changes })]);
    const fresh = details(opened.page).getByRole("region", { name: "What is new" });
    await fresh.getByText("Files: 250 new ones, 1 gone").click();
    await fresh.getByText("Requirements").click();
    assert.match(
      await fresh.innerText(),
      /contoso\/new\.py[^]*and 249 more[^]*contoso\/old\.py[^]*azure-core>=1\.30[^]*six[^]*>=3\.8 → >=3\.9[^]*\+25 %/,
    );
  });

  it("who decided, and whether that is tied to the bytes", async () => {
    const decided = [
      { by: "Ada", at: "2026-11-23T16:55:00Z", decision: "approved", comment: "read it", namesDigest: true },
      { by: "Ben", at: null, decision: "approved", comment: "", namesDigest: false },
    ] as const;
    const state = { state: "approved", decision: "approved", decided } as const;
    await using opened = await openPage(browser, {}, [artifact("contoso-core", "1.3.0", "1", state)]);
    const text = await details(opened.page).getByRole("region", { name: "Decisions" }).innerText();
    assert.match(
      text,
      /Approved by Ada, [^]*, tied to the digest[^]*read it[^]*Approved by Ben, without naming the digest/,
    );
  });

  it("that one can't be decided on here, who may, and where", async () => {
    const elsewhere = {
      kind: "elsewhere",
      why: "You are not among the approvers.",
      who: ["Release to PyPI Approvers"],
      href: "https://dev.azure.com/contoso/internal/_build/results?buildId=7",
    } as const;
    const views = [
      artifact("contoso-core", "1.3.0", "1", { access: elsewhere }),
      artifact("contoso-blob", "1.3.0", "2", {
        access: { kind: "untrusted", why: "Its digest is another." },
      }),
    ];
    await using opened = await openPage(browser, {}, views);
    const { page } = opened;
    const core = await openDetails(page, "contoso-core");
    assert.match(
      await core.innerText(),
      /Waiting for others[^]*not among the approvers[^]*Release to PyPI Approvers/,
    );
    assert.equal(
      await core.getByRole("link", { name: "Open the run's own approval" }).getAttribute("href"),
      elsewhere.href,
    );
    const blob = await openDetails(page, "contoso-blob");
    assert.match(await blob.innerText(), /Not trusted[^]*Its digest is another/);
    assert.equal(await page.getByRole("button", { name: /Approve|Reject/ }).count(), 0);
    assert.equal(await page.getByRole("checkbox").count(), 0);
    await assertAccessible(page, "untrusted");
  });

  it("texts from outside as text, and none that turns what follows round", async () => {
    const long = `contoso-${"x".repeat(190)}`;
    const turned = "1.3.0\u202e0.3.1";
    const views = [
      artifact("contoso-blob", turned, "2", {
        changelog: `# ${hostile}\n\n${hostile}`,
        note: hostile,
        tests: hostile,
      }),
      artifact(long, "1.0", "3", { note: "word ".repeat(1000) + "y".repeat(5000) }),
    ];
    await using opened = await openPage(browser, { viewport: { width: 400, height: 700 } }, views);
    const { page, desk, faults } = opened;
    const blob = await openDetails(page, "contoso-blob");
    const text = await blob.innerText();
    assert.ok(text.includes(hostile));
    assert.ok(!text.includes("\u202e"));
    desk.problems.set("contoso-blob", hostile);
    await page.getByRole("button", { name: "Approve contoso-blob" }).click();
    await blob.getByRole("alert").filter({ hasText: "window.hacked" }).waitFor();
    desk.set("contoso-blob", { state: "failed", decision: "approved", note: hostile, tag: hostile });
    await blob.getByText("Failed").first().waitFor();
    assert.equal(await page.locator("main img, main script, main a").count(), 0);
    assert.equal(await page.evaluate("window.hacked"), undefined);
    await openDetails(page, long);
    assert.ok(await page.evaluate("document.documentElement.scrollWidth <= innerWidth"));
    assert.deepEqual(faults, []);
  });

  it("a changelog that no parser should be given as it was written, at once", async () => {
    const changelog = `${"- ".repeat(5000)}x`;
    await using opened = await openPage(browser, {}, [artifact("contoso-core", "1.3.0", "1", { changelog })]);
    assert.ok((await details(opened.page).locator("pre").first().innerText()).startsWith("- - - "));
  });
});
