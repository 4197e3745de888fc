/** From the text of a `release.json`, which anybody with a job may have written, to a record or what is wrong with it. */
import schema from "../../../docs/record.schema.json" with { type: "json" };
import { artifactProblem, nameFaults } from "../../release/artifact-faults.ts";
import { misfit } from "./fits.ts";
import type { ReleaseRecord } from "../../release/record.ts";

export type ReadRecord = { readonly record: ReleaseRecord } | { readonly problem: string };

/** Shape and names are checked; what its digests say is not: see {@link proven}. */
export function readRecord(text: string): ReadRecord {
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
  return fault === undefined ? { record } : { problem: fault };
}

/** The same, with every digest computed from the files' hashes. */
export async function proven(read: ReadRecord): Promise<ReadRecord> {
  if ("problem" in read) return read;
  const problems = await Promise.all(read.record.artifacts.map(artifactProblem));
  const problem = problems.find((one) => one !== null);
  return problem === undefined || problem === null ? read : { problem };
}
