/** Rules about classifiers: the list that PyPI knows, and what they say of the version. */
import { quote } from "../../ci/quote.ts";
import { isInactive } from "../../packages/marks.ts";
import type { Stated } from "../../packages/types.ts";
import { nearest } from "../../release/nearest.ts";
import { isPrerelease } from "../../release/version.ts";
import { classifierLines, deprecatedClassifiers } from "../data/classifiers.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { packaged, unreleased } from "../subjects.ts";
import { atStated } from "./places.ts";

let known: ReadonlySet<string> | null = null;

/** The list is taken apart when it is first needed. */
function knownClassifiers(): ReadonlySet<string> {
  return (known ??= new Set(classifierLines.split("\n")));
}

/** So many of a service directory get a suggestion: each takes a look at the whole list. */
const mostSuggestions = 50;

export const classifiers: Rule = {
  name: "classifiers",
  severity: "error",
  summary: "The classifiers are among those that PyPI knows, and none is there twice.",
  check: ({ subjects }) => {
    const suggest = suggester();
    return unreleased(subjects).flatMap(({ source, name }) => {
      const seen = new Set<string>();
      return source.declared.classifiers.flatMap((classifier): RuleFinding[] => {
        const doubled = seen.has(classifier.value);
        seen.add(classifier.value);
        // Whatever is private is the rule `private-package`'s.
        if (classifier.value.startsWith("Private ::")) return [];
        if (doubled) {
          const words = {
            message: `The classifier ${quote(classifier.value)} is there twice.`,
            remedy: "Remove one of the two.",
          };
          return [{ ...atStated(classifier, words, name), severity: "note" }];
        }
        const words = wordsOf(classifier.value, suggest);
        return words === null ? [] : [atStated(classifier, words, name)];
      });
    });
  },
};

/** The nearest known classifier, or null. Remembers what it was asked. */
function suggester(): (classifier: string) => string | null {
  const found = new Map<string, string | null>();
  return (classifier) => {
    const before = found.get(classifier);
    if (before !== undefined || found.size >= mostSuggestions) return before ?? null;
    const meant = nearest(classifier, [...knownClassifiers()]);
    found.set(classifier, meant);
    return meant;
  };
}

function wordsOf(classifier: string, suggest: ReturnType<typeof suggester>) {
  if (Object.hasOwn(deprecatedClassifiers, classifier)) {
    const next = deprecatedClassifiers[classifier] ?? [];
    return {
      message: `PyPI takes the classifier ${quote(classifier)} no more.`,
      remedy: next.length === 0 ? "Remove it." : `Write \`${next.join("` and `")}\`.`,
    };
  }
  if (knownClassifiers().has(classifier)) return null;
  const meant = suggest(classifier);
  return {
    message: `PyPI knows no classifier ${quote(classifier)}, and refuses the upload.`,
    remedy:
      meant === null
        ? "Take one of https://pypi.org/classifiers, or remove it."
        : `Did you mean \`${meant}\`?`,
  };
}

export const versionClassifier: Rule = {
  name: "version-classifier",
  severity: "warning",
  summary: "The classifier `Development Status` fits a pre-release or a stable version.",
  check: ({ subjects }) =>
    unreleased(subjects).flatMap(({ source, name, version }) => {
      if (version === null) return [];
      const early = isPrerelease(version);
      // By custom all before 1.0 may change at any time, whatever it is called.
      if (!early && /^(?:0!)?0\./.test(version)) return [];
      const status = ({ value }: Stated) =>
        Number(/^Development Status :: ([1-6])/.exec(value)?.[1] ?? Number.NaN);
      const wrong = source.declared.classifiers.find((one) => (early ? status(one) > 4 : status(one) < 5));
      if (wrong === undefined) return [];
      const message = `${version} is ${early ? "a pre-release" : "a stable version"}, and the classifier says ${quote(wrong.value)}.`;
      const remedy = `Write \`Development Status :: ${early ? "4 - Beta" : "5 - Production/Stable"}\`.`;
      return [atStated(wrong, { message, remedy }, name)];
    }),
};

export const privatePackage: Rule = {
  name: "private-package",
  severity: "error",
  summary: "No artifact is marked as private: PyPI refuses such a package.",
  check: ({ subjects }) =>
    packaged(subjects).flatMap(({ source, name, entry }) => {
      const mark = source.declared.classifiers.find(({ value }) => value.startsWith("Private ::"));
      const remedy = `Remove the classifier, or the entry in line ${entry.line} of ci.yml.`;
      if (mark !== undefined) {
        const message = `${quote(name)} is listed for release and marked ${quote(mark.value)}, which PyPI refuses.`;
        return [atStated(mark, { message, remedy }, name)];
      }
      if (!isInactive(source)) return [];
      const status = source.declared.classifiers.find(({ value }) =>
        value.startsWith("Development Status :: 7"),
      );
      const message = `${quote(name)} is listed for release and marked as inactive.`;
      return status === undefined
        ? []
        : [{ ...atStated(status, { message, remedy }, name), severity: "note" as const }];
    }),
};
