/** From the text of a `release.json`, which anybody with a job may have written, to a record or what is wrong with it. */
import schema from "../../../docs/record.schema.json" with { type: "json" };
import { artifactProblem, nameFaults } from "../../release/artifact-faults.ts";
import { misfit } from "../../release/fits.ts";
import type { ReleaseRecord } from "../../release/record.ts";

export type ReadRecord = { readonly record: ReleaseRecord } | { readonly problem: string };

/** Names, shapes and digests are checked; every digest is computed from the files' hashes. */
export async function readRecord(text: string): Promise<ReadRecord> {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    return { problem: "it is not JSON" };
  }
  const problem = misfit(schema, document);
  if (problem !== null) return { problem };
  const record = document as ReleaseRecord;
  const [fault] = nameFaults(record.artifacts);
  if (fault !== undefined) return { problem: fault };
  const problems = await Promise.all(record.artifacts.map(artifactProblem));
  const first = problems.find((one) => one !== null);
  return first === undefined || first === null ? { record } : { problem: first };
}
