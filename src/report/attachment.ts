/** What collect attaches to the run for the page: the record, with long texts cut, so that it is quick to read. */
import type { RecordArtifact, ReleaseRecord } from "../release/record.ts";

/** In UTF-8 bytes, for each artifact: 20 artifacts stay under 100 KB. */
const bytesEach = 4900;
const lengths = [2000, 500, 100, 0];

/**
 * The record as JSON. All that a digest covers is whole in it; changelogs, findings and lists of names are cut where it
 * would be too long. The page takes them from the pipeline artifact as soon as it has read that.
 */
export function attachment(record: ReleaseRecord): string {
  const limit = bytesEach * Math.max(1, record.artifacts.length);
  let text = JSON.stringify(record);
  for (const length of lengths) {
    if (new TextEncoder().encode(text).length <= limit) return text;
    text = JSON.stringify({ ...record, artifacts: record.artifacts.map((one) => brief(one, length)) });
  }
  return text;
}

/** One artifact with texts of at most `length` characters, and as many fewer entries in its lists. */
function brief(artifact: RecordArtifact, length: number): RecordArtifact {
  const { changelog, findings, requiresDist, changes, tests } = artifact;
  const cut = (text: string) => (text.length <= length ? text : `${text.slice(0, length).trimEnd()} …`);
  const entries = Math.ceil(length / 50);
  const names = <T extends { readonly names: string[] }>(list: T): T => ({
    ...list,
    names: list.names.slice(0, entries).map(cut),
  });
  const difference = <
    T extends { readonly added: { names: string[] }; readonly removed: { names: string[] } },
  >(
    both: T,
  ): T => ({ ...both, added: names(both.added), removed: names(both.removed) });
  return {
    ...artifact,
    reason: cut(artifact.reason),
    changelog: changelog === null ? null : cut(changelog),
    findings: findings
      .slice(0, entries)
      .map((finding) => ({ ...finding, message: cut(finding.message), remedy: cut(finding.remedy) })),
    requiresDist: requiresDist.slice(0, entries).map(cut),
    tests: { ...tests, runs: tests.runs.map((run) => ({ ...run, detail: cut(run.detail) })) },
    changes:
      changes === null
        ? null
        : {
            ...changes,
            files: difference(changes.files),
            requirements: difference(changes.requirements),
            entryPoints: difference(changes.entryPoints),
          },
  };
}
