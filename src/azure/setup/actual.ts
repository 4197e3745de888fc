/** What a project has, as far as setup looks at it. Names in it are foreign text. */
import * as Type from "typebox";
import type { Static } from "typebox";

/** What setup asks is in preview, in the newest contracts too. */
export const preview = { "api-version": "7.2-preview.1" };

const nullish = <T extends Type.TSchema>(schema: T) => Type.Optional(Type.Union([schema, Type.Null()]));

export const Repository = Type.Object({
  id: Type.String(),
  name: Type.String(),
  project: Type.Object({ id: Type.String(), name: nullish(Type.String()) }),
});
export const Group = Type.Object({ descriptor: Type.String(), displayName: nullish(Type.String()) });
export const Value = Type.Object({ value: Type.String() });
export const Environment = Type.Object({ id: Type.Integer(), name: Type.String() });
export const Queue = Type.Object({ id: Type.Integer(), name: Type.String() });
export const Endpoint = Type.Object({ id: Type.String(), name: Type.String(), type: nullish(Type.String()) });
export const Definition = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  queueStatus: nullish(Type.String()),
  process: nullish(Type.Object({ yamlFilename: nullish(Type.String()) })),
  repository: nullish(Type.Object({ id: nullish(Type.String()) })),
});
export const Permissions = Type.Object({
  allPipelines: nullish(Type.Object({ authorized: nullish(Type.Boolean()) })),
  pipelines: nullish(Type.Array(Type.Object({ id: Type.Integer(), authorized: nullish(Type.Boolean()) }))),
});
const Approver = Type.Object({
  id: Type.String(),
  displayName: nullish(Type.String()),
  descriptor: nullish(Type.String()),
});
export const CheckConfiguration = Type.Object({
  id: Type.Integer(),
  isDisabled: nullish(Type.Boolean()),
  type: Type.Object({ id: Type.String(), name: nullish(Type.String()) }),
  settings: nullish(
    Type.Object({
      approvers: nullish(Type.Array(Approver)),
      minRequiredApprovers: nullish(Type.Integer()),
      definitionRef: nullish(Type.Object({ id: nullish(Type.String()) })),
      inputs: nullish(Type.Record(Type.String(), Type.Unknown())),
      extendsChecks: nullish(
        Type.Array(
          Type.Object({
            repositoryName: nullish(Type.String()),
            repositoryRef: nullish(Type.String()),
            templatePath: nullish(Type.String()),
          }),
        ),
      ),
    }),
  ),
});
export type CheckConfiguration = Static<typeof CheckConfiguration>;

/** A resource that carries checks, and the pipelines that may use it. */
export interface Protected {
  readonly type: "environment" | "endpoint" | "repository" | "queue";
  readonly id: string;
  readonly name: string;
  readonly checks: readonly CheckConfiguration[];
  readonly openToAll: boolean;
  /** Ids of the pipelines that may use it. */
  readonly pipelines: readonly number[];
}

/** A pipeline that is there, as far as it says what it runs. */
export interface PipelineFound {
  readonly id: number;
  readonly name: string;
  /** `/sdk/storage/ci.yml`; null: it is no YAML pipeline, or does not say. */
  readonly yaml: string | null;
  /** The id in Azure Repos, `owner/name` on GitHub. */
  readonly repository: string | null;
  readonly isDisabled: boolean;
}

export interface Actual {
  readonly projectId: string;
  /** The repository of the pipelines; null for one that is not in Azure Repos. */
  readonly repositoryId: string | null;
  /** Service connections to GitHub, by which a pipeline reads its repository there. */
  readonly github: readonly { readonly id: string; readonly name: string }[];
  readonly projectName: string;
  /** Id of the approvers' group as checks name it; null when there is no group of that name. */
  readonly groupId: string | null;
  /** The same group as the graph names it. */
  readonly groupDescriptor: string | null;
  readonly environment: Protected | null;
  readonly connection: Protected | null;
  /** The repository of the required template. */
  readonly templates: Protected | null;
  /** The agent queues that the pipelines run in, as far as they are there. */
  readonly queues: readonly Protected[];
  /** The pipelines in the folder by name, in lower case. */
  readonly pipelines: ReadonlyMap<string, PipelineFound>;
  /** Of the other environments that pipelines name: whether they have an approval check; absent: there is none of that name. */
  readonly others: ReadonlyMap<string, { readonly asks: boolean }>;
}
