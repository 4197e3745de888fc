/** A real browser for tests: the Chromium that comes with the development packages, so nothing has to be installed. */
import chromium from "@sparticuz/chromium";
import { type Browser, chromium as playwright } from "playwright-core";

declare global {
  // Playwright's types name these of the browser's. The whole `dom` library would let server code use them unseen.
  interface Node {
    readonly nodeType: number;
  }
  interface HTMLElement extends Node {
    readonly tagName: string;
  }
  interface SVGElement extends Node {
    readonly tagName: string;
  }
  interface HTMLElementTagNameMap {
    readonly [name: string]: HTMLElement;
  }
}

/** Where that Chromium can run. Elsewhere tests in a browser are skipped. */
export const hasBrowser = process.platform === "linux" && process.arch === "x64";

/** Starts the browser; the first time on a machine it is unpacked, which takes some seconds. */
export async function openBrowser(): Promise<Browser> {
  try {
    const executablePath = await chromium.executablePath();
    return await playwright.launch({ executablePath, args: ["--no-sandbox", "--headless=shell"] });
  } catch (cause) {
    const problem = cause instanceof Error ? cause.message : String(cause);
    throw new Error(
      `The browser for tests (Chromium out of @sparticuz/chromium) did not start. Run \`npm ci\` again, and see ` +
        `that the temporary folder has 300 MB left and may hold programs. It said: ${problem}`,
      { cause },
    );
  }
}
