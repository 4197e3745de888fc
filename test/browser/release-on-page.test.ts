/** A release decided on the page, in a real browser: two approved at once, one rejected, then published and tagged. */
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { ReleaseResult } from "../../src/cli/release/result.ts";
import { hasBrowser, openBrowser } from "../support/browser.ts";
import { openDetails, row } from "./opened-page.ts";
import { gatehouse, sampleRepository, startCommand, until } from "../support/command.ts";

describe("a release decided on the page", function () {
  this.timeout(120_000);
  const sample = sampleRepository();
  const out = join(sample.scratch, "out");
  const args = ["release", "sdk/contoso", "--index", "local", "--out", out, "--json"];
  after(() => sample.remove());

  it("waits for the person, and does what was decided", async function () {
    if (!hasBrowser) return this.skip();
    const { child, ended } = startCommand(args, sample.folder);
    let stderr = "";
    child.stderr?.on("data", (chunk: string) => (stderr += chunk));
    const address = () => /Decide here: (http:\/\/127\.0\.0\.1:\d+\/\?key=\S+)/.exec(stderr)?.[1];
    if (!(await until(() => address() !== undefined, ended))) assert.fail((await ended).stderr);
    const browser = await openBrowser();
    const page = await browser.newPage({ viewport: { width: 1366, height: 900 } });
    await page.goto(address() ?? "");
    const widgets = await openDetails(page, "contoso_mgmt_widgets");
    await widgets.getByRole("textbox").fill("not this month");
    await widgets.getByRole("button", { name: "Reject contoso_mgmt_widgets" }).click();
    await row(page, "contoso_mgmt_widgets").getByText("Rejected", { exact: true }).waitFor();
    for (const name of ["contoso_core", "contoso_storage_blob"])
      await row(page, name).getByRole("checkbox").click();
    await page.getByRole("button", { name: "Approve selected…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Approve 2 artifacts" }).click();
    const blob = await openDetails(page, "contoso_storage_blob");
    await blob.getByText("contoso-storage-blob_12.4.0b1", { exact: true }).waitFor();
    const shots = process.env["GATEHOUSE_SHOTS"];
    if (shots !== undefined) await page.screenshot({ path: join(shots, "released.png"), fullPage: true });
    await browser.close();
    const { code, stdout, stderr: said } = await ended;
    assert.equal(code, 0, said);
    const { artifacts } = JSON.parse(stdout) as ReleaseResult;
    assert.deepEqual(
      artifacts.map(({ name, decision, outcome, reason }) => [name, decision, outcome, reason]),
      [
        ["contoso_core", "approved", "published", ""],
        ["contoso_storage_blob", "approved", "published", ""],
        ["contoso_mgmt_widgets", "rejected", "left out", "it was rejected"],
      ],
    );
    assert.equal(readdirSync(`${out}.index`).length, 4);
  });

  it("asks nothing the second time", async () => {
    const { code, stdout, stderr } = await gatehouse(args, sample.folder);
    assert.equal(code, 0, stderr);
    assert.doesNotMatch(stderr, /Decide here/);
    const { artifacts } = JSON.parse(stdout) as ReleaseResult;
    assert.deepEqual(
      artifacts.map(({ outcome }) => outcome),
      ["already there", "already there", "left out"],
    );
  });
});
