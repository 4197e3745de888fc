// `npm run pack`: dist/gatehouse-<version>.vsix. Any warning of tfx is an error. With `--development` an extension of another
// id, with tasks of other ids; with `--repository <address>` the Marketplace links the repository.
import { spawnSync } from "node:child_process";
import { cp, writeFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { makeDevelopment } from "./development.mjs";
import { writeInventory } from "./inventory.mjs";
import { bundle, checkNode, install, root } from "./prepare.mjs";

const { values: options } = parseArgs({
  options: { development: { type: "boolean", default: false }, repository: { type: "string" } },
});

checkNode();
install();
bundle();
writeInventory();

// tfx takes the paths of the manifest from the folder that the manifest lies in.
let folder = "dist";
let manifest = JSON.parse(readFileSync(`${root}vss-extension.json`, "utf8"));
if (options.development) ({ folder, manifest } = await makeDevelopment(manifest));
const pictures = ["images/extension.png", ...manifest.screenshots.map(({ path }) => path)];
for (const file of ["overview.md", "LICENSE", ...pictures]) {
  await cp(`${root}${file}`, `${root}${folder}/${file}`);
}
const whole = { ...manifest, ...linksTo(options.repository) };
await writeFile(`${root}${folder}/vss-extension.json`, `${JSON.stringify(whole, null, 2)}\n`);

const output = `dist/${manifest.id}-${manifest.version}.vsix`;
const tfx = "node_modules/tfx-cli/_build/tfx-cli.js";
const flags = ["--no-prompt", "--no-color", "--json", "--output-path", output];
const args = [
  tfx,
  "extension",
  "create",
  "--root",
  folder,
  "--manifest-globs",
  "vss-extension.json",
  ...flags,
];
const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: "utf8" });
if (status !== 0 || /warning:/i.test(stdout) || stderr.trim() !== "") {
  console.error(`${stdout}${stderr}`);
  console.error("tfx did not pack it without a warning.");
  process.exit(1);
}
console.log(output);

/** What the Marketplace shows beside the page, when the repository's address is known. */
function linksTo(repository) {
  if (repository === undefined) return {};
  const at = new URL(repository).href.replace(/\/$/, "");
  const page = (path) => ({ uri: `${at}/${path}` });
  return {
    repository: { type: "git", uri: at },
    links: {
      getstarted: page("blob/main/docs/getting-started.md"),
      learn: page("blob/main/README.md"),
      license: page("blob/main/LICENSE"),
      support: page("issues"),
      issues: page("issues"),
    },
  };
}
