/** The local page, as it is shipped, served to a real browser. */
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Locator, Page } from "playwright-core";
import { serve } from "../../src/cli/serve/serve.ts";
import type { ArtifactView } from "../../src/report/view.ts";
import { root } from "../support/root.ts";
import { assertNoViolations, axe } from "./accessible.ts";
import { artifacts, type FakeDesk, fakeDesk } from "./fake-desk.ts";

const pageFolder = join(root, "dist/page");

interface Opened extends AsyncDisposable {
  readonly page: Page;
  readonly desk: FakeDesk;
  /** Console errors, refusals by the policy, exceptions. */
  readonly faults: string[];
  stop(): Promise<void>;
}

/** Opens the page on a fake desk in a new browser session. */
export async function openPage(
  browser: Browser,
  options: BrowserContextOptions = {},
  views: readonly ArtifactView[] = artifacts,
): Promise<Opened> {
  const desk = fakeDesk(views);
  const served = await serve(desk, { port: 0, pageFolder });
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const faults: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("requestfailed", (request) => faults.push(`failed: ${request.url()}`));
  await page.goto(served.address);
  await page.getByRole("heading", { name: "Release of" }).waitFor();
  return {
    page,
    desk,
    faults,
    stop: () => served[Symbol.asyncDispose](),
    async [Symbol.asyncDispose]() {
      await context.close();
      await served[Symbol.asyncDispose]();
    },
  };
}

/** The row of an artifact. */
export const row = (page: Page, name: string): Locator => page.locator(`tr[data-name="${name}"]`);

/** The details that are shown. */
export const details = (page: Page): Locator => page.getByRole("article");

/** Opens an artifact's details. */
export async function openDetails(page: Page, name: string): Promise<Locator> {
  await row(page, name).getByRole("button", { name }).click();
  await details(page).getByRole("heading", { level: 2, name }).waitFor();
  return details(page);
}

/** Fails on whatever axe finds in the page. */
export async function assertAccessible(page: Page, state: string): Promise<void> {
  // The page's policy lets no script in but its own; the browser's own tools may.
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: axe });
  await assertNoViolations(page.mainFrame(), state);
}
