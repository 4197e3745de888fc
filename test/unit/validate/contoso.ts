/** A good service directory with one package, and changes to it. */
import { readCi } from "../../../src/ci/read-ci.ts";
import type { ProjectState } from "../../../src/index/types.ts";
import type { ServiceDirectory } from "../../../src/packages/service-directory.ts";
import type { SourcePackage } from "../../../src/packages/types.ts";
import type { ValidateContext } from "../../../src/validate/rule.ts";
import { validate } from "../../../src/validate/validate.ts";

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
    requires: [],
    unlisted: false,
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
  const files = versions.map((version) => ({
    name: `${name.replaceAll("-", "_")}-${version}.tar.gz`,
    sha256: null,
    url: "https://index.example/x",
  }));
  return new Map([[name, { package: name, exists: versions.length > 0, files }]]);
}

export function serviceOf(ci: string, packages: readonly SourcePackage[]): ServiceDirectory {
  return { folder: "/repo/sdk/contoso", path: "sdk/contoso", ci: readCi(ci, "sdk/contoso/ci.yml"), packages };
}

export interface Case extends Partial<Omit<ValidateContext, "service">> {
  readonly ci?: string;
  readonly packages?: readonly SourcePackage[];
}

export function check({
  ci = goodCi,
  packages = [contoso()],
  index = null,
  mode = "release",
  ...rest
}: Case = {}) {
  return validate({ service: serviceOf(ci, packages), index, mode, ...rest });
}

/** Findings as `rule severity path:line:column artifact`, as far as each has them. */
export function brief(found: ReturnType<typeof check>): string[] {
  return found.map(({ rule, severity, path, line, column, artifact }) => {
    const place = [path.split("/").at(-1), line, column].filter((part) => part !== null).join(":");
    return [rule, severity, place, ...(artifact === null ? [] : [artifact])].join(" ");
  });
}
