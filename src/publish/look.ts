/** What the index has of our files right now. */
import { GatehouseError } from "../errors.ts";
import { askHash } from "../index/ask.ts";
import { readProject } from "../index/read-project.ts";
import { readRelease } from "../index/read-release.ts";
import type { ProjectState } from "../index/types.ts";
import { filesOf } from "../index/versions.ts";
import type { Approved } from "../release/stages.ts";
import type { PublishContext } from "./context.ts";
import { type UploadPlan, uploadPlan } from "./upload-plan.ts";

/** The plan, and what it was made from. */
export interface Sight extends UploadPlan {
  /** The whole project; null where the index was asked for the release alone. */
  readonly project: ProjectState | null;
}

/**
 * Reads the index and compares. Where it gives no hash of one of our files, the file itself is fetched and
 * hashed. Throws `index-conflict` (told to `onFile` first) and `index-unreachable`.
 */
export async function look(context: PublishContext, artifact: Approved): Promise<Sight> {
  const { http, clock, index, signal } = context;
  const asked = { clock, signal };
  const { package: name, version } = artifact;
  const project = index.json === null ? await readProject(http, index, name, asked) : null;
  const listed =
    project === null ? await readRelease(http, index, name, version, asked) : filesOf(project, version);
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
