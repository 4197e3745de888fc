/** The local page, bundled as it is shipped, served to a real browser. */
import { copyFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { serve } from "../../src/cli/serve/serve.ts";
import { type FakeDesk, fakeDesk } from "./fake-desk.ts";

/** Bundles the page into a temporary folder. */
export async function bundlePage(): Promise<{ folder: string } & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), "gatehouse-page-"));
  await build({
    entryPoints: ["src/page/local.ts"],
    outfile: join(folder, "page.js"),
    bundle: true,
    format: "iife",
    target: "es2022",
    minify: true,
    legalComments: "none",
    logLevel: "silent",
  });
  for (const file of ["index.html", "page.css"]) await copyFile(join("src/page", file), join(folder, file));
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

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
  pageFolder: string,
  options: BrowserContextOptions = {},
): Promise<Opened> {
  const desk = fakeDesk();
  const served = await serve(desk, { port: 0, pageFolder });
  const context = await browser.newContext({ viewport: { width: 1100, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const faults: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") faults.push(message.text());
  });
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("requestfailed", (request) => faults.push(`failed: ${request.url()}`));
  await page.goto(served.address);
  await page.getByRole("heading", { name: "contoso-core" }).waitFor();
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
