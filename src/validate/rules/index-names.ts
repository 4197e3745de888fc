/** Rules about names that the index does not know yet. */
import { quote } from "../../ci/quote.ts";
import type { Rule } from "../rule.ts";
import { inCi } from "./places.ts";
import { isPypi, onIndex, seen, told } from "./index-places.ts";

/** What PyPI takes of new projects from one user or address in 24 hours (since spring 2026). */
const newProjectsADay = 4;

export const nameFree: Rule = {
  name: "name-free",
  severity: "note",
  summary: "The first release of a name needs what later ones do not.",
  check: (context) =>
    told(context)
      .filter(({ project }) => !project.exists)
      .map((subject) => {
        const owner = context.settings.requiredOwner;
        const message = `${quote(subject.name)} is not on the index: this is its first release`;
        const then = owner === null ? "" : ` Afterwards add ${quote(owner)} as an owner.`;
        const remedy = `Publish it with a token of the whole account: one of a project can't create another.${then}`;
        return onIndex(subject, { message, remedy });
      }),
};

/** How PyPI compares names that it takes for too similar (warehouse, `ultranormalize_name`). */
function ultranormal(name: string): string {
  return name.toLowerCase().replace(/[-_.]/g, "").replace(/[li]/g, "1").replace(/o/g, "0");
}

export const nameSimilar: Rule = {
  name: "name-similar",
  severity: "error",
  summary: "A new name is not too similar to one that is there: PyPI refuses it.",
  check: (context) => {
    const known = new Set([
      ...context.service.packages.map((source) => source.package),
      ...[...(context.outside.index?.projects.values() ?? [])].map((project) => project.package),
    ]);
    return told(context)
      .filter(({ project, facts }) => !project.exists && isPypi(facts))
      .flatMap((subject) => {
        const own = subject.project.package;
        const other = [...known].find((name) => name !== own && ultranormal(name) === ultranormal(own));
        if (other === undefined) return [];
        const message = `PyPI takes ${quote(own)} and ${quote(other)} for the same name: it folds l, 1 and i, o and 0, and drops \`-\``;
        return [onIndex(subject, { message, remedy: "Choose a name that differs in more than that." })];
      });
  },
};

export const newProjectLimit: Rule = {
  name: "new-project-limit",
  severity: "warning",
  summary: "No more names are new in one release than PyPI takes in a day.",
  check: (context) => {
    const { index } = context.outside;
    const fresh = told(context).filter(({ project }) => !project.exists);
    const [first] = fresh;
    if (index === null || !isPypi(index) || first === undefined || fresh.length <= newProjectsADay) return [];
    const message = `${fresh.length} artifacts are new names, and PyPI takes ${newProjectsADay} of one account or address in 24 hours ${seen(index)}.`;
    const remedy = `Approve ${newProjectsADay} of them today and the others on the days after, or create the projects in an organization first.`;
    return [inCi(context, first.entry.name, { message, remedy })];
  },
};
