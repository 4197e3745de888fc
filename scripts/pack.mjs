// `npm run pack`: dist/gatehouse-<version>.vsix. Any warning of tfx is an error.
import { spawnSync } from "node:child_process";
import { cp } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { writeInventory } from "./inventory.mjs";
import { bundle, checkNode, install, root } from "./prepare.mjs";

checkNode();
install();
bundle();
writeInventory();

// tfx takes the paths of the manifest from the folder that the manifest lies in.
const { version, screenshots } = JSON.parse(readFileSync(`${root}vss-extension.json`, "utf8"));
const pictures = ["images/extension.png", ...screenshots.map(({ path }) => path)];
for (const file of ["vss-extension.json", "overview.md", "LICENSE", ...pictures]) {
  await cp(`${root}${file}`, `${root}dist/${file}`);
}
const output = `dist/gatehouse-${version}.vsix`;
const tfx = "node_modules/tfx-cli/_build/tfx-cli.js";
const flags = ["--no-prompt", "--no-color", "--json", "--output-path", output];
const args = [
  tfx,
  "extension",
  "create",
  "--root",
  "dist",
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
