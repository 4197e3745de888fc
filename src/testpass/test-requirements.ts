/** What the tests of a package need beside the package: where a project says it, the first of several places. */
import { normalize } from "node:path/posix";
import { isTable, readToml, tableAt, valueAt } from "../packages/toml.ts";
import type { Files } from "../ports.ts";
import { normalizeName } from "../release/name.ts";
import { readRequirement } from "../release/requirements.ts";

/** Names that groups and extras for tests go by, in order. */
const groups = ["test", "tests", "testing", "dev"];
const extras = ["test", "tests", "testing"];
const requirementFiles = ["dev_requirements.txt", "test-requirements.txt", "requirements-dev.txt"];

export interface TestRequirements {
  /** Of the package itself, to be installed with it; null for none. */
  readonly extra: string | null;
  /** PEP 508, one each. */
  readonly requirements: readonly string[];
  /** Those that the project takes from elsewhere than an index, by `[tool.uv.sources]`. */
  readonly sourced: readonly string[];
  /** Absolute folders of packages beside this one, with the extras that are wanted of each: `[aio]`, or empty. */
  readonly folders: readonly { readonly folder: string; readonly extras: string }[];
}

/**
 * Looks for a dependency group (PEP 735), then an extra in the built metadata (`requiresDist`), then a file of
 * requirements, with those that it includes. Addresses and options of pip are left out. `source`: the package's folder.
 */
export async function testRequirements(
  files: Files,
  source: string,
  requiresDist: readonly string[],
): Promise<TestRequirements> {
  const own = await fromGroups(files, source);
  const none: TestRequirements = { extra: null, requirements: [], sourced: [], folders: [] };
  if (own !== null) return { ...none, ...own };
  const extra = extras.find((name) => requiresDist.some((line) => isOfExtra(line, name)));
  if (extra !== undefined) return { ...none, extra };
  for (const name of requirementFiles) {
    const lines = await linesOf(files, `${source}/${name}`, []);
    if (lines === null) continue;
    const folders = lines.flatMap(({ line, folder }) => folderOf(line, folder) ?? []);
    return { ...none, requirements: byVersion(lines.map(({ line }) => line)), folders };
  }
  return none;
}

/** Whether a line of `Requires-Dist` belongs to an extra. */
export function isOfExtra(line: string, name: string): boolean {
  return new RegExp(`;.*\\bextra\\s*==\\s*["']${name}["']`).test(line);
}

async function fromGroups(
  files: Files,
  source: string,
): Promise<Pick<TestRequirements, "requirements" | "sourced"> | null> {
  const text = await files.readText(`${source}/pyproject.toml`).catch(() => null);
  if (text === null) return null;
  try {
    const { document } = readToml(text.replace(/^\u{feff}/u, ""));
    const all = tableAt(document, "dependency-groups");
    const name = groups.find((group) => Array.isArray(valueAt(all, group)));
    if (name === undefined) return null;
    const lines = byVersion(flatten(all, name, []));
    const elsewhere = takenElsewhere(document);
    const isSourced = (line: string) => elsewhere.has(readRequirement(line)?.package ?? "");
    return {
      requirements: lines.filter((line) => !isSourced(line)),
      sourced: lines.filter(isSourced),
    };
  } catch {
    return null;
  }
}

/** Packages that uv is told to take from a path, a workspace, a repository or an address (`[tool.uv.sources]`). */
function takenElsewhere(document: ReturnType<typeof tableAt>): ReadonlySet<string> {
  const sources = tableAt(document, "tool", "uv", "sources");
  const names = Object.keys(sources).filter((name) => {
    const all = [valueAt(sources, name)].flat().filter(isTable);
    return all.some((source) =>
      ["path", "workspace", "git", "url"].some((key) => Object.hasOwn(source, key)),
    );
  });
  return new Set(names.map(normalizeName));
}

/** A group's requirements with those of the groups it includes; a circle of them ends. */
function flatten(all: ReturnType<typeof tableAt>, name: string, above: readonly string[]): string[] {
  const items = valueAt(all, name);
  if (!Array.isArray(items) || above.includes(name)) return [];
  return items.flatMap((item: unknown) => {
    if (typeof item === "string") return [item];
    const included: unknown =
      typeof item === "object" && item !== null ? (item as Record<string, unknown>)["include-group"] : null;
    return typeof included === "string" ? flatten(all, included, [...above, name]) : [];
  });
}

interface RequirementsLine {
  readonly line: string;
  /** Where the file lies. */
  readonly folder: string;
}

/** The lines of a file of requirements and of those that it includes by `-r`; null when there is none. */
async function linesOf(
  files: Files,
  path: string,
  above: readonly string[],
): Promise<RequirementsLine[] | null> {
  const text = above.includes(path) ? null : await files.readText(path).catch(() => null);
  if (text === null) return null;
  const folder = path.slice(0, path.lastIndexOf("/"));
  const lines = text.split(/\r?\n/).map((line) => line.replace(/(?:^|\s)#.*$/, "").trim());
  const all = lines.map(async (line) => {
    const included = /^(?:-r|--requirement)[\s=]*(\S+)$/.exec(line)?.[1];
    if (included === undefined) return [{ line, folder }];
    return (await linesOf(files, normalize(`${folder}/${included}`), [...above, path])) ?? [];
  });
  return (await Promise.all(all)).flat();
}

/** The folder that a line names by a relative path, as pip takes it: `-e ../azure-core[aio]`; null for no such line. */
function folderOf(line: string, from: string): TestRequirements["folders"][number] | null {
  const editable = /^(?:-e|--editable)[\s=]+(.*)$/.exec(line)?.[1];
  const written = (editable ?? line).replace(/\s+;.*$/, "").trim();
  const [, path = "", extra = ""] = /^([^[]*?)\/?(\[[^\]]*\])?$/.exec(written) ?? [];
  const isPath = editable !== undefined ? !path.includes(":") : /^\.{1,2}(?:\/|$)/.test(path);
  if (!isPath || path === "" || path.startsWith("/")) return null;
  return { folder: normalize(`${from}/${path}`).replace(/\/$/, ""), extras: extra };
}

function byVersion(lines: readonly string[]): readonly string[] {
  return lines.map((line) => line.trim()).filter((line) => readRequirement(line)?.url === null);
}
