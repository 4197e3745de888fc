// What was measured, as a table for the terminal and as the sections of docs/benchmarks.md.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { arch, cpus, totalmem, type } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");

const head = `# Benchmarks

What \`npm run bench\` measured: medians, taken in turn with the peers on the same machine, so that what counts is the ratio. *at most* is the bound that the
bench holds; a row without one says what the ratios were made of. Each section says on what it was measured. \`npm run bench -- validate\` measures one part anew.
`;

const shown = ({ value, unit }) => `${value.toFixed(2)}${unit}`;
const bound = ({ limit, unit }) => (limit === undefined ? "" : `${limit}${unit}`);
const verdict = ({ value, limit }) => (limit === undefined ? "" : value <= limit ? "ok" : "OVER");

/** One table of everything, for the terminal. */
export function tableOf(reports) {
  const row = (what, ...cells) => `${what.padEnd(70)}${cells.map((cell) => cell.padStart(12)).join("")}`;
  const lines = reports.flatMap(({ title, claims }) => [
    "",
    title,
    ...claims.map((claim) => row(`  ${claim.what}`, shown(claim), bound(claim), verdict(claim))),
  ]);
  return [row("what", "measured", "at most", ""), ...lines].join("\n");
}

/** The section of one part, with versions and the kind of machine. */
export function sectionOf(name, { reports, peers }) {
  const versions = [`Node ${process.versions.node}`, ...peers.map((peer) => `${peer} ${versionOf(peer)}`)];
  const memory = Math.round(totalmem() / 2 ** 30);
  const machine = `${cpus().length} × ${cpus()[0].model.trim()}, ${memory} GB, ${type()} ${arch()}`;
  const tables = reports.flatMap(({ title, claims }) => [
    `**${title}**`,
    "",
    "| | measured | at most | |",
    "|---|--:|--:|---|",
    ...claims.map((claim) => `| ${claim.what} | ${shown(claim)} | ${bound(claim)} | ${verdict(claim)} |`),
    "",
  ]);
  return [`## ${name}`, "", `${versions.join(", ")}; ${machine}.`, "", ...tables].join("\n");
}

/** The document with these sections in place of the older ones of their names, in the order of `names`. */
export function documentWith(text, names, sections) {
  const [, ...older] = text.split(/^(?=## )/m);
  const olderOf = (name) => older.find((section) => section.startsWith(`## ${name}\n`))?.trimEnd();
  const kept = names.map((name) => sections[name]?.trimEnd() ?? olderOf(name));
  return `${[head.trimEnd(), ...kept.filter((section) => section !== undefined)].join("\n\n")}\n`;
}

/** The version of a peer, as the lock says that it was installed from. */
function versionOf(peer) {
  if (peer === "python")
    return spawnSync("python3", ["--version"], { encoding: "utf8" }).stdout.trim().split(" ")[1];
  const lock = { build: "python/validate", uv: "python/uv", twine: "test/support/python/twine" }[peer];
  const python = lock ?? (peer === "check-wheel-contents" ? "test/support/python/wheel-contents" : null);
  if (python === null)
    return JSON.parse(readFileSync(join(root, "node_modules", peer, "package.json"), "utf8")).version;
  // Where Pythons differ, the last line is that of the newer ones.
  const lines = readFileSync(join(root, `${python}.txt`), "utf8").split("\n");
  return lines.findLast((line) => line.startsWith(`${peer}==`)).split(/==| /)[1];
}
