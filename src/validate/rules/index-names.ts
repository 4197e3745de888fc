/** Rules about names that the index does not know yet. */
import { quote } from "../../ci/quote.ts";
import type { IndexFacts } from "../../index/types.ts";
import { isInactive, isPrivate } from "../../packages/marks.ts";
import type { Rule, RuleContext } from "../rule.ts";
import { going, onIndex, pypiSite, seen, type Told } from "./index-places.ts";
import { inCi } from "./places.ts";

/** What PyPI takes of new projects from one user or address in 24 hours (since spring 2026). */
const newProjectsADay = 4;

export const nameFree: Rule = {
  name: "name-free",
  severity: "note",
  summary: "The first release of a name needs what later ones do not.",
  check: (context) =>
    firstReleases(context).map((subject) => {
      const { requiredOwner } = context.settings;
      const message = `${quote(subject.name)} is not on the index: this is its first release`;
      const token =
        pypiSite(subject.facts) === null
          ? "Publish it with credentials that may create projects there."
          : `Publish it with a token of the whole account: one of a project can't create another. PyPI takes ${newProjectsADay} new projects a day.`;
      const then = requiredOwner === null ? "" : ` Afterwards add ${quote(requiredOwner)} as an owner.`;
      return onIndex(subject, { message, remedy: `${token}${then}` });
    }),
};

export const nameSimilar: Rule = {
  name: "name-similar",
  severity: "error",
  summary: "A new name is not too similar to one that is there: PyPI refuses it.",
  check: (context) => {
    const fresh = firstReleases(context).filter(({ facts }) => pypiSite(facts) !== null);
    if (fresh.length === 0) return [];
    const near = neighbours(context);
    return fresh.flatMap((subject) => {
      const own = subject.source.package;
      const other = near(own, subject.facts);
      if (other === undefined) return [];
      const message = `PyPI takes the new name ${quote(own)} for the same as ${quote(other)}: it reads l and i as 1, o as 0, and passes over \`-\``;
      return [onIndex(subject, { message, remedy: "Choose a name that differs in more than that." })];
    });
  },
};

export const newProjectLimit: Rule = {
  name: "new-project-limit",
  severity: "warning",
  summary: "No more names are new in one release than PyPI takes in a day.",
  check: (context) => {
    const fresh = firstReleases(context);
    const [first] = fresh;
    if (first === undefined || pypiSite(first.facts) === null || fresh.length <= newProjectsADay) return [];
    const message = `${fresh.length} artifacts are new names, and PyPI takes ${newProjectsADay} of one account or address in 24 hours ${seen(first.facts)}.`;
    const remedy = `Approve ${newProjectsADay} of them today and the others on the days after, or create the projects in an organization of PyPI first: those do not count.`;
    return [inCi(context, first.entry.name, { message, remedy })];
  },
};

/** The artifacts whose name the index does not have. What is not to be uploaded is no release. */
function firstReleases(context: RuleContext): Told[] {
  return going(context).filter(({ project, source }) => !project.exists && !isPrivate(source));
}

/** Names on an index by their ultranormal form. Hundreds of service directories are judged by the same facts. */
const folded = new WeakMap<IndexFacts, ReadonlyMap<string, readonly string[]>>();

/** Finds another known name that PyPI takes for the same: of this service directory, or one that the index has. */
function neighbours({ service }: RuleContext) {
  const local = service.packages
    .filter((source) => !isPrivate(source) && !isInactive(source))
    .map((source) => source.package);
  const here = byForm(local);
  return (own: string, facts: IndexFacts) => {
    const there =
      folded.get(facts) ??
      byForm([...facts.projects.values()].filter(({ exists }) => exists).map((project) => project.package));
    folded.set(facts, there);
    const form = ultranormal(own);
    return [...(there.get(form) ?? []), ...(here.get(form) ?? [])].find((name) => name !== own);
  };
}

function byForm(names: readonly string[]): Map<string, string[]> {
  const forms = new Map<string, string[]>();
  for (const name of names) {
    const form = ultranormal(name);
    forms.set(form, [...(forms.get(form) ?? []), name]);
  }
  return forms;
}

/** How PyPI compares names that it takes for too similar (warehouse, `ultranormalize_name`). */
function ultranormal(name: string): string {
  return name.toLowerCase().replace(/[-_.]/g, "").replace(/[li]/g, "1").replace(/o/g, "0");
}
