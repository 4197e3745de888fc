/** The pipelines of a project: their names, and where they are. */
import * as Type from "typebox";
import type { Static } from "typebox";
import { GatehouseError } from "../errors.ts";
import type { AzureDevOps } from "../ports.ts";
import { sameName } from "../release/service-words.ts";
import { fit } from "./fit.ts";

const Pipeline = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  /** Its folder: `\python`. */
  path: Type.String(),
  queueStatus: Type.Optional(Type.String()),
});
/** A pipeline as the build API describes it. Names are foreign text. */
export type Pipeline = Static<typeof Pipeline>;

/** Where pipelines are looked for. */
export interface PipelineFolder {
  readonly azure: AzureDevOps;
  readonly project: string;
  /** `\python`. */
  readonly folder: string;
}

/**
 * `python - storage` for `sdk/storage` and for `storage`: the first step is the root of all service directories. Deeper
 * ones keep all their steps.
 */
export function pipelineName(serviceDirectory: string): string {
  const steps = serviceDirectory.split(/[\\/]/).filter((step) => step !== "" && step !== ".");
  return `python - ${(steps.length > 1 ? steps.slice(1) : steps).join(" - ")}`;
}

/** The pipelines of a project; those of one folder, or of one name (`*` stands for anything). Throws `azure-project`. */
export async function listPipelines(
  { azure, project }: Pick<PipelineFolder, "azure" | "project">,
  query: { readonly path: string } | { readonly name: string },
): Promise<readonly Pipeline[]> {
  const what = `the pipelines of the project ${project}`;
  const path = [project, "_apis", "build", "definitions"];
  const found = await azure.list({ what, path, query: { ...query, $top: "1000" } });
  if (found === null) throw GatehouseError.of("azure-project", { project, organization: azure.organization });
  return fit(Type.Array(Pipeline), found, what);
}

/**
 * The one pipeline of this name in the folder. Throws `pipeline-missing`, which says where else there is one,
 * `pipeline-ambiguous`, and what {@link listPipelines} throws.
 */
export async function findPipeline(place: PipelineFolder, name: string): Promise<Pipeline> {
  const named = (await listPipelines(place, { name })).filter((one) => sameName(one.name, name));
  const [here, other] = named.filter(({ path }) => sameName(path, place.folder));
  if (here !== undefined && other === undefined) return here;
  const { project, folder } = place;
  if (here !== undefined && other !== undefined)
    throw GatehouseError.of("pipeline-ambiguous", { name, folder, ids: `${here.id}, ${other.id}` });
  const elsewhere = named.map(({ path }) => path).join(", ");
  const hint = elsewhere === "" ? "" : `; there is one in ${elsewhere}`;
  throw GatehouseError.of("pipeline-missing", { name, folder, project, hint });
}
