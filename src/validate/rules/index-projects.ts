/** Rules about the project on the index: who owns it, and whether it takes files. */
import { quote } from "../../ci/quote.ts";
import { filesOf, highestVersion } from "../../index/versions.ts";
import type { IndexFile } from "../../index/types.ts";
import { isArtifactName, normalizeName } from "../../release/name.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { hasName } from "../subjects.ts";
import { going, onIndex, pypiSite, seen, type Told } from "./index-places.ts";
import { inCi } from "./places.ts";

export const owner: Rule = {
  name: "owner",
  severity: "error",
  summary: "The project on the index is owned by whom the team requires.",
  check: (context) => {
    const { requiredOwner, ownerContact } = context.settings;
    if (requiredOwner === null) return [];
    return going(context).flatMap((subject) => ownerFinding(subject, requiredOwner, ownerContact));
  },
};

function ownerFinding(subject: Told, required: string, contact: string | null): RuleFinding[] {
  const { project, name, facts } = subject;
  const site = pypiSite(facts);
  const page = site === null ? "" : ` on \`${site}/manage/project/${project.package}/collaboration/\``;
  const whom = contact === null ? "who owns it" : quote(contact);
  const toAdd = `${whom} to add ${quote(required)} as an owner${page}.`;
  if (!project.exists) {
    const message = `${quote(required)} can't own ${quote(name)} yet: the index does not have it`;
    return [
      { ...onIndex(subject, { message, remedy: `After the first release ask ${toAdd}` }), severity: "note" },
    ];
  }
  if (project.owners === undefined) {
    const message = `The index does not say who owns ${quote(name)}`;
    const remedy = `Look there whether ${quote(required)} does, or leave \`requiredOwner\` out for this index.`;
    return [{ ...onIndex(subject, { message, remedy }), severity: "warning" }];
  }
  if (project.owners.some((one) => one.toLowerCase() === required.toLowerCase())) return [];
  const owners =
    project.owners.length === 0 ? "nobody that is named" : project.owners.slice(0, 3).map(quote).join(", ");
  const more = project.owners.length > 3 ? ` and ${project.owners.length - 3} more` : "";
  const message = `${quote(name)} is owned by ${owners}${more}, not by ${quote(required)}`;
  return [onIndex(subject, { message, remedy: `Ask ${toAdd}` })];
}

export const projectStatus: Rule = {
  name: "project-status",
  severity: "error",
  summary: "The project on the index takes files: it is neither archived nor quarantined.",
  check: (context) =>
    going(context).flatMap((subject) => {
      const { status } = subject.project;
      if (status === undefined || status === "active") return [];
      const message = `The project ${quote(subject.name)} is marked ${status} on the index`;
      if (status === "deprecated") {
        const remedy = "Nothing has to be done; think whether it should still be released.";
        return [{ ...onIndex(subject, { message, remedy }), severity: "note" as const }];
      }
      const remedy =
        status === "archived"
          ? "Have an owner take the project out of its archive first: it takes no files."
          : "Ask the index's support: its files are hidden, and nobody gets what is added.";
      return [onIndex(subject, { message, remedy })];
    }),
};

const gigabyte = 1024 ** 3;
/** What PyPI gives a project without being asked (warehouse, `MAX_PROJECT_SIZE`). */
const usualLimit = 10 * gigabyte;

export const size: Rule = {
  name: "size",
  severity: "warning",
  summary: "The project has room for another release on PyPI.",
  check: (context) =>
    going(context).flatMap((subject) => {
      const { project, name, facts } = subject;
      const bytes = bytesOf(project.files);
      if (pypiSite(facts) === null || bytes < usualLimit / 2) return [];
      const newest = highestVersion(project);
      if (newest === null) return [];
      const last = bytesOf(filesOf(project, newest));
      const message = `The files of ${quote(name)} take ${inGigabytes(bytes)} GB of the 10 GB that PyPI gives a project`;
      const remedy =
        "Delete old releases, or ask PyPI for more: `https://docs.pypi.org/project-management/storage-limits/`.";
      // What is larger already can only be so with a higher limit, which nobody but its owners sees.
      if (bytes > usualLimit) {
        const higher = "Nothing has to be done as long as the limit that PyPI has set for it is far enough.";
        return [{ ...onIndex(subject, { message, remedy: higher }), severity: "note" as const }];
      }
      if (bytes + last > usualLimit) {
        const full = `${message}, and one more release of the size of ${newest}, ${inGigabytes(last)} GB, does not fit`;
        return [{ ...onIndex(subject, { message: full, remedy }), severity: "error" as const }];
      }
      return bytes < 0.9 * usualLimit ? [] : [onIndex(subject, { message, remedy })];
    }),
};

/** At least so much: not every index says all sizes. */
function bytesOf(files: readonly IndexFile[]): number {
  return files.reduce((sum, file) => sum + (file.size ?? 0), 0);
}

function inGigabytes(bytes: number): string {
  return (bytes / gigabyte).toFixed(1);
}

export const indexUnreachable: Rule = {
  name: "index-unreachable",
  severity: "error",
  summary: "The index says what it has: what can't be read is not taken for absent.",
  check: (context) => {
    const { service, outside } = context;
    const { index } = outside;
    if (index === null || index.outage === null) return [];
    const named = service.ci.entries.filter(hasName).map(({ name }) => name.value);
    const asked = [...named, ...service.packages.map((source) => source.package)].filter(isArtifactName);
    const names = [...new Set(asked.map(normalizeName))];
    const unknown = names.filter((name) => !index.projects.has(name)).length;
    if (unknown === 0) return [];
    const message = `Of ${unknown} of ${names.length} projects nothing is known: ${quote(index.outage.message)} ${seen(index)}.`;
    const remedy = "Run again when it answers, or with `--offline` for the rules that need no index.";
    return [inCi(context, { line: null, column: null }, { message, remedy })];
  },
};
