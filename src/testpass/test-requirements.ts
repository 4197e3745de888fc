/** What the tests of a package need beside the package: where a project says it, the first of several places. */
import { readToml, tableAt, valueAt } from "../packages/toml.ts";
import type { Files } from "../ports.ts";
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
}

/**
 * Looks for a dependency group (PEP 735), then an extra in the built metadata (`requiresDist`), then a file of
 * requirements. Lines that are no requirement by version are left out: what lies beside a package in the repository is
 * either released with it, and tested as built, or comes from the index. `source`: the package's folder, or null.
 */
export async function testRequirements(
  files: Files,
  source: string | null,
  requiresDist: readonly string[],
): Promise<TestRequirements> {
  const own = source === null ? null : await fromGroups(files, source);
  if (own !== null) return { extra: null, requirements: own };
  const extra = extras.find((name) => requiresDist.some((line) => isOfExtra(line, name)));
  if (extra !== undefined) return { extra, requirements: [] };
  const listed = source === null ? [] : await fromFiles(files, source);
  return { extra: null, requirements: listed };
}

function isOfExtra(line: string, name: string): boolean {
  return new RegExp(`;.*\\bextra\\s*==\\s*["']${name}["']`).test(line);
}

async function fromGroups(files: Files, source: string): Promise<readonly string[] | null> {
  const text = await files.readText(`${source}/pyproject.toml`).catch(() => null);
  if (text === null) return null;
  try {
    const all = tableAt(readToml(text.replace(/^\u{feff}/u, "")).document, "dependency-groups");
    const name = groups.find((group) => Array.isArray(valueAt(all, group)));
    return name === undefined ? null : byVersion(flatten(all, name, []));
  } catch {
    return null;
  }
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

async function fromFiles(files: Files, source: string): Promise<readonly string[]> {
  for (const name of requirementFiles) {
    const text = await files.readText(`${source}/${name}`).catch(() => null);
    if (text !== null) return byVersion(text.split(/\r?\n/).map((line) => line.replace(/(?:^|\s)#.*$/, "")));
  }
  return [];
}

function byVersion(lines: readonly string[]): readonly string[] {
  return lines.map((line) => line.trim()).filter((line) => readRequirement(line)?.url === null);
}
