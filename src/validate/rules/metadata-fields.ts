/** Rules about single fields of the metadata that PyPI looks at. */
import { quote } from "../../ci/quote.ts";
import { isSpecifier } from "../../release/version.ts";
import type { Rule, RuleFinding } from "../rule.ts";
import { unreleased } from "../subjects.ts";
import { atStated, inMetadata } from "./places.ts";

export const requiresPython: Rule = {
  name: "requires-python",
  severity: "error",
  summary: "`requires-python` is there, and is a version specifier (PEP 440).",
  check: ({ subjects }) =>
    unreleased(subjects).flatMap(({ source, name }): RuleFinding[] => {
      const { requiresPython: stated, unread } = source.declared;
      if (stated === null || stated.value.trim() === "") {
        if (unread.includes("requires-python") || source.problem !== undefined) return [];
        const message = `${quote(name)} does not say which Python it requires, so it is installed on every one.`;
        const remedy = 'Add `requires-python = ">=3.9"`, or what it is (`python_requires` in setup.py).';
        return [{ ...inMetadata(source, { message, remedy }, name), severity: "warning" }];
      }
      if (isSpecifier(stated.value)) return [];
      const message = `${quote(stated.value)} is no version specifier, and PyPI refuses it as requires-python.`;
      return [atStated(stated, { message, remedy: "Write it as `>=3.9` or `>=3.9,<4`." }, name)];
    }),
};

/** PyPI's limit (warehouse, forklift/metadata.py). */
const longestSummary = 512;

export const summary: Rule = {
  name: "summary",
  severity: "error",
  summary: "The summary is one line of at most 512 characters.",
  check: ({ subjects }) =>
    unreleased(subjects).flatMap(({ source, name }): RuleFinding[] => {
      const { summary: stated, unread } = source.declared;
      if (stated === null || stated.value.trim() === "") {
        if (unread.includes("summary") || source.problem !== undefined) return [];
        const message = `${quote(name)} has no summary: lists and searches of the index show nothing beside its name.`;
        const remedy = "Add `description`, one line that says what the package is for.";
        return [{ ...inMetadata(source, { message, remedy }, name), severity: "note" }];
      }
      const [first = "", ...more] = stated.value.trim().split(/\r\n|\r|\n/);
      const { backend } = source.declared.build;
      const cut = backend.startsWith("setuptools");
      const length = Array.from(cut ? first : stated.value).length;
      if (length > longestSummary) {
        const message = `The summary of ${quote(name)} has ${length} characters; PyPI takes ${longestSummary}.`;
        return [atStated(stated, { message, remedy: "Shorten it; the rest belongs into the readme." }, name)];
      }
      // Hatchling joins the lines.
      if (more.length === 0 || backend.startsWith("hatchling")) return [];
      const effect = cut ? "setuptools keeps the first of them" : "PyPI refuses it";
      const message = `The summary of ${quote(name)} has several lines, and ${effect}.`;
      const remedy = "Write one line; the rest belongs into the readme.";
      const finding = atStated(stated, { message, remedy }, name);
      return [cut ? { ...finding, severity: "warning" } : finding];
    }),
};

/** PyPI's limit on a label. */
const longestLabel = 32;

export const projectUrls: Rule = {
  name: "project-urls",
  severity: "error",
  summary: "The project's addresses begin with http, and their labels have at most 32 characters.",
  check: ({ subjects }) =>
    unreleased(subjects).flatMap(({ source, name }) => {
      const seen = new Map<string, { readonly label: string; readonly url: string }>();
      return source.declared.urls.flatMap((stated): RuleFinding[] => {
        const { label, url } = stated.value;
        const key = label.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
        const twin = seen.get(key);
        seen.set(key, stated.value);
        const problem = urlProblem(label, url);
        if (problem !== null) return [atStated(stated, problem, name)];
        // The `url` of a setup.py beside a label of the same name: two fields, mostly with one address.
        if (twin === undefined || twin.url === url) return [];
        const message = `The labels ${quote(twin.label)} and ${quote(label)} are one to an index (PEP 753).`;
        return [
          {
            ...atStated(stated, { message, remedy: "Give one of them another label." }, name),
            severity: "warning",
          },
        ];
      });
    }),
};

function urlProblem(label: string, url: string) {
  const length = Array.from(label).length;
  if (length < 1 || length > longestLabel)
    return {
      message: `The label ${quote(label)} has ${length} characters; PyPI takes 1 to ${longestLabel}.`,
      remedy: "Shorten it, to `Homepage`, `Repository` or the like.",
    };
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (
    parsed !== null &&
    /^https?:$/.test(parsed.protocol) &&
    parsed.hostname !== "" &&
    /^https?:\/\//i.test(url) &&
    // URI syntax (RFC 3986) has brackets around an IPv6 host alone.
    !/[[\]]/.test(parsed.pathname + parsed.search)
  )
    return null;
  return {
    message: `${quote(url)}, the address ${quote(label)}, is no web address, and PyPI refuses it.`,
    remedy: "Write the whole address, with `https://`.",
  };
}
