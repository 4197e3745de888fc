/**
 * `npm run demo:azure`: the page within a stand-in for Azure DevOps, to click through without an organization. What is
 * approved there goes on as in a real run, some seconds later; nothing is published anywhere.
 */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { startAzure } from "../test/support/azure/azure.ts";
import { demoToken, demoWorld, goOn } from "../test/support/azure/demo-world.ts";
import { ids, rosa } from "../test/support/azure/ids.ts";
import { run } from "../test/support/azure/world.ts";
import { startHost } from "../test/support/host/host.ts";
import { dark, light } from "../test/support/host/themes.ts";
import { root } from "../test/support/root.ts";

const step = 4000;
const pageFolder = join(root, "dist/page");
if (!existsSync(join(pageFolder, "run.html"))) {
  console.error("The page is not built. Run `npm run build` first.");
  process.exit(2);
}

const azure = await startAzure();
const host = await startHost(pageFolder);
const world = demoWorld();
azure.set({ world });
const going = setInterval(() => goOn(world), step);

const setup = {
  organization: azure.organization,
  project: { id: ids.project, name: "internal" },
  user: rosa,
  token: demoToken,
  query: {},
};
console.log(`The tab Release of a run:          ${host.address({ ...setup, run, theme: light })}`);
console.log(`The same, in the dark theme:       ${host.address({ ...setup, run, theme: dark })}`);
console.log(`The hub, with all runs that wait:  ${host.address({ ...setup, run: null, theme: light })}`);
console.log("You are Rosa Diaz, who may approve. Ctrl-C ends it; nothing is kept.");

process.once("SIGINT", () => {
  clearInterval(going);
  void Promise.all([host[Symbol.asyncDispose](), azure[Symbol.asyncDispose]()]).then(() => process.exit(0));
});
