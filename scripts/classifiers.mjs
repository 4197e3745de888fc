// `node scripts/classifiers.mjs`: writes the list of classifiers that PyPI knows, from the newest release of trove-classifiers.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// The lists are literals: they are read out of the source, which is not run.
const reader = `
import ast, json, sys, zipfile
source = zipfile.ZipFile(sys.argv[1]).read("trove_classifiers/__init__.py").decode()
found = {}
for node in ast.parse(source).body:
    target = getattr(node, "target", None) or (getattr(node, "targets", None) or [None])[0]
    if isinstance(target, ast.Name) and target.id in ("sorted_classifiers", "deprecated_classifiers"):
        found[target.id] = ast.literal_eval(node.value)
print(json.dumps(found))
`;

const headers = { accept: "application/vnd.pypi.simple.v1+json" };
const page = await (await fetch("https://pypi.org/simple/trove-classifiers/", { headers })).json();
const wheel = page.files
  .filter(({ filename, yanked }) => filename.endsWith(".whl") && !yanked)
  .toSorted((a, b) => (a["upload-time"] < b["upload-time"] ? -1 : 1))
  .at(-1);
const bytes = Buffer.from(await (await fetch(wheel.url)).arrayBuffer());
if (createHash("sha256").update(bytes).digest("hex") !== wheel.hashes.sha256)
  throw new Error("the wheel's hash is wrong");
const folder = mkdtempSync(join(tmpdir(), "gatehouse-classifiers-"));
try {
  writeFileSync(join(folder, "wheel.whl"), bytes);
  const { sorted_classifiers: known, deprecated_classifiers: deprecated } = JSON.parse(
    execFileSync("python3", ["-c", reader, join(folder, "wheel.whl")], { encoding: "utf8" }),
  );
  const version = wheel.filename.split("-")[1];
  const text = `/** The classifiers that PyPI knows. Made by scripts/classifiers.mjs from trove-classifiers ${version}. */

/** One a line; \`Private ::\` is never among them. */
export const classifierLines = ${JSON.stringify(known.join("\n"))};

/** Those that PyPI takes no more, each with what has come in its place. */
export const deprecatedClassifiers: Readonly<Record<string, readonly string[]>> = ${JSON.stringify(deprecated)};
`;
  writeFileSync(new URL("../src/validate/data/classifiers.ts", import.meta.url), text);
  console.error(`${known.length} classifiers of trove-classifiers ${version}; now npm run format`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
