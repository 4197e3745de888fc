/**
 * The folder of a record: `release.json`, the slices beside it, and `<name>/<file>`. All that is read from it is
 * checked first: by schema, by the names that may become paths, and by the digests.
 */
import { check } from "./check.ts";
import { GatehouseError } from "../errors.ts";
import type { Files } from "../ports.ts";
import { artifactProblem, nameFaults } from "./artifact-faults.ts";
import {
  ApproveSlice,
  type BuildEntry,
  BuildSlice,
  type GateSlice,
  PublishSlice,
  ReleaseRecord,
  TestSlice,
} from "./record.ts";

const recordFile = "release.json";

/** The record in `folder`. Throws `record-missing` or `record-invalid`. */
export async function readRecord(files: Files, folder: string): Promise<ReleaseRecord> {
  const record = await findRecord(files, folder);
  if (record === null) throw GatehouseError.of("record-missing", { path: `${folder}/${recordFile}` });
  return record;
}

/** The record in `folder`, or null when there is none. Throws `record-invalid`. */
export async function findRecord(files: Files, folder: string): Promise<ReleaseRecord | null> {
  const path = `${folder}/${recordFile}`;
  const text = await read(files, path);
  return text === null ? null : parseRecord(text, path);
}

/** The text of a `release.json` as a record; `path` names it. Throws `record-invalid` and `names-refused`. */
export async function parseRecord(text: string, path: string): Promise<ReleaseRecord> {
  const record = check(ReleaseRecord, text, path);
  await checkArtifacts(record.artifacts, path);
  return record;
}

export async function writeRecord(files: Files, folder: string, record: ReleaseRecord): Promise<void> {
  await files.write(`${folder}/${recordFile}`, toJson(record));
}

/** The build slices in `folder`, by file name. */
export async function readBuildSlices(files: Files, folder: string): Promise<BuildSlice[]> {
  const found = await readSlices(files, folder, /^build\.\d+\.json$/, BuildSlice);
  for (const { path, slice } of found) await checkArtifacts(slice.artifacts, path);
  return found.map(({ slice }) => slice);
}

/** The test slices in `folder`, by file name. */
export async function readTestSlices(files: Files, folder: string): Promise<TestSlice[]> {
  const found = await readSlices(files, folder, /^test\.\d+\.\d+\.\d+\.json$/, TestSlice);
  return found.map(({ slice }) => slice);
}

export async function writeBuildSlice(files: Files, folder: string, slice: BuildSlice): Promise<void> {
  await files.write(`${folder}/build.${slice.position}.json`, toJson(slice));
}

export async function writeTestSlice(files: Files, folder: string, slice: TestSlice): Promise<void> {
  await files.write(`${folder}/test.${slice.python}.${slice.position}.json`, toJson(slice));
}

/** The decision on one artifact, or null when there is none. */
export async function readApproveSlice(
  files: Files,
  folder: string,
  safeName: string,
): Promise<ApproveSlice | null> {
  return readOne(files, `${folder}/${safeName}.approve.json`, ApproveSlice);
}

export async function writeApproveSlice(files: Files, folder: string, safeName: string, slice: ApproveSlice) {
  await files.write(`${folder}/${safeName}.approve.json`, toJson(slice));
}

export async function writeGateSlice(files: Files, folder: string, safeName: string, slice: GateSlice) {
  await files.write(`${folder}/${safeName}.gate.json`, toJson(slice));
}

/** What became of one artifact's files, or null when nothing was sent yet. */
export async function readPublishSlice(
  files: Files,
  folder: string,
  safeName: string,
): Promise<PublishSlice | null> {
  return readOne(files, `${folder}/${safeName}.publish.json`, PublishSlice);
}

export async function writePublishSlice(files: Files, folder: string, safeName: string, slice: PublishSlice) {
  await files.write(`${folder}/${safeName}.publish.json`, toJson(slice));
}

/** JSON as every file of the record has it: two blanks, a newline at the end. */
function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

async function read(files: Files, path: string): Promise<string | null> {
  try {
    return await files.readText(path);
  } catch (cause) {
    throw GatehouseError.of("record-invalid", { path, problem: "it can't be read as UTF-8 text" }, { cause });
  }
}

async function readOne<T extends Parameters<typeof check>[0]>(files: Files, path: string, schema: T) {
  const text = await read(files, path);
  return text === null ? null : check(schema, text, path);
}

async function readSlices<T extends Parameters<typeof check>[0]>(
  files: Files,
  folder: string,
  name: RegExp,
  schema: T,
) {
  const entries = (await files.list(folder)).filter(
    (entry) => entry.kind === "file" && name.test(entry.name),
  );
  return Promise.all(
    entries.map(async (entry) => {
      const path = `${folder}/${entry.name}`;
      return { path, slice: check(schema, (await read(files, path)) ?? "", path) };
    }),
  );
}

async function checkArtifacts(artifacts: readonly BuildEntry[], path: string): Promise<void> {
  const faults = nameFaults(artifacts);
  if (faults.length > 0) throw GatehouseError.of("names-refused", { faults: faults.join("; ") });
  const problems = await Promise.all(artifacts.map(artifactProblem));
  const problem = problems.find((found) => found !== null);
  if (problem !== undefined) throw GatehouseError.of("record-invalid", { path, problem });
}
