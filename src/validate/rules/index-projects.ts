/** Rules about the project on the index: who owns it, and whether it takes files. */
import { quote } from "../../ci/quote.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { inCi } from "./places.ts";
import { isPypi, onIndex, type Told, told } from "./index-places.ts";

export const owner: Rule = {
  name: "owner",
  severity: "error",
  summary: "The project on the index is owned by whom the team requires.",
  check: (context) => {
    const { requiredOwner, ownerContact } = context.settings;
    if (requiredOwner === null) return [];
    const whom = ownerContact === null ? "an owner of the project" : quote(ownerContact);
    return told(context).flatMap((subject) => ownerFinding(subject, requiredOwner, whom));
  },
};

function ownerFinding(subject: Told, required: string, whom: string): RuleFinding[] {
  const { project, name, facts } = subject;
  if (!project.exists) return [];
  if (project.owners === undefined) {
    const message = `${facts.address.simple} does not say who owns ${quote(name)}`;
    const remedy = `Look there whether ${quote(required)} does, or leave \`requiredOwner\` out for this index.`;
    return [{ ...onIndex(subject, { message, remedy }), severity: "warning" }];
  }
  if (project.owners.some((one) => one.toLowerCase() === required.toLowerCase())) return [];
  const owners =
    project.owners.length === 0 ? "nobody that it names" : project.owners.slice(0, 10).map(quote).join(", ");
  const message = `${quote(name)} is owned by ${owners}, not by ${quote(required)}`;
  return [onIndex(subject, { message, remedy: `Ask ${whom} to add ${quote(required)} as an owner.` })];
}

export const projectStatus: Rule = {
  name: "project-status",
  severity: "error",
  summary: "The project on the index takes files: it is neither archived nor quarantined.",
  check: (context) =>
    told(context).flatMap((subject) => {
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
          : "Ask the index's support: its files are hidden.";
      return [onIndex(subject, { message, remedy })];
    }),
};

/** PyPI's limit on all files of a project. */
const largestProject = 10 * 1024 ** 3;

export const size: Rule = {
  name: "size",
  severity: "warning",
  summary: "The project has room for another release on PyPI.",
  check: (context) =>
    told(context).flatMap((subject) => {
      if (!isPypi(subject.facts)) return [];
      const bytes = subject.project.files.reduce((sum, file) => sum + (file.size ?? 0), 0);
      if (bytes < 0.9 * largestProject) return [];
      const gigabytes = (bytes / 1024 ** 3).toFixed(1);
      const message = `The files of ${quote(subject.name)} take ${gigabytes} GB of the 10 GB that PyPI gives a project`;
      const finding = onIndex(subject, { message, remedy: "Delete old releases, or ask PyPI for more." });
      return [bytes >= largestProject ? { ...finding, severity: "error" as const } : finding];
    }),
};

export const indexUnreachable: Rule = {
  name: "index-unreachable",
  severity: "error",
  summary: "The index says what it has: what can't be read is not taken for absent.",
  check: (context) => {
    const { index } = context.outside;
    if (index === null || index.outage === null) return [];
    const names = new Set(context.service.packages.map((source) => source.package));
    const unknown = [...names].filter((name) => !index.projects.has(name)).length;
    if (unknown === 0) return [];
    const message = `${unknown} of ${names.size} projects are not known: ${quote(index.outage.message)}.`;
    const remedy = "Run again when it answers, or with `--offline` for the rules that need no index.";
    return [inCi(context, { line: null, column: null }, { message, remedy })];
  },
};
