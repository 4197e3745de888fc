/** The check of the fields that PyPI refuses (https://packaging.python.org/en/latest/specifications/core-metadata/). */
import { readRequirement } from "../../release/requirements.ts";
import { canonicalVersion, hasLocalPart, isSpecifier } from "../../release/version.ts";
import type { Check, Flaw } from "./check.ts";

/** Versions that PyPI takes (`packaging.metadata`). */
const versions: ReadonlySet<string> = new Set(["1.0", "1.1", "1.2", "2.1", "2.2", "2.3", "2.4", "2.5"]);
/** Fields that may stand once. */
const single = [
  "metadata-version",
  "name",
  "version",
  "summary",
  "license",
  "license-expression",
  "requires-python",
  "description-content-type",
] as const;
const longestSummary = 512;

export const metadata: Check = {
  name: "metadata-fields",
  severity: "error",
  summary: "The fields of the metadata are such as PyPI takes.",
  check: ({ metadata: { fields } }) => {
    const flaws: Flaw[] = [];
    const tell = (isWrong: boolean, message: string, remedy: string) => {
      if (isWrong) flaws.push({ message, remedy });
    };
    const all = (key: string) => fields.get(key) ?? [];
    const first = (key: string) => all(key)[0] ?? "";
    const current = "Use a current back end.";
    const twice = single.filter((key) => all(key).length > 1);
    tell(twice.length > 0, `its metadata says ${twice.join(", ")} more than once`, current);
    const version = first("metadata-version");
    tell(!versions.has(version), `PyPI takes no metadata of version ${version || "none"}`, current);
    const isLocal = canonicalVersion(first("version")) !== null && hasLocalPart(first("version"));
    tell(
      isLocal,
      `PyPI takes no local version such as ${first("version")}`,
      "Leave out what follows the `+`.",
    );
    const summary = first("summary");
    const isLong = summary.length > longestSummary || /[\r\n]/.test(summary);
    tell(
      isLong,
      `its summary has ${summary.length} characters: PyPI takes ${longestSummary}`,
      "Say it in one line.",
    );
    const python = first("requires-python");
    const isOdd = python !== "" && !isSpecifier(python);
    tell(isOdd, `its Requires-Python ${python} is no specifier`, "Write it as `>=3.9` (PEP 440).");
    tell(
      first("license") !== "" && first("license-expression") !== "",
      "it has both License and License-Expression, and PyPI refuses that",
      "Leave the older `License` out (PEP 639).",
    );
    const direct = all("requires-dist").filter((text) => (readRequirement(text)?.url ?? null) !== null);
    tell(
      direct.length > 0,
      `PyPI takes no requirement that is an address: ${direct[0] ?? ""}`,
      "Require a version that is on the index.",
    );
    return flaws;
  },
};
