/** The page as it is shipped, in a real browser, within the frame of a stand-in for Azure DevOps. */
import assert from "node:assert/strict";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, FrameLocator, Frame, Locator, Page } from "playwright-core";
import { type Azure, type Setting, startAzure } from "../../support/azure/azure.ts";
import { ids, rosa } from "../../support/azure/ids.ts";
import { run, type World } from "../../support/azure/world.ts";
import { hasBrowser, openBrowser } from "../../support/browser.ts";
import { type HostServer, startHost } from "../../support/host/host.ts";
import { light } from "../../support/host/themes.ts";
import { forRosa, rosasToken } from "../../support/page-place.ts";
import { root } from "../../support/root.ts";
import { assertNoViolations, axe } from "../accessible.ts";

interface Servers extends AsyncDisposable {
  readonly azure: Azure;
  readonly host: HostServer;
}

async function startServers(): Promise<Servers> {
  const [azure, host] = await Promise.all([startAzure(), startHost(join(root, "dist/page"))]);
  return {
    azure,
    host,
    async [Symbol.asyncDispose]() {
      await host[Symbol.asyncDispose]();
      await azure[Symbol.asyncDispose]();
    },
  };
}

/** The browser and the servers for the tests of one `describe`, which are skipped where there is no browser. */
export function opensTabs(): { readonly browser: Browser; readonly servers: Servers } {
  const opened = {} as { browser: Browser; servers: Servers };
  before(async function () {
    if (!hasBrowser) return this.skip();
    [opened.browser, opened.servers] = await Promise.all([openBrowser(), startServers()]);
  });
  after(async () => {
    await opened.browser?.close();
    await opened.servers?.[Symbol.asyncDispose]();
  });
  return opened;
}

export interface OpenedTab extends AsyncDisposable {
  /** The page of Azure DevOps; `tab` is ours within it. */
  readonly page: Page;
  readonly tab: FrameLocator;
  readonly frame: Frame;
  /** Exceptions, and what the console calls an error; but for refused requests, which a browser reports there. */
  readonly faults: string[];
}

export interface Opening {
  readonly world: World;
  readonly faulty?: Setting["faulty"];
  readonly slow?: number;
  /** Null: the hub. */
  readonly run?: number | null;
  readonly query?: Record<string, string>;
  readonly theme?: Readonly<Record<string, string>>;
  readonly token?: string;
  readonly browser?: BrowserContextOptions;
}

/** Opens the tab, or the hub, as Rosa Diaz, who may approve. */
export async function openTab(
  { browser, servers }: ReturnType<typeof opensTabs>,
  given: Opening,
): Promise<OpenedTab> {
  const { world, faulty, slow = 0, query = {}, theme = light, token = rosasToken } = given;
  const { azure, host } = servers;
  azure.set({ world: forRosa(world), slow, ...(faulty === undefined ? {} : { faulty }) });
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, ...given.browser });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    const text = message.text();
    const refused = /CORS policy|net::ERR|Failed to load resource/.test(text);
    if (message.type() === "error" && !refused) faults.push(text);
  });
  const project = { id: ids.project, name: "internal" };
  const setup = { organization: azure.organization, project, user: rosa, query, theme, token };
  await page.goto(host.address({ ...setup, run: given.run === undefined ? run : given.run }));
  const frame = page.frames()[1];
  assert.ok(frame);
  return {
    page,
    tab: page.frameLocator("iframe"),
    frame,
    faults,
    [Symbol.asyncDispose]: () => context.close(),
  };
}

/** The row of an artifact. */
export const row = (tab: FrameLocator, name: string): Locator => tab.locator(`tr[data-name="${name}"]`);

export async function openDetails(tab: FrameLocator, name: string): Promise<Locator> {
  await row(tab, name).getByRole("button", { name }).click();
  const article = tab.getByRole("article");
  await article.getByRole("heading", { level: 2, name }).waitFor();
  return article;
}

/** Fails on whatever axe finds in our frame. */
export async function assertAccessible(frame: Frame, state: string): Promise<void> {
  await frame.evaluate(axe);
  await assertNoViolations(frame, state);
}
