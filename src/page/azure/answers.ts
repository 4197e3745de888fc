/**
 * What the page reads in the answers of Azure DevOps. Sources: the Swagger files `build` and `pipelinesapproval` 7.2 of
 * MicrosoftDocs/vsts-rest-api-specs.
 */
import { count, list, maybe, object, type Read, text, whole, wrapped } from "./shape.ts";

const identity = object({
  id: text,
  displayName: maybe(text),
  uniqueName: maybe(text),
});
export type Identity = Read<typeof identity>;

export const buildAnswer = object({
  id: whole,
  buildNumber: maybe(text),
  status: maybe(text),
  result: maybe(text),
  sourceBranch: maybe(text),
  sourceVersion: maybe(text),
  queueTime: maybe(text),
  requestedFor: maybe(identity),
  requestedBy: maybe(identity),
  definition: maybe(object({ name: maybe(text) })),
});
export type Build = Read<typeof buildAnswer>;

const timelineRecord = object({
  id: text,
  type: text,
  name: maybe(text),
  parentId: maybe(text),
  identifier: maybe(text),
  attempt: maybe(whole),
  state: maybe(text),
  result: maybe(text),
  startTime: maybe(text),
  finishTime: maybe(text),
  task: maybe(object({ name: maybe(text) })),
  issues: maybe(list(object({ type: maybe(text), message: maybe(text) }))),
});
export type TimelineRecord = Read<typeof timelineRecord>;

export const timelineAnswer = object({ id: text, records: list(timelineRecord) });
export type Timeline = Read<typeof timelineAnswer>;

const step = object({
  status: maybe(text),
  assignedApprover: maybe(identity),
  actualApprover: maybe(identity),
  comment: maybe(text),
  lastModifiedOn: maybe(text),
  deferredTo: maybe(text),
});
export type Step = Read<typeof step>;

const approval = object({
  id: text,
  status: text,
  createdOn: maybe(text),
  minRequiredApprovers: maybe(whole),
  instructions: maybe(text),
  blockedApprovers: maybe(list(identity)),
  /** `view, update`: what this user may do. */
  permissions: maybe(text),
  steps: maybe(list(step)),
  pipeline: maybe(
    object({
      name: maybe(text),
      owner: maybe(object({ id: maybe(count), name: maybe(text) })),
    }),
  ),
});
export type Approval = Read<typeof approval>;

export const approvalsAnswer = wrapped(approval);
export const buildsAnswer = wrapped(buildAnswer);

export const artifactAnswer = object({
  name: text,
  resource: object({ type: maybe(text), data: maybe(text) }),
});

/** The list of files of a pipeline artifact. In no contract: as the service has written it since 2018. */
export const manifestAnswer = object({
  items: list(object({ path: text, blob: maybe(object({ id: text })) })),
});
