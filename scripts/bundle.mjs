// Bundles the tasks, the command and the page into dist/, and prints their sizes.
import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { readdirSync, readFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { leaveOut, partsOfLibraries, validateApart } from "./bundle-plugins.mjs";
import { packagesIn } from "./inventory.mjs";
import { bundlePage } from "./page-bundle.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
const extension = JSON.parse(readFileSync(`${root}vss-extension.json`, "utf8"));

// Bundled CommonJS asks for `require`; ES modules have none.
const banner = "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);";

// Of all that goes into a bundle: what other code found is not taken for what this code would find.
const sourceDigest = digestOfSources();

function digestOfSources() {
  const digest = createHash("sha256");
  const files = readdirSync(`${root}src`, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );
  files.sort((a, b) => (a < b ? -1 : 1));
  for (const file of ["../package-lock.json", ...files])
    digest.update(file).update(readFileSync(`${root}src/${file}`));
  return digest.digest("hex").slice(0, 16);
}

/** What runs on Node: one folder an entry, ES modules with splitting, so that heavy libraries load when used. */
function forNode(entryPoints, outdir, plugins = []) {
  return build({
    absWorkingDir: root,
    entryPoints,
    plugins: [...plugins, partsOfLibraries(root)],
    // The module form: what is not used of it is left out.
    alias: { yaml: `${root}node_modules/yaml/browser/index.js` },
    outdir,
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    minify: true,
    legalComments: "none",
    metafile: true,
    chunkNames: "chunks/[name]-[hash]",
    banner: { js: banner },
    define: {
      GATEHOUSE_VERSION: JSON.stringify(version),
      GATEHOUSE_BUILD: JSON.stringify(sourceDigest),
      GATEHOUSE_EXTENSION: JSON.stringify(`${extension.publisher}.${extension.id}`),
    },
  });
}

/** Fails on what would break at run time without a word: a second task-lib, or a heavy library loaded at start. */
function check(name, { inputs, outputs }, entry) {
  const copies = Object.keys(inputs).filter((path) => path.endsWith("azure-pipelines-task-lib/task.js"));
  if (copies.length > 1)
    throw new Error(`${name}: ${copies.length} copies of azure-pipelines-task-lib: ${copies.join(", ")}`);
  const atStart = new Set();
  const follow = (path) => {
    if (atStart.has(path)) return;
    atStart.add(path);
    for (const { path: next, kind } of outputs[path]?.imports ?? [])
      if (kind === "import-statement") follow(next);
  };
  follow(entry);
  for (const path of atStart) {
    for (const input of Object.keys(outputs[path]?.inputs ?? {})) {
      const heavy = /node_modules\/(undici|execa|yaml|listr2|typebox|typed-rest-client)\//.exec(input)?.[1];
      if (heavy) throw new Error(`${name} loads ${heavy} at start (${input})`);
    }
  }
  const bytes = (paths) => paths.reduce((sum, path) => sum + (outputs[path]?.bytes ?? 0), 0);
  const [start, all] = [bytes([...atStart]), bytes(Object.keys(outputs))].map(
    (n) => `${Math.round(n / 1024)} KB`,
  );
  console.error(`${name.padEnd(18)} ${start.padStart(8)} at start ${all.padStart(8)} in all`);
}

/** Writes beside a bundle what makes it self-sufficient: its kind of module, and our Python side where it starts Python. */
async function complete(folder, startsPython) {
  await writeFile(`${folder}/package.json`, '{"type":"module"}\n');
  if (!startsPython) return;
  await cp(`${root}python`, `${folder}/python`, {
    recursive: true,
    filter: (path) => !/__pycache__|\.in$|README/.test(path),
  });
}

async function bundleTask(name) {
  const outdir = `dist/tasks/${name}`;
  const { metafile } = await forNode({ index: `tasks/${name}/index.ts` }, outdir, [leaveOut(name)]);
  check(name, metafile, `${outdir}/index.js`);
  await complete(`${root}${outdir}`, ["Validate", "Build", "Test"].includes(name.replace("Gatehouse", "")));
  for (const file of ["task.json", "icon.png"])
    await cp(`${root}tasks/${name}/${file}`, `${root}${outdir}/${file}`);
  return metafile;
}

/**
 * `validate` is run at every save: as a bundle of its own it is three files to load, where code shared with all other
 * commands would make thirty.
 */
async function bundleCommand() {
  const { metafile } = await forNode({ gatehouse: "src/cli/gatehouse.ts" }, "dist/cli", [validateApart]);
  check("gatehouse", metafile, "dist/cli/gatehouse.js");
  const entries = {
    validate: "src/cli/validate/entry.ts",
    "validate-thread": "src/cli/validate/thread.ts",
  };
  await forNode(entries, "dist/cli");
  await cp(`${root}docs/rules`, `${root}dist/cli/docs/rules`, { recursive: true });
  await complete(`${root}dist/cli`, true);
}

async function bundlePages() {
  const { metafile } = await bundlePage(root, "src/page/main.ts", "dist/page");
  for (const file of ["index.html", "run.html", "hub.html"])
    await cp(`${root}src/page/${file}`, `${root}dist/page/${file}`);
  return metafile;
}

await rm(`${root}dist`, { recursive: true, force: true });
await mkdir(`${root}dist`);
const shipped = [];
for (const name of await readdir(`${root}tasks`)) shipped.push(await bundleTask(name));
shipped.push(await bundlePages());
await writeFile(`${root}dist/bundled.json`, `${JSON.stringify(packagesIn(shipped), null, 2)}\n`);
await bundleCommand();
