/** The page speaks with Azure DevOps' own page around it, over the protocol of the extension SDK, in a real browser. */
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import type { Browser, Frame, Page } from "playwright-core";
import { type Azure, startAzure } from "../../support/azure/azure.ts";
import { ids, rosa } from "../../support/azure/ids.ts";
import { releaseWorld } from "../../support/azure/release-world.ts";
import { run } from "../../support/azure/world.ts";
import { hasBrowser, openBrowser } from "../../support/browser.ts";
import { type HostServer, startHost } from "../../support/host/host.ts";
import { dark, light } from "../../support/host/themes.ts";
import { forRosa, rosasToken } from "../../support/page-place.ts";
import { aCollected, aRecord } from "../../support/record-builders.ts";

const record = aRecord([aCollected({ name: "contoso-core", safeName: "core" })]);

(hasBrowser ? describe : describe.skip)("the page within Azure DevOps", function () {
  this.timeout(60_000);
  let azure: Azure;
  let browser: Browser;
  let host: HostServer;
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "gatehouse-harness-"));
    await build({
      entryPoints: ["test/browser/azure/harness.ts"],
      outfile: join(folder, "page.js"),
      bundle: true,
      format: "iife",
      target: "es2022",
      logLevel: "silent",
    });
    const html = `<!doctype html><html lang="en"><title>x</title><body><script src="page.js"></script></body></html>`;
    for (const home of ["run", "hub"]) await writeFile(join(folder, `${home}.html`), html);
    [azure, browser, host] = await Promise.all([startAzure(), openBrowser(), startHost(folder)]);
  });
  after(async () => {
    await browser?.close();
    await host?.[Symbol.asyncDispose]();
    await azure?.[Symbol.asyncDispose]();
    await rm(folder, { recursive: true, force: true });
  });

  async function open(home: { readonly run: number | null; readonly query?: Record<string, string> }) {
    const page = await browser.newPage();
    const { query = {} } = home;
    const project = { id: ids.project, name: "internal" };
    const setup = { organization: azure.organization, project, user: rosa, run: home.run, query };
    await page.goto(host.address({ ...setup, theme: light, token: rosasToken }));
    const frame = page.frames()[1];
    assert.ok(frame);
    await frame.waitForFunction("window.harness !== undefined");
    return { page, frame };
  }
  const within = <T>(frame: Frame, code: string): Promise<T> => frame.evaluate(`(async () => { ${code} })()`);
  const heard = (page: Page): Promise<string[]> => page.evaluate("window.hostHeard");

  it("shakes hands, and learns who looks, at which project of which organization", async () => {
    const { frame, page } = await open({ run });
    const found = await within<object>(
      frame,
      "const { place, user, projectAddress, ready } = await harness.enter(); ready(); const { organization, project } = place; return { organization, project, user, projectAddress }",
    );
    assert.deepEqual(found, {
      organization: azure.organization,
      project: ids.project,
      user: ids.rosa,
      projectAddress: `${azure.organization}internal/`,
    });
    await page.waitForFunction("window.hostHeard.includes('loaded')");
    await page.close();
  });

  it("follows the host's theme, at once and later", async () => {
    const { frame, page } = await open({ run });
    await within(frame, "await harness.enter()");
    const color = () =>
      frame.evaluate(
        "getComputedStyle(document.documentElement).getPropertyValue('--background-color').trim()",
      );
    assert.equal(await color(), light["background-color"]);
    await page.evaluate(
      (theme) => (globalThis as unknown as { changeTheme: (t: object) => void }).changeTheme(theme),
      dark,
    );
    assert.equal(await color(), dark["background-color"]);
    await page.close();
  });

  it("learns which run the tab is on, once each", async () => {
    const { frame, page } = await open({ run });
    await within(frame, "await harness.enter(); await harness.watchRun((run) => told.push(run))");
    await frame.waitForFunction("told.length > 0");
    await page.evaluate(`changeRun(${run}); changeRun(12)`);
    await frame.waitForFunction("told.length > 1");
    assert.deepEqual(await frame.evaluate("told"), [run, 12]);
    await page.close();
  });

  it("finds the run in the hub's address, and puts it there", async () => {
    const { frame, page } = await open({ run: null, query: { runId: "4711" } });
    assert.equal(await within(frame, "await harness.enter(); return harness.chosenRun()"), 4711);
    await within(frame, "await harness.showRun(12)");
    assert.ok((await heard(page)).includes('query {"runId":"12"}'));
    assert.equal(await within(frame, "return harness.chosenRun()"), 12);
    await page.close();
    const other = await open({ run: null, query: { runId: "../x" } });
    assert.equal(await within(other.frame, "await harness.enter(); return harness.chosenRun()"), null);
    await other.page.close();
  });

  it("reads and decides across origins, with a token that was fresh when it was used", async () => {
    const world = forRosa(releaseWorld(record));
    azure.set({ world });
    const { frame, page } = await open({ run });
    await within(
      frame,
      `window.desk = harness.runDesk(await harness.enter(), ${run}, "");
       await desk.read();`,
    );
    const state = () =>
      within<string>(
        frame,
        "const { all } = await desk.settled(); return all[0].standing.state + ' ' + all[0].standing.access.kind",
      );
    assert.equal(await state(), "waiting yours");
    // The token of before is not taken any more; the host has another.
    Reflect.deleteProperty(world.users, rosasToken);
    world.users["another-token"] = rosa;
    await page.evaluate("hostSetup.token = 'another-token'");
    const decision = JSON.stringify([
      { name: "contoso-core", digest: record.artifacts[0]?.digest, decision: "approved", comment: "Fine." },
    ]);
    assert.deepEqual(await within(frame, `return desk.decide(${decision})`), [
      { name: "contoso-core", problem: null },
    ]);
    assert.match(
      await within<string>(frame, "await desk.read(); return (await desk.settled()).all[0].standing.state"),
      /approved/,
    );
    await page.close();
  });

  it("asks again with a fresh token when the first is refused, which a browser shows as a broken connection", async () => {
    const world = forRosa(releaseWorld(record));
    azure.set({ world });
    const { frame, page } = await open({ run });
    await page.evaluate("hostSetup.token = 'expired'");
    // The host renews its token when it has been asked for it some times.
    const renewing = page.evaluate(
      `new Promise((renewed) => { const wait = setInterval(() => {
         if (hostHeard.filter((what) => what === "token").length < 2) return;
         hostSetup.token = ${JSON.stringify(rosasToken)}; clearInterval(wait); renewed(); }, 1) })`,
    );
    const id = await within<number>(
      frame,
      `return (await harness.runDesk(await harness.enter(), ${run}, "").read()).seen.build.id`,
    );
    await renewing;
    assert.equal(id, run);
    await page.close();
  });
});
