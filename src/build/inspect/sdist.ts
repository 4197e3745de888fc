/** Checks of sdists (PEP 625, and what PyPI looks at). */
import { about, type Check } from "./check.ts";

export const sdistRoot: Check = {
  name: "sdist-root",
  severity: "error",
  summary: "An sdist holds one folder, named as its file, with PKG-INFO in it.",
  check: ({ file, parsed, contents }) => {
    if (parsed.kind !== "sdist") return [];
    const root = file.slice(0, -".tar.gz".length);
    const other = contents.members
      .map(({ name }) => name)
      .filter((name) => name !== root && !name.startsWith(`${root}/`));
    const remedy = "Use a current back end: they all write one folder (PEP 625).";
    return about(other, (names) => `it has members outside of its folder ${root}/: ${names}`, remedy);
  },
};

export const sdistLicense: Check = {
  name: "sdist-license",
  severity: "error",
  summary: "The licence files that an sdist's metadata names are in it.",
  check: ({ file, parsed, contents, metadata }) => {
    if (parsed.kind !== "sdist") return [];
    const root = file.slice(0, -".tar.gz".length);
    const has = new Set(contents.members.map(({ name }) => name));
    const missing = (metadata.fields.get("license-file") ?? []).filter((path) => !has.has(`${root}/${path}`));
    return about(
      missing,
      (names) => `its metadata names licence files that it lacks, and PyPI refuses it: ${names}`,
      "Let the build pack them (MANIFEST.in, or the back end's own list), or do not name them.",
    );
  },
};
