/** Rules about the version and what the index has of it. They are silent where nothing is known. */
import { quote } from "../../ci/quote.ts";
import { highestVersion, versionsOf } from "../../index/versions.ts";
import { releaseState } from "../../index/release-state.ts";
import { compareVersions, isPrerelease } from "../../release/version.ts";
import type { Rule } from "../rule.ts";
import { onIndex, told } from "./index-places.ts";

export const alreadyReleased: Rule = {
  name: "already-released",
  severity: "note",
  summary: "A version that is on the index already has nothing to release.",
  check: (context) =>
    told(context)
      .filter(({ released }) => released)
      .map((subject) =>
        onIndex(subject, {
          message: `${quote(subject.name)} ${subject.version} is on the index already: there is nothing to release`,
          remedy: "Nothing has to be done. Raise the version when there is something new.",
        }),
      ),
};

export const versionNotHigher: Rule = {
  name: "version-not-higher",
  severity: "warning",
  summary: "The version is higher than what the index has; a final one, than the final ones.",
  check: (context) =>
    told(context).flatMap((subject) => {
      const { name, version, project, released } = subject;
      if (version === null || released) return [];
      // A fix of 1.2 while 2.0b1 is out is an everyday release.
      const rivals = versionsOf(project).filter((other) => isPrerelease(version) || !isPrerelease(other));
      const newest = rivals.at(-1);
      if (newest === undefined || compareVersions(version, newest) >= 0) return [];
      const message = `${quote(name)} ${version} is lower than ${newest}, which is on the index`;
      const remedy =
        "Raise the version, unless this is a fix of an older line: `pip install` goes on taking the higher one.";
      return [onIndex(subject, { message, remedy })];
    }),
};

export const versionPartlyReleased: Rule = {
  name: "version-partly-released",
  severity: "warning",
  summary: "A version that is on the index is there with all its files.",
  check: (context) =>
    told(context).flatMap((subject) => {
      const { name, version, project, facts } = subject;
      const state = version === null ? null : releaseState(project, version, facts.seenAt);
      if (state?.kind !== "partly" || !state.open) return [];
      const message = `${quote(name)} ${version} is on the index without its ${state.lacks}: a release that stopped half way`;
      const remedy =
        "Release it again from the same commit: what is there is compared by its hash, and what is missing is sent.";
      return [onIndex(subject, { message, remedy })];
    }),
};

export const releaseTooOld: Rule = {
  name: "release-too-old",
  severity: "warning",
  summary: "What a version lacks on the index can still be added.",
  check: (context) =>
    told(context).flatMap((subject) => {
      const { name, version, project, facts } = subject;
      const state = version === null ? null : releaseState(project, version, facts.seenAt);
      if (state?.kind !== "partly" || state.open) return [];
      const message = `${quote(name)} ${version} is on the index without its ${state.lacks}, and PyPI takes no file of a release that is 14 days old`;
      const remedy = "Raise the version: this release can't be completed any more.";
      return [onIndex(subject, { message, remedy })];
    }),
};

export const yanked: Rule = {
  name: "yanked",
  severity: "warning",
  summary: "The version to release has not been withdrawn from the index.",
  check: (context) =>
    told(context).flatMap((subject) => {
      const { name, version, project, facts } = subject;
      const state = version === null ? null : releaseState(project, version, facts.seenAt);
      if (state?.kind === "there" && state.yanked) {
        const message = `${quote(name)} ${version} was released and yanked`;
        return [onIndex(subject, { message, remedy: "Raise the version: an index never takes one twice." })];
      }
      const newest = highestVersion(project);
      const last = newest === null || newest === version ? null : releaseState(project, newest, facts.seenAt);
      if (last?.kind !== "there" || !last.yanked) return [];
      const message = `The newest version of ${quote(name)} on the index, ${newest}, was yanked`;
      const finding = onIndex(subject, {
        message,
        remedy: "Nothing has to be done: the next release takes its place.",
      });
      return [{ ...finding, severity: "note" as const }];
    }),
};
