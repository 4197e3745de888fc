/** `npm run screenshots`: pictures of the page for the README and the Marketplace, from the stand-in for Azure DevOps. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { FrameLocator, Page } from "playwright-core";
import { startAzure } from "../test/support/azure/azure.ts";
import { demoToken, demoWorld } from "../test/support/azure/demo-world.ts";
import { ids, rosa } from "../test/support/azure/ids.ts";
import { run } from "../test/support/azure/world.ts";
import { openBrowser } from "../test/support/browser.ts";
import { startHost } from "../test/support/host/host.ts";
import { dark, light } from "../test/support/host/themes.ts";
import { root } from "../test/support/root.ts";

const folder = join(root, "images/screenshots");
mkdirSync(folder, { recursive: true });

const azure = await startAzure();
const host = await startHost(join(root, "dist/page"));
const browser = await openBrowser();
const size = { width: 1366, height: 768 };

interface Picture {
  readonly name: string;
  readonly theme: Readonly<Record<string, string>>;
  readonly run: number | null;
  /** Brings the page to what is to be seen. */
  readonly show: (tab: FrameLocator, page: Page) => Promise<void>;
}

const open = (tab: FrameLocator, name: string) =>
  tab.locator(`tr[data-name="${name}"]`).getByRole("button", { name }).click();
const waits = (tab: FrameLocator) => tab.getByText("Waiting for you", { exact: true }).nth(1).waitFor();

async function run17(tab: FrameLocator): Promise<void> {
  await waits(tab);
  await open(tab, "contoso-storage-blob");
}

async function question(tab: FrameLocator): Promise<void> {
  await waits(tab);
  await tab.getByRole("checkbox", { name: "Select all that wait for you" }).click();
  await tab.locator('tr[data-name="contoso-ai-vision"]').getByRole("checkbox").click();
  await tab.getByRole("button", { name: "Approve selected, reject the rest…" }).click();
  await tab.getByRole("dialog").getByRole("textbox").fill("Read with the team.");
}

const pictures: readonly Picture[] = [
  { name: "run-light", theme: light, run, show: run17 },
  { name: "run-dark", theme: dark, run, show: run17 },
  { name: "question", theme: light, run, show: question },
  {
    name: "hub",
    theme: light,
    run: null,
    show: (tab) =>
      tab
        .getByText(/^you: /)
        .first()
        .waitFor(),
  },
];

for (const { name, theme, run: of, show } of pictures) {
  azure.set({ world: demoWorld() });
  const page = await browser.newPage({ viewport: size, timezoneId: "UTC", locale: "en-US" });
  const project = { id: ids.project, name: "internal" };
  const setup = { organization: azure.organization, project, user: rosa, token: demoToken, query: {} };
  await page.goto(host.address({ ...setup, run: of, theme }));
  await show(page.frameLocator("iframe"), page);
  // Nothing is under the pointer, and nothing moves any more.
  await page.mouse.move(1, 1);
  await page.waitForTimeout(300);
  await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
  console.log(`images/screenshots/${name}.png`);
  await page.close();
}

await browser.close();
await host[Symbol.asyncDispose]();
await azure[Symbol.asyncDispose]();
