/** What the index has of our files right now. */
import { GatehouseError } from "../errors.ts";
import { askHash } from "../index/ask.ts";
import { type ReadRelease, readRelease } from "../index/read-release.ts";
import type { Approved } from "../release/stages.ts";
import type { PublishContext } from "./context.ts";
import { type UploadPlan, uploadPlan } from "./upload-plan.ts";

/**
 * Reads the index and compares. Where it gives no hash of one of our files, the file itself is fetched and
 * hashed. Throws `index-conflict` (told to `onFile` first) and `index-unreachable`.
 */
export async function look(
  context: PublishContext,
  artifact: Approved,
): Promise<UploadPlan & Pick<ReadRelease, "project">> {
  const { http, clock, index, signal } = context;
  const asked = { clock, signal };
  const { files: listed, project } = await readRelease(
    http,
    index,
    artifact.package,
    artifact.version,
    asked,
  );
  let plan = uploadPlan(artifact.files, listed);
  const unknown = plan.files.flatMap((file) => file.listed).filter((entry) => entry.sha256 === null);
  if (plan.conflict === null && unknown.length > 0) {
    const found = await Promise.all(
      unknown.map(async (entry) => ({ ...entry, sha256: await askHash(http, entry.url, asked) })),
    );
    plan = uploadPlan(artifact.files, [...listed.filter((entry) => entry.sha256 !== null), ...found]);
  }
  if (plan.conflict === null) return { ...plan, project };
  const { file, listed: others } = plan.conflict;
  await context.onFile(file.name, "conflict");
  const theirs = others.find(({ sha256 }) => sha256 !== null && sha256 !== file.sha256)?.sha256 ?? "unknown";
  const ours = file.sha256;
  throw GatehouseError.of("index-conflict", { address: index.simple, file: file.name, theirs, ours });
}

/** Whether the index has `name` with our bytes, by `plan`. */
export function hasFile(plan: UploadPlan, name: string): boolean {
  return plan.files.some(({ file, outcome }) => file.name === name && outcome === "identical");
}
