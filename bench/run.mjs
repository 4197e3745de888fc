// `npm run bench`: measures what is claimed about speed, as ratios to peers in the same run, prints one table and writes
// docs/benchmarks.md. `npm run bench -- validate build` runs these parts only, and leaves the others' sections as they are.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundle, checkNode, install } from "../scripts/prepare.mjs";
import { documentWith, sectionOf, tableOf } from "./document.mjs";
import { reported } from "./measure.mjs";

checkNode();
install();
bundle();

/** Each part: how often it measures, and what of others it measures against. Loaded when it is run: some prepare as they load. */
const parts = {
  validate: { rounds: 7, peers: ["python"] },
  build: { rounds: 3, peers: ["python", "build", "uv"] },
  inspect: { rounds: 7, peers: ["python", "twine", "check-wheel-contents"] },
  publish: { rounds: 5, peers: ["python", "twine", "uv"] },
  scale: { rounds: 1, peers: ["python"] },
  page: { rounds: 9, peers: ["react", "azure-devops-ui", "@sparticuz/chromium"] },
  start: { rounds: 15, peers: [] },
};

const named = process.argv.slice(2);
const unknown = named.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  console.error(`no part ${unknown.join(", ")}; there are ${Object.keys(parts).join(", ")}`);
  process.exit(2);
}

const sections = {};
for (const [name, { rounds, peers }] of Object.entries(parts)) {
  if (named.length > 0 && !named.includes(name)) continue;
  console.error(`measuring ${name} …`);
  try {
    const { bench } = await import(`./${name}/bench.mjs`);
    if (!(await bench(rounds))) process.exitCode = 1;
  } catch (error) {
    console.error(`${name} was not measured: ${error.stack}`);
    process.exitCode = 1;
    reported.length = 0;
    continue;
  }
  sections[name] = { reports: reported.splice(0), peers };
}
const all = Object.values(sections).flatMap(({ reports }) => reports);
console.log(tableOf(all));
const path = join(import.meta.dirname, "../docs/benchmarks.md");
const made = Object.entries(sections).map(([name, section]) => [name, sectionOf(name, section)]);
writeFileSync(path, documentWith(readFileSync(path, "utf8"), Object.keys(parts), Object.fromEntries(made)));
console.error("docs/benchmarks.md is written");
