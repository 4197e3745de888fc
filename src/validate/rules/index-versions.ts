/** Rules about the version and what the index has of it. They are silent where nothing is known. */
import { quote } from "../../ci/quote.ts";
import { daysOpen, releaseState } from "../../index/release-state.ts";
import { highestOf, highestVersion, type IndexRelease, releasesOf } from "../../index/versions.ts";
import { compareVersions, isPrerelease } from "../../release/version.ts";
import type { Rule } from "../rule.ts";
import { going, onIndex, pypiSite, told } from "./index-places.ts";

export const alreadyReleased: Rule = {
  name: "already-released",
  severity: "note",
  summary: "A version that is on the index already has nothing to release.",
  check: (context) =>
    told(context)
      .filter(({ state }) => state?.kind === "there" && !state.yanked)
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
    going(context).flatMap((subject) => {
      const { name, version, project } = subject;
      const highest = highestVersion(project);
      if (version === null || highest === null || compareVersions(version, highest) >= 0) return [];
      // A fix of 1.2 while 2.0b1 is out is an everyday release; and nobody gets what was yanked.
      const isRival = (other: IndexRelease) =>
        (isPrerelease(version) || !isPrerelease(other.version)) && !isYanked(other);
      const newest = highestOf(releasesOf(project).filter(isRival));
      if (newest === null || compareVersions(version, newest) >= 0) return [];
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
    going(context).flatMap((subject) => {
      const { name, version, state, facts } = subject;
      if (state?.kind !== "partly") return [];
      const count = state.files.length === 1 ? "1 file" : `${state.files.length} files`;
      const message = `Of ${quote(name)} ${version} the index has ${count} and no ${state.lacks}: a release that stopped half way`;
      const { until } = state;
      const end =
        until === null || pypiSite(facts) === null
          ? ""
          : ` PyPI takes it until ${until.toISOString().slice(0, 10)}.`;
      const remedy = `Release it again from the same commit: what is there is compared by its hash, and what is missing is sent.${end}`;
      return [onIndex(subject, { message, remedy })];
    }),
};

export const releaseTooOld: Rule = {
  name: "release-too-old",
  severity: "warning",
  summary: "What a version lacks on the index can still be added.",
  check: (context) =>
    told(context).flatMap((subject) => {
      const { name, version, state, facts } = subject;
      if (state?.kind !== "partly" || state.open) return [];
      const nobody =
        pypiSite(facts) === null
          ? "a release that old is not completed any more"
          : "PyPI takes no file of a release that old";
      const message = `${quote(name)} ${version} was begun more than ${daysOpen} days ago and has no ${state.lacks}: ${nobody}`;
      return [
        onIndex(subject, { message, remedy: "Raise the version, and release that with all its files." }),
      ];
    }),
};

export const yanked: Rule = {
  name: "yanked",
  severity: "warning",
  summary: "The version to release has not been withdrawn from the index.",
  check: (context) => [
    ...told(context)
      .filter(({ state }) => state?.kind === "there" && state.yanked)
      .map((subject) =>
        onIndex(subject, {
          message: `${quote(subject.name)} ${subject.version} was released and yanked: nothing of it is released again`,
          remedy: "Raise the version: an index takes none twice.",
        }),
      ),
    ...going(context).flatMap((subject) => {
      const { name, version, project, facts } = subject;
      const newest = highestVersion(project);
      const state = newest === null ? null : releaseState(project, newest, facts.seenAt);
      if (version === null || state?.kind !== "there" || !state.yanked) return [];
      const message = `The newest version of ${quote(name)} on the index, ${newest}, was yanked`;
      const remedy = `See that ${version} has not the same fault; nothing else has to be done.`;
      return [{ ...onIndex(subject, { message, remedy }), severity: "note" as const }];
    }),
  ],
};

function isYanked({ files }: IndexRelease): boolean {
  return files.every((file) => file.yanked === true);
}
