/** A good service directory with one package, and changes to it. */
import { readCi } from "../../../src/ci/read-ci.ts";
import { defaultSettings, type Settings } from "../../../src/config/settings.ts";
import type { ProjectState } from "../../../src/index/types.ts";
import type { ServiceDirectory } from "../../../src/packages/service-directory.ts";
import { nothingDeclared } from "../../../src/packages/declared.ts";
import type { Declared, SourcePackage, Stated } from "../../../src/packages/types.ts";
import { nobodyAsked, type Outside, type ValidateContext } from "../../../src/validate/rule.ts";
import { judge } from "../../../src/validate/validate.ts";

export const goodCi = "Artifacts:\n- name: contoso_core\n  safeName: contosocore\n";
const goodChangelog =
  "# Release History\n\n## 1.1.0 (2024-02-29)\n\n### Features Added\n\n- A.\n\n## 1.0.0 (2024-01-01)\n\n- B.\n";

/** A package below `sdk/contoso` that nothing is wrong with. */
export function contoso(name = "contoso-core", changes: Partial<SourcePackage> = {}): SourcePackage {
  const path = `sdk/contoso/${name}`;
  return {
    folder: `/repo/${path}`,
    path,
    name,
    package: name,
    version: "1.1.0",
    metadata: { path: `${path}/pyproject.toml`, line: 2 },
    versionAt: { path: `${path}/_version.py`, line: 3 },
    versionCopies: [],
    declared: declared(),
    typed: [],
    readme: { path: `${path}/README.md`, text: "# Contoso\n" },
    changelog: { path: `${path}/CHANGELOG.md`, text: goodChangelog },
    ...changes,
  };
}

/** The package with another changelog. */
export const logging = (text: string, changes: Partial<SourcePackage> = {}) =>
  contoso("contoso-core", { changelog: { path: "CHANGELOG.md", text }, ...changes });

/** An index that has these versions of a package. */
export function indexed(
  versions: readonly string[],
  name = "contoso-core",
): ReadonlyMap<string, ProjectState> {
  const stem = name.replaceAll("-", "_");
  const files = versions.flatMap((version) =>
    [`${stem}-${version}.tar.gz`, `${stem}-${version}-py3-none-any.whl`].map((file) => ({
      name: file,
      sha256: null,
      url: "https://index.example/x",
    })),
  );
  return new Map([[name, { package: name, exists: versions.length > 0, files }]]);
}

export function serviceOf(ci: string, packages: readonly SourcePackage[]): ServiceDirectory {
  return { folder: "/repo/sdk/contoso", path: "sdk/contoso", ci: readCi(ci, "sdk/contoso/ci.yml"), packages };
}

/** What a package declares, each at line 1 of its pyproject.toml: no more than its readme. */
export function declared(changes: Partial<Declared> = {}): Declared {
  const contentType = {
    value: "text/markdown",
    at: { path: "sdk/contoso/contoso-core/pyproject.toml", line: 1 },
  };
  const description = { files: stated("README.md"), contentType, length: 10, missing: [] };
  return {
    ...nothingDeclared,
    description,
    requiresPython: said(">=3.9"),
    licenseExpression: said("MIT"),
    summary: said("A client library"),
    ...changes,
  };
}

/** A text that stands in line 1 of the package's pyproject.toml. */
export function said<T>(value: T): Stated<T> {
  return { value, at: { path: "sdk/contoso/contoso-core/pyproject.toml", line: 1 } };
}

/** Texts as a file states them. */
export function stated(...values: readonly string[]): Stated[] {
  return values.map((value, at) => ({
    value,
    at: { path: "sdk/contoso/contoso-core/pyproject.toml", line: at + 1 },
  }));
}

/** A package with a classifier by which it is not for release. */
export const unlisted = (name: string) =>
  contoso(name, { declared: declared({ classifiers: stated("Private :: Do Not Upload") }) });

export interface Case extends Partial<Omit<ValidateContext, "service" | "outside" | "settings">> {
  readonly ci?: string;
  readonly packages?: readonly SourcePackage[];
  /** What an index has; null asks none. */
  readonly index?: ReadonlyMap<string, ProjectState> | null;
  readonly outside?: Partial<Outside>;
  readonly settings?: Partial<Settings>;
}

/** When the index of these tests was asked. */
export const seenAt = new Date("2024-03-01T12:00:00Z");
const address = {
  name: "pypi",
  upload: "https://upload.pypi.org/legacy/",
  simple: "https://pypi.org/simple/",
  json: "https://pypi.org/pypi",
};

export function check({
  ci = goodCi,
  packages = [contoso()],
  index = null,
  mode = "release",
  settings = {},
  outside = {},
  ...rest
}: Case = {}) {
  const facts = index === null ? null : { address, seenAt, projects: index, outage: null };
  return judge({
    service: serviceOf(ci, packages),
    mode,
    settings: { ...defaultSettings, ...settings },
    outside: { ...nobodyAsked, index: facts, ...outside },
    ...rest,
  }).findings;
}

/** Findings as `rule severity path:line:column artifact`, as far as each has them. */
export function brief(found: ReturnType<typeof check>): string[] {
  return found.map(({ rule, severity, path, line, column, artifact }) => {
    const place = [path.split("/").at(-1), line, column].filter((part) => part !== null).join(":");
    return [rule, severity, place, ...(artifact === null ? [] : [artifact])].join(" ");
  });
}
