/** A good package, and the ways to break one: each gives exactly one finding. */

/** The files of a package by their path in it. */
export type PackageFiles = Readonly<Record<string, string>>;

/** One way to break a good package. */
export interface Break {
  readonly rule: string;
  readonly severity: "error" | "warning" | "note";
  /** Where the finding is, and a text that stands in its line; null where it has no line. */
  readonly file: string;
  readonly needle: string | null;
  /** The files that differ from the good package's; an empty text takes one away. */
  readonly change: (good: PackageFiles, name: string) => PackageFiles;
}

/** What a package called `name` is made of; nothing is wrong with it. */
export function goodPackage(name: string): PackageFiles {
  const module = name.replaceAll("-", "/");
  return {
    "pyproject.toml": `[build-system]
requires = ["setuptools>=77.0.3"]
build-backend = "setuptools.build_meta"

[project]
name = "${name}"
version = "1.1.0"
description = "A client library"
readme = "README.md"
requires-python = ">=3.9"
license = "MIT"
license-files = ["LICENSE"]
classifiers = [
    "Development Status :: 5 - Production/Stable",
    "Programming Language :: Python :: 3",
]
dependencies = [
    "typing-extensions>=4.6.0",
]

[project.urls]
Homepage = "https://contoso.example/${name}"
`,
    LICENSE: "MIT\n",
    "README.md": `# ${name}\n\nA client library for Python.\n\n## Getting started\n\n\`pip install ${name}\`\n`,
    "CHANGELOG.md":
      "# Release History\n\n## 1.1.0 (2026-03-02)\n\n### Features Added\n\n- Paging.\n\n## 1.0.0 (2026-01-05)\n\n- First release.\n",
    [`${module}/__init__.py`]: '"""A client."""\n',
    [`${module}/py.typed`]: "# Typed.\n",
  };
}

const toml = "pyproject.toml";
const log = "CHANGELOG.md";

/** Puts `next` in place of `old` in one file. Throws when that is not there. */
function edit(file: string, old: string, next: string): Break["change"] {
  return (good, name) => {
    const path = file.replace("{module}", name.replaceAll("-", "/"));
    const text = good[path] ?? "";
    if (!text.includes(old)) throw new Error(`${path} has no ${old}`);
    return { [path]: text.replace(old, next) };
  };
}

function put(path: string, text: string): Break["change"] {
  return (_, name) => ({ [path.replace("{module}", name.replaceAll("-", "/"))]: text });
}

const error = (rule: string, file: string, needle: string | null, change: Break["change"]): Break => ({
  rule,
  severity: "error",
  file,
  needle,
  change,
});
const warning = (...args: Parameters<typeof error>): Break => ({ ...error(...args), severity: "warning" });

export const breaks: readonly Break[] = [
  error("metadata", toml, "description = ", edit(toml, '"A client library"', '"A client library')),
  error("version", toml, "version = ", edit(toml, '"1.1.0"', '"1.1.x"')),
  warning(
    "version-consistent",
    "{module}/_version.py",
    "VERSION",
    put("{module}/_version.py", '\nVERSION = "1.0.9"\n'),
  ),
  warning("version-classifier", toml, "Development Status", edit(toml, "5 - Production/Stable", "4 - Beta")),
  error("requires-python", toml, "requires-python", edit(toml, ">=3.9", ">=3.x")),
  error(
    "private-package",
    toml,
    "Private ::",
    edit(toml, "classifiers = [\n", 'classifiers = [\n    "Private :: Do Not Upload",\n'),
  ),
  error("license", toml, 'license = "', edit(toml, '"MIT"', '"MITT"')),
  error("license", toml, "license-files", edit(toml, '["LICENSE"]', '["COPYING"]')),
  error("summary", toml, "description = ", edit(toml, "A client library", "A client library ".repeat(40))),
  error("project-urls", toml, "Homepage", edit(toml, "https://contoso", "contoso")),
  error("classifiers", toml, "Pythonn", edit(toml, "Language :: Python", "Language :: Pythonn")),
  error(
    "direct-requirement",
    toml,
    "widgets @",
    edit(toml, '"typing', '"widgets @ https://contoso.example/w.whl",\n    "typing'),
  ),
  error("build-backend", toml, "setuptools>=", edit(toml, "setuptools>=77.0.3", "setuptools>=61,<70")),
  error("readme", toml, "readme = ", edit(toml, '"README.md"', '"README.rst"')),
  error(
    "readme-renders",
    toml,
    "content-type",
    edit(toml, '"README.md"', '{ file = "README.md", content-type = "text/html" }'),
  ),
  warning(
    "readme-links",
    "README.md",
    "docs/paging.md",
    edit("README.md", "## Getting", "See [paging](docs/paging.md).\n\n## Getting"),
  ),
  error("changelog", log, null, put(log, "")),
  error("changelog-entry", log, "## 1.0.9", edit(log, "1.1.0", "1.0.9")),
  error("changelog-date", log, "## 1.1.0", edit(log, "2026-03-02", "Unreleased")),
  error("changelog-order", log, "## 1.1.0", edit(log, "2026-03-02", "2025-03-02")),
  error("changelog-content", log, "### Bugs Fixed", edit(log, "## 1.0.0", "### Bugs Fixed\n\n## 1.0.0")),
  error(
    "changelog-duplicate",
    log,
    "(2026-02-02)",
    edit(log, "## 1.0.0", "## 1.1.0 (2026-02-02)\n\n- Again.\n\n## 1.0.0"),
  ),
];
