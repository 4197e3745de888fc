/** The page on every screen, in every theme, with one artifact and with a hundred. */
import assert from "node:assert/strict";
import type { Browser, Page } from "playwright-core";
import { hasBrowser, openBrowser } from "../support/browser.ts";
import { artifact } from "./fake-desk.ts";
import { assertAccessible, openPage, row } from "./opened-page.ts";

const many = (number: number) =>
  Array.from({ length: number }, (_, at) =>
    artifact(`contoso-service-${at}`, "1.3.0", String(at % 10), {
      dependsOn: at === 0 ? [] : [`contoso-service-${Math.floor(at / 5)}`],
    }),
  );
/** How many rows a screen reader finds with their names. */
async function rowHeaders(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  return nodes.filter(
    ({ role, name }) => role?.value === "rowheader" && String(name?.value).startsWith("contoso-"),
  ).length;
}

const wide = "document.documentElement.scrollWidth";

describe("the page fits", function () {
  let browser: Browser;
  before(async function () {
    if (!hasBrowser) return this.skip();
    browser = await openBrowser();
  });
  after(() => browser?.close());

  for (const colorScheme of ["light", "dark"] as const) {
    it(`a narrow screen, ${colorScheme}`, async () => {
      await using opened = await openPage(browser, { viewport: { width: 360, height: 740 }, colorScheme });
      const { page, faults } = opened;
      assert.equal(await page.evaluate(wide), 360);
      await row(page, "contoso-core").getByRole("checkbox").click();
      await page.getByRole("button", { name: "Reject selected…" }).click();
      await page.getByRole("dialog").waitFor();
      assert.equal(await page.evaluate(wide), 360);
      await assertAccessible(page, `narrow, ${colorScheme}`);
      assert.deepEqual(faults, []);
    });

    it(`twice the size, ${colorScheme}`, async () => {
      // What a zoom of 200 % makes of 1366 × 768.
      const options = { viewport: { width: 683, height: 384 }, deviceScaleFactor: 2, colorScheme };
      await using opened = await openPage(browser, options);
      assert.equal(await opened.page.evaluate(wide), 683);
      await assertAccessible(opened.page, `twice the size, ${colorScheme}`);
    });

    it(`4K, ${colorScheme}`, async () => {
      await using opened = await openPage(browser, { viewport: { width: 3840, height: 2160 }, colorScheme });
      const background = await opened.page.evaluate(
        "getComputedStyle(document.getElementById('page')).backgroundColor",
      );
      assert.equal(background, colorScheme === "dark" ? "rgb(32, 31, 30)" : "rgb(255, 255, 255)");
      await assertAccessible(opened.page, `4K, ${colorScheme}`);
    });
  }

  for (const width of [360, 683, 900, 1366, 3840])
    it(`texts of 5,000 characters without a break, at ${width}`, async () => {
      const long = "unbroken".repeat(625);
      const views = [
        artifact(long, long, "1", { note: long, changelog: `${long}\n\n\`${long}\``, dependsOn: [long] }),
        artifact("contoso-b", "1.0", "2", { dependsOn: [long], previous: long, tests: long }),
      ];
      await using opened = await openPage(browser, { viewport: { width, height: 800 } }, views);
      const { page, faults } = opened;
      assert.equal(await page.evaluate(wide), width);
      await page.getByRole("checkbox", { name: "Select all that wait for you" }).click();
      await page.getByRole("button", { name: "Approve selected…" }).click();
      await page.getByRole("dialog").waitFor();
      assert.equal(await page.evaluate(wide), width);
      await assertAccessible(page, `long texts, ${width}`);
      assert.deepEqual(faults, []);
    });

  it("a theme that changes while it is open, and high contrast", async () => {
    await using opened = await openPage(browser);
    const { page } = opened;
    await page.emulateMedia({ colorScheme: "dark" });
    assert.equal(
      await page.evaluate("getComputedStyle(document.getElementById('page')).backgroundColor"),
      "rgb(32, 31, 30)",
    );
    await page.emulateMedia({ colorScheme: "light", forcedColors: "active" });
    await assertAccessible(page, "forced colours");
  });

  for (const number of [1, 20, 100]) {
    it(`${number} artifacts`, async () => {
      await using opened = await openPage(browser, {}, many(number));
      const { page, faults } = opened;
      assert.equal(await page.locator("tr[data-name]").count(), number);
      assert.equal(await rowHeaders(page), number);
      assert.equal(await page.locator(".flow").count(), number > 1 && number <= 30 ? 1 : 0);
      await assertAccessible(page, String(number));
      assert.deepEqual(faults, []);
    });
  }

  it("what one looks for: sorted, filtered by state and by name", async () => {
    const views = [
      artifact("contoso-b", "1.0", "1", { state: "published", decision: "approved" }),
      artifact("contoso-c", "1.0", "2"),
      artifact("contoso-a", "1.0", "3"),
    ];
    await using opened = await openPage(browser, {}, views);
    const { page } = opened;
    const names = () =>
      page.evaluate<string[]>(
        "[...document.querySelectorAll('tr[data-name]')].map((row) => row.dataset.name)",
      );
    await page.getByRole("button", { name: "Artifact" }).click();
    assert.deepEqual(await names(), ["contoso-a", "contoso-b", "contoso-c"]);
    await page.getByRole("button", { name: "Artifact" }).click();
    assert.deepEqual(await names(), ["contoso-c", "contoso-b", "contoso-a"]);
    await page.getByRole("button", { name: "Waiting for you 2" }).click();
    assert.deepEqual(await names(), ["contoso-c", "contoso-a"]);
    await page.getByRole("textbox", { name: "Filter by name" }).fill("O-A");
    assert.deepEqual(await names(), ["contoso-a"]);
  });
});
