/** Opens the page on a hundred artifacts, and a bare one, in turn, in the browser for tests; prints what was measured as JSON. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { bundlePage } from "../../scripts/page-bundle.mjs";
import { type Azure, startAzure } from "../../test/support/azure/azure.ts";
import { ids, rosa } from "../../test/support/azure/ids.ts";
import { releaseWorld } from "../../test/support/azure/release-world.ts";
import { run } from "../../test/support/azure/world.ts";
import { openBrowser } from "../../test/support/browser.ts";
import { type HostServer, startHost } from "../../test/support/host/host.ts";
import { light } from "../../test/support/host/themes.ts";
import { forRosa, rosasToken } from "../../test/support/page-place.ts";
import { aCollected, aFinding, aRecord } from "../../test/support/record-builders.ts";

const rounds = 9;
const root = join(import.meta.dirname, "../..");
const record = aRecord(
  Array.from({ length: 100 }, (_, n) =>
    aCollected({
      name: `contoso-package-${n}`,
      safeName: `package${n}`,
      previous: "1.1.0",
      requiresDist: [
        "azure-core>=1.30.0",
        "isodate>=0.6.1",
        'typing-extensions>=4.6; python_version < "3.12"',
      ],
      changelog: "## 1.2.0\n\n### Bugs Fixed\n\n- A retry waits as long as the service asks for.\n".repeat(3),
      findings: n % 4 === 0 ? [aFinding({ severity: "warning" })] : [],
    }),
  ),
);

/** Runs in every frame before its scripts: when rows are painted down to the window's end, and the longest task until then and after. */
const watch = `
  window.longest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longest = Math.max(window.longest, duration);
  }).observe({ type: "longtask", buffered: true });
  const look = () => {
    const atBottom = document.elementFromPoint(innerWidth * 0.2, innerHeight - 8);
    if (!atBottom?.closest("tbody tr")) return requestAnimationFrame(look);
    requestAnimationFrame(() => {
      window.shownAt = performance.now();
      console.info("shown");
    });
  };
  requestAnimationFrame(look);
  const count = () => {
    if (document.querySelectorAll("tbody tr").length < 100) return requestAnimationFrame(count);
    requestAnimationFrame(() => { window.allAt = performance.now(); });
  };
  requestAnimationFrame(count);`;

async function bareFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "gatehouse-bare-"));
  await bundlePage(root, "bench/page/bare.tsx", folder);
  writeFileSync(join(folder, "run.html"), readFileSync(join(root, "dist/page/run.html")));
  return folder;
}

const browser = await openBrowser();

async function open(host: HostServer, azure: Azure) {
  azure.set({ world: forRosa(releaseWorld(record)) });
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  await context.addInitScript(watch);
  const page = await context.newPage();
  const project = { id: ids.project, name: "internal" };
  const setup = {
    organization: azure.organization,
    project,
    user: rosa,
    run,
    query: {},
    theme: light,
    token: rosasToken,
  };
  // Not by a function that is brought into the page: it would have to be compiled there, in the midst of it.
  const shown = page.waitForEvent("console", (message) => message.text() === "shown");
  await page.goto(host.address(setup));
  await shown;
  const frame = page.frames()[1];
  if (frame === undefined) throw new Error("the page has no frame");
  const routes = azure.exchanges.map(({ route }) => route);
  const requests = routes.includes("artifact file") ? routes.indexOf("artifact file") : routes.length;
  await page.waitForTimeout(500);
  const [shownAt, allAt, longest] = await frame.evaluate<[number, number, number]>(
    "[window.shownAt, window.allAt, window.longest]",
  );
  await context.close();
  return { shownAt, allAt, longest, requests };
}

const azure = await startAzure();
const folder = await bareFolder();
const [full, bare] = await Promise.all([startHost(join(root, "dist/page")), startHost(folder)]);
const seen: { ours: Awaited<ReturnType<typeof open>>; bare: Awaited<ReturnType<typeof open>> }[] = [];
for (let round = 0; round <= rounds; round += 1) {
  const pair = { bare: await open(bare, azure), ours: await open(full, azure) };
  if (round > 0) seen.push(pair);
}
const scripts = readdirSync(join(root, "dist/page")).filter((name) => name.endsWith(".js"));
const compressed = scripts.map(
  (name) => gzipSync(readFileSync(join(root, "dist/page", name)), { level: 9 }).length,
);
const median = (numbers: readonly number[]) =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
console.log(
  JSON.stringify({
    ours: median(seen.map(({ ours }) => ours.shownAt)),
    bare: median(seen.map((pair) => pair.bare.shownAt)),
    all: median(seen.map(({ ours }) => ours.allAt)),
    longest: median(seen.map(({ ours }) => ours.longest)),
    requests: Math.max(...seen.map(({ ours }) => ours.requests)),
    kilobytes: compressed.reduce((sum, bytes) => sum + bytes, 0) / 1024,
  }),
);
await browser.close();
for (const server of [full, bare, azure]) await server[Symbol.asyncDispose]();
rmSync(folder, { recursive: true });
