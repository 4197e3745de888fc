/** Poetry's dependency tables as requirements (https://python-poetry.org/docs/dependency-specification/). */
import type { FoundText } from "./metadata.ts";
import { poetrySpecifier } from "./poetry-specifier.ts";
import { isTable, type Table, tableAt, textAt, textsAt, type Toml } from "./toml.ts";

const path = ["tool", "poetry", "dependencies"];

/** The requirements of `[tool.poetry.dependencies]`; the optional ones are those of extras. */
export function poetryRequirements(toml: Toml): { always: FoundText[]; extras: FoundText[] } {
  const [always, extras]: [FoundText[], FoundText[]] = [[], []];
  for (const [name, value] of Object.entries(tableAt(toml.document, ...path))) {
    if (name.toLowerCase() === "python") continue;
    // Several tables, each for some Pythons or platforms.
    const choices: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const [at, choice] of choices.entries()) {
      const table = isTable(choice) ? choice : typeof choice === "string" ? { version: choice } : {};
      const line = toml.line(...path, name, ...(Array.isArray(value) ? [at] : []));
      const into = table["optional"] === true ? extras : always;
      into.push({ value: requirement(name, table), line });
    }
  }
  return { always, extras };
}

function requirement(name: string, table: Table): string {
  const extras = textsAt(table, "extras");
  const named = extras.length === 0 ? name : `${name}[${extras.join(",")}]`;
  const address = addressOf(table);
  const version = poetrySpecifier(textAt(table, "version") ?? "*") ?? "";
  const markers = [textAt(table, "markers"), pythonMarker(table), platformMarker(table)].filter(
    (marker) => marker !== null,
  );
  const marked = markers.length > 1 ? markers.map((marker) => `(${marker})`).join(" and ") : markers.join("");
  const base = address === null ? `${named}${version}` : `${named} @ ${address}`;
  return marked === "" ? base : `${base}${address === null ? "" : " "}; ${marked}`;
}

/** Where a direct reference leads; null for a requirement by version. */
function addressOf(table: Table): string | null {
  const git = textAt(table, "git");
  if (git !== null) {
    const at = textAt(table, "rev") ?? textAt(table, "tag") ?? textAt(table, "branch");
    return `git+${git}${at === null ? "" : `@${at}`}`;
  }
  const local = textAt(table, "path") ?? textAt(table, "file");
  return textAt(table, "url") ?? (local === null ? null : `file:${local}`);
}

function pythonMarker(table: Table): string | null {
  const python = textAt(table, "python");
  const specifier = python === null ? null : poetrySpecifier(python);
  if (specifier === null || specifier === "") return null;
  return specifier
    .split(",")
    .map((part) => part.replace(/^([<>=!~]+)(.*)$/, 'python_version $1 "$2"'))
    .join(" and ");
}

function platformMarker(table: Table): string | null {
  const platform = textAt(table, "platform");
  return platform === null ? null : `sys_platform == "${platform}"`;
}
