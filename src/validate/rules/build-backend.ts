/** The rule about build back ends that are too old for what the project says. */
import { quote } from "../../ci/quote.ts";
import type { SourcePackage } from "../../packages/types.ts";
import { readRequirement } from "../../release/requirements.ts";
import { canonicalVersion, compareVersions, isSpecifier, versionSatisfies } from "../../release/version.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { unreleased } from "../subjects.ts";
import { atStated } from "./places.ts";

/** First versions of a back end that do a thing. All were tried, and the ones before them. */
interface BackEnd {
  /** The requirement that brings it. */
  readonly package: string;
  /** Writes a License-Expression (PEP 639). */
  readonly license: string;
  /** Before this one the build fails for an expression, or PyPI refuses what was built; between, it is only lost. */
  readonly bearsLicense: string;
  /** Names the sdist as PyPI wants it (PEP 625); null where all do. */
  readonly sdistName: string | null;
  /** Names the wheel so; null where those that name the sdist do. */
  readonly wheelName: string | null;
}

const backEnds: Readonly<Record<string, BackEnd>> = {
  setuptools: {
    package: "setuptools",
    license: "77.0.1",
    bearsLicense: "77.0.1",
    sdistName: "69.3.1",
    wheelName: "75.8.1",
  },
  hatchling: {
    package: "hatchling",
    license: "1.27.0",
    // Before, it stood in metadata of version 2.3, which knows no such field.
    bearsLicense: "1.26.0",
    sdistName: null,
    wheelName: null,
  },
  flit_core: {
    package: "flit-core",
    license: "3.11.0",
    bearsLicense: "3.11.0",
    sdistName: "3.9.0",
    wheelName: null,
  },
  poetry: {
    package: "poetry-core",
    license: "2.2.0",
    bearsLicense: "2.0.0",
    sdistName: "1.3.0",
    wheelName: null,
  },
  pdm: {
    package: "pdm-backend",
    license: "2.4.0",
    bearsLicense: "2.4.0",
    sdistName: null,
    wheelName: null,
  },
};

export const buildBackend: Rule = {
  name: "build-backend",
  severity: "error",
  summary: "The build requirement admits a back end that understands what the project says.",
  check: ({ subjects }) =>
    unreleased(subjects).flatMap(({ source, name }): RuleFinding[] => {
      const backEnd = backEnds[source.declared.build.backend.split(".")[0] ?? ""];
      const need = backEnd === undefined ? null : needOf(source, backEnd);
      if (backEnd === undefined || need === null) return [];
      const tooOld = source.declared.build.requires.find(({ value }) => {
        const specifier = specifierOf(value, backEnd);
        return specifier !== null && !admits(specifier, need.version);
      });
      if (tooOld === undefined) return [];
      const message = `${quote(tooOld.value)} admits only a ${backEnd.package} that is too old for ${need.what} (${need.version} is the first).`;
      const remedy = `Write \`${backEnd.package}>=${need.version}\`.`;
      const finding = atStated(tooOld, { message, remedy }, name);
      const specifier = specifierOf(tooOld.value, backEnd) ?? "";
      const mild = need.mildFrom !== null && admits(specifier, need.mildFrom);
      return [mild ? { ...finding, severity: "warning" } : finding];
    }),
};

/** The bound on the back end; null when the line has none, is about something else, or holds for some Pythons only. */
function specifierOf(requirement: string, backEnd: BackEnd): string | null {
  // Most have none: that is seen without reading versions.
  if (!/[<~]|==/.test(requirement)) return null;
  const read = readRequirement(requirement);
  const asks = read !== null && read.package === backEnd.package && read.marker === null;
  return asks && isSpecifier(read.specifier) ? read.specifier : null;
}

interface Need {
  readonly version: string;
  readonly what: string;
  /** From this one on nothing is refused; null when always something is. */
  readonly mildFrom: string | null;
}

function needOf({ declared, name, package: normalized }: SourcePackage, backEnd: BackEnd): Need | null {
  const { licenseExpression } = declared;
  if (licenseExpression !== null) {
    // An older setuptools passes over the argument of a setup.py.
    const ignored = !licenseExpression.at.path.endsWith("pyproject.toml");
    const mildFrom = ignored ? "0" : backEnd.bearsLicense;
    return { version: backEnd.license, what: "a licence expression (PEP 639)", mildFrom };
  }
  if (backEnd.wheelName !== null && /[.A-Z]/.test(name))
    return {
      version: backEnd.wheelName,
      what: "the wheel's file name, which PyPI takes in one form only",
      mildFrom: null,
    };
  // A name of one plain word is the same in every form.
  if (backEnd.sdistName === null || (name === normalized && !name.includes("-"))) return null;
  return {
    version: backEnd.sdistName,
    what: "the sdist's file name, which PyPI takes in one form only (PEP 625)",
    mildFrom: null,
  };
}

/** Whether some version from `first` on satisfies a specifier. The versions that it names, and their neighbours, stand for all. */
function admits(specifier: string, first: string): boolean {
  const named = specifier
    .split(",")
    .map((clause) => /^[=<>~!]+v?([0-9][0-9.]*[0-9]|[0-9])/.exec(clause)?.[1] ?? first)
    .flatMap((version) => [version, `${version}.1`, `${version}.0.1`]);
  return [first, "99999", ...named]
    .filter((version) => canonicalVersion(version) !== null && compareVersions(version, first) >= 0)
    .some((version) => versionSatisfies(version, specifier));
}
