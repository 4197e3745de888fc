/**
 * `npm run stamp`: no changed code under a version that was released. `scripts/released.json` has, for each released version
 * of each task, the hash of its bundle. A task in `dist/tasks` whose bundle is another gets the next patch version. With
 * `--check` nothing is written; with `--record` what lies in `dist/tasks` is written down as released.
 */
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Hashes by version, `1.0.3`. */
export type Released = Readonly<Record<string, string>>;

interface Manifest {
  readonly version: { readonly Major: number; readonly Minor: number; readonly Patch: number };
}

/** SHA-256 over the names and bytes of the files in `folder`; the version in `task.json` does not count. */
export function bundleHash(folder: string): string {
  const hash = createHash("sha256");
  for (const path of filesIn(folder, "")) {
    const bytes = readFileSync(`${folder}/${path}`);
    hash.update(`${path}\0`);
    hash.update(path === "task.json" ? withoutVersion(bytes.toString("utf8")) : bytes);
  }
  return hash.digest("hex");
}

function filesIn(folder: string, below: string): string[] {
  const names = readdirSync(`${folder}/${below}`).toSorted((a, b) => (a < b ? -1 : 1));
  return names.flatMap((name) => {
    const path = below === "" ? name : `${below}/${name}`;
    return statSync(`${folder}/${path}`).isDirectory() ? filesIn(folder, path) : [path];
  });
}

function withoutVersion(manifest: string): string {
  return JSON.stringify({ ...(JSON.parse(manifest) as Manifest), version: null });
}

/** The version that a task at `version` must have whose bundle has that `hash`: its own, or the next patch. */
export function stampOf(released: Released, version: string, hash: string): string {
  const known = released[version];
  if (known === undefined || known === hash) return version;
  const [major, minor] = version.split(".");
  const patches = Object.keys(released)
    .filter((one) => one.startsWith(`${major}.${minor}.`))
    .map((one) => Number(one.split(".")[2]));
  return `${major}.${minor}.${Math.max(...patches) + 1}`;
}

function stamp(root: string, option: string | undefined): boolean {
  const list = JSON.parse(readFileSync(`${root}scripts/released.json`, "utf8")) as Record<string, Released>;
  let isFine = true;
  for (const [name, released] of Object.entries(list)) {
    const path = `${root}tasks/${name}/task.json`;
    const text = readFileSync(path, "utf8");
    const { Major, Minor, Patch } = (JSON.parse(text) as Manifest).version;
    const version = `${Major}.${Minor}.${Patch}`;
    const hash = bundleHash(`${root}dist/tasks/${name}`);
    const wanted = stampOf(released, version, hash);
    list[name] = { ...released, [version]: released[version] ?? hash };
    if (wanted === version) continue;
    isFine = option === undefined;
    console.error(`${name}: its code is not that of ${version}, which was released; it must be ${wanted}.`);
    if (option === undefined)
      writeFileSync(path, text.replace(/("Patch": )\d+/, `$1${wanted.split(".")[2]}`));
  }
  if (option === "--record" && isFine)
    writeFileSync(`${root}scripts/released.json`, `${JSON.stringify(list, null, 2)}\n`);
  return isFine;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const isFine = stamp(fileURLToPath(new URL("../", import.meta.url)), process.argv[2]);
  process.exitCode = isFine ? 0 : 1;
}
