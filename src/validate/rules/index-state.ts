/** Rules about what the index has already. They are silent when no index was asked. */
import { quote } from "../../ci/quote.ts";
import { versionsOf } from "../../index/versions.ts";
import { compareVersions, isPrerelease } from "../../release/version.ts";
import { atVersion } from "./places.ts";
import type { Rule } from "../rule.ts";
import { packaged, unreleased } from "../subjects.ts";

const alreadyReleased: Rule = {
  name: "already-released",
  severity: "note",
  summary: "A version that is on the index already has nothing to release.",
  check: ({ subjects }) =>
    packaged(subjects)
      .filter(({ released }) => released)
      .map(({ source, name, version }) => {
        const message = `${quote(name)} ${version} is on the index already: there is nothing to release.`;
        return atVersion(
          source,
          { message, remedy: "Nothing has to be done. Raise the version when there is something new." },
          name,
        );
      }),
};

const versionNotHigher: Rule = {
  name: "version-not-higher",
  severity: "warning",
  summary: "The version is higher than what the index has; a final one, than the final ones.",
  check: ({ subjects }) =>
    unreleased(subjects).flatMap(({ source, name, version, project }) => {
      if (version === null || project === null) return [];
      // A fix of 1.2 while 2.0b1 is out is an everyday release.
      const rivals = versionsOf(project).filter((other) => isPrerelease(version) || !isPrerelease(other));
      const newest = rivals.at(-1);
      if (newest === undefined || compareVersions(version, newest) >= 0) return [];
      const message = `${quote(name)} ${version} is lower than ${newest}, which is on the index.`;
      const remedy =
        "Raise the version, unless this is a fix of an older line: `pip install` goes on taking the higher one.";
      return [atVersion(source, { message, remedy }, name)];
    }),
};

export const indexRules: readonly Rule[] = [alreadyReleased, versionNotHigher];
