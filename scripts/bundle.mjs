// Bundles the tasks, the command and the page into dist/, and prints their sizes.
import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { bundlePage } from "./page-bundle.mjs";

const root = fileURLToPath(new URL("../", import.meta.url));
const { version } = JSON.parse(readFileSync(`${root}package.json`, "utf8"));
const extension = JSON.parse(readFileSync(`${root}vss-extension.json`, "utf8"));

// Bundled CommonJS asks for `require`; ES modules have none.
const banner = "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);";

/** What runs on Node: one folder an entry, ES modules with splitting, so that heavy libraries load when used. */
function forNode(entryPoints, outdir, plugins = []) {
  return build({
    absWorkingDir: root,
    entryPoints,
    plugins,
    // The module forms: what is not used of them is left out.
    alias: {
      yaml: `${root}node_modules/yaml/browser/index.js`,
      "hash-wasm": `${root}node_modules/hash-wasm/dist/index.esm.js`,
    },
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

/** Writes beside a bundle what makes it self-sufficient: its kind of module, and our Python side. */
async function complete(folder) {
  await writeFile(`${folder}/package.json`, '{"type":"module"}\n');
  await cp(`${root}python`, `${folder}/python`, {
    recursive: true,
    filter: (path) => !/__pycache__|\.in$|README/.test(path),
  });
}

/** Heavy modules that a task loads when it needs them, and the tasks that ever do. The others are a third smaller without. */
const loaded = [
  { filter: /\/adapters\/http\.ts$/, by: ["Validate", "Build", "Publish", "Tag"] },
  { filter: /\/adapters\/azure-approvals\.ts$/, by: ["Gate", "Publish"] },
  { filter: /\/adapters\/azure-retention\.ts$/, by: ["Tag"] },
  { filter: /^hash-wasm$/, by: ["Build"] },
];

/** Puts in the place of each such module one that says that it was left out. */
const leaveOut = (name) => ({
  name: "leave-out",
  setup({ onResolve, onLoad }) {
    for (const { filter, by } of loaded) {
      if (by.some((task) => name === `Gatehouse${task}`)) continue;
      onResolve({ filter }, ({ path }) => ({ path, namespace: "left-out" }));
    }
    onLoad({ filter: /./, namespace: "left-out" }, ({ path }) => {
      const problem = `${name} was bundled without ${path}: name it in scripts/bundle.mjs`;
      return { contents: `throw new Error(${JSON.stringify(problem)});` };
    });
  },
});

async function bundleTask(name) {
  const outdir = `dist/tasks/${name}`;
  const { metafile } = await forNode({ index: `tasks/${name}/index.ts` }, outdir, [leaveOut(name)]);
  check(name, metafile, `${outdir}/index.js`);
  await complete(`${root}${outdir}`);
  for (const file of ["task.json", "icon.png"])
    await cp(`${root}tasks/${name}/${file}`, `${root}${outdir}/${file}`);
}

/** Leaves `import("./validate/entry.ts")` to the bundle beside it. */
const validateApart = {
  name: "validate-apart",
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/validate\/entry\.ts$/ }, () => ({ path: "./validate.js", external: true })),
};

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
  await complete(`${root}dist/cli`);
  await bundlePage(root, "src/page/main.ts", "dist/page");
  for (const file of ["index.html", "run.html", "hub.html"])
    await cp(`${root}src/page/${file}`, `${root}dist/page/${file}`);
}

await rm(`${root}dist`, { recursive: true, force: true });
await mkdir(`${root}dist`);
for (const name of await readdir(`${root}tasks`)) await bundleTask(name);
await bundleCommand();
