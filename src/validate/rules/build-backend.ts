/** The rule about build back ends that are too old for what the project says. */
import { quote } from "../../ci/quote.ts";
import type { SourcePackage, Stated } from "../../packages/types.ts";
import { readRequirement } from "../../release/requirements.ts";
import { compareVersions, versionSatisfies } from "../../release/version.ts";
import type { Rule } from "../rule.ts";
import { unreleased } from "../subjects.ts";
import { atStated } from "./places.ts";

interface BackEnd {
  /** The requirement that brings it. */
  readonly package: string;
  /** The first version that writes a License-Expression (PEP 639), and an sdist's name as PEP 625 wants it. Both were tried. */
  readonly license: string;
  readonly names: string | null;
}

const backEnds: Readonly<Record<string, BackEnd>> = {
  setuptools: { package: "setuptools", license: "77.0.1", names: "69.3.1" },
  hatchling: { package: "hatchling", license: "1.27.0", names: null },
  flit_core: { package: "flit-core", license: "3.11.0", names: "3.9.0" },
  poetry: { package: "poetry-core", license: "2.2.0", names: "1.3.2" },
  pdm: { package: "pdm-backend", license: "2.4.0", names: null },
};

export const buildBackend: Rule = {
  name: "build-backend",
  severity: "error",
  summary: "The build requirement admits a back end that understands what the project says.",
  check: ({ subjects }) =>
    unreleased(subjects).flatMap(({ source, name }) => {
      const backEnd = backEnds[source.declared.build.backend.split(".")[0] ?? ""];
      const stated = backEnd === undefined ? undefined : requirementOf(source, backEnd);
      if (backEnd === undefined || stated === undefined) return [];
      const need = needOf(source, backEnd);
      const specifier = readRequirement(stated.value)?.specifier ?? "";
      if (need === null || admits(specifier, need.version)) return [];
      const message = `${quote(stated.value)} admits only a ${backEnd.package} that is too old for ${need.what} (${need.version} is the first).`;
      const remedy = `Write \`${backEnd.package}>=${need.version}\`.`;
      return [atStated(stated, { message, remedy }, name)];
    }),
};

function requirementOf({ declared }: SourcePackage, backEnd: BackEnd): Stated | undefined {
  return declared.build.requires.find(({ value }) => readRequirement(value)?.package === backEnd.package);
}

function needOf({ declared, name, package: normalized }: SourcePackage, backEnd: BackEnd) {
  if (declared.licenseExpression !== null)
    return { version: backEnd.license, what: "a licence expression (PEP 639)" };
  // A name of one plain word is the same in every form.
  if (backEnd.names === null || (name === normalized && !name.includes("-"))) return null;
  return {
    version: backEnd.names,
    what: "the sdist's file name, which PyPI takes in one form only (PEP 625)",
  };
}

/** Whether some version from `first` on satisfies a specifier. The versions that it names, and their neighbours, stand for all. */
function admits(specifier: string, first: string): boolean {
  const named = specifier
    .split(",")
    .map((clause) => /^[=<>~!]+([0-9][0-9.]*[0-9]|[0-9])/.exec(clause.trim())?.[1] ?? first)
    .flatMap((version) => [version, `${version}.1`, `${version}.0.1`]);
  return [first, "99999", ...named]
    .filter((version) => compareVersions(version, first) >= 0)
    .some((version) => versionSatisfies(version, specifier));
}
