/** The record of a run, out of the pipeline artifact that its gate reads, and what collect announced of it. */
import { GatehouseError } from "../errors.ts";
import { type CollectPlace, collectPlaces } from "../release/collect-place.ts";
import type { ReleaseRecord } from "../release/record.ts";
import { parseRecord } from "../release/record-folder.ts";
import { Manifest, RunArtifact, type Timeline } from "./answers.ts";
import { fit } from "./fit.ts";
import type { AzureProject } from "./read-run.ts";

/** No record is longer; one that is, is not read. */
const longest = 20_000_000;

/**
 * The record that the run's release stages get. It is what Gatehouse writes, each digest is that of its files' hashes, and
 * where collect attached a record to the run, both have the same digests. Throws `record-unproven`, with the reason.
 */
export async function readRunRecord(
  place: AzureProject,
  run: number,
  timeline: Timeline,
): Promise<ReleaseRecord> {
  const refuse = (problem: string) => GatehouseError.of("record-unproven", { run: String(run), problem });
  const [collect, other] = collectPlaces(timeline);
  if (collect === undefined) throw refuse("it has not collected a release");
  if (other !== undefined)
    throw refuse("more than one of its jobs claims to be the one that collects the release");
  const name = `gatehouse-record-${collect.attempt}`;
  const carried = await fileOf(place, { run, artifact: name, file: "release.json" });
  if (carried === null) throw refuse(`it has no pipeline artifact ${name} with a release.json`);
  const record = await proven(carried, refuse);
  const announced = await attached(place, run, collect);
  // Where attachments are refused to the tasks there is none; the gate itself compares with the output variable.
  if (announced === null) return record;
  const digests = digestsOf(await proven(announced, refuse));
  if (digests !== digestsOf(record))
    throw refuse("the files in its pipeline artifact are not those that collect announced");
  return record;
}

async function proven(text: string, refuse: (problem: string) => GatehouseError): Promise<ReleaseRecord> {
  try {
    return await parseRecord(text, "its record");
  } catch (thrown) {
    if (thrown instanceof GatehouseError) throw refuse(thrown.message.replace(/\.$/, ""));
    throw thrown;
  }
}

function digestsOf({ artifacts }: ReleaseRecord): string {
  const lines = artifacts.map(({ name, safeName, digest }) => `${safeName} ${name} ${digest ?? "-"}`);
  return lines.toSorted().join("\n");
}

function attached(
  { azure, project }: AzureProject,
  run: number,
  { timeline, record }: CollectPlace,
): Promise<string | null> {
  const steps = [String(run), timeline, record, "attachments", "gatehouse.record", "release.json"];
  const path = [project, "_apis", "build", "builds", ...steps];
  return azure.text({ what: `what collect announced in the run ${run}`, path }, longest);
}

/** A file at the top of a pipeline artifact, by the three steps that the organization's own host serves. */
async function fileOf(
  { azure, project }: AzureProject,
  { run, artifact, file }: { run: number; artifact: string; file: string },
): Promise<string | null> {
  const what = `the pipeline artifact ${artifact} of the run ${run}`;
  const path = [project, "_apis", "build", "builds", String(run), "artifacts"];
  const found = await azure.get({ what, path, query: { artifactName: artifact } });
  if (found === undefined) return null;
  const { type, data } = fit(RunArtifact, found, what).resource;
  if (type !== "PipelineArtifact" || !data)
    throw GatehouseError.of("azure-answer", { what, problem: "it is stored in another way" });
  const query = (fileId: string, fileName: string) => ({ artifactName: artifact, fileId, fileName });
  const manifest = await azure.get({ what, path, query: query(data, "manifest") });
  const matching = fit(Manifest, manifest ?? null, what).items.filter((item) => item.path === `/${file}`);
  const blob = matching[0]?.blob;
  if (matching.length !== 1 || !blob) return null;
  return azure.text({ what, path, query: query(blob.id, file) }, longest);
}
