/**
 * What the gate reads in the answers of Azure DevOps: fields that matter, with their types. Others are free, since the
 * service adds some every month. Sources: the Swagger files `build`, `pipelinesChecks` and `pipelinesapproval` 7.2 of
 * MicrosoftDocs/vsts-rest-api-specs.
 */
import * as Type from "typebox";
import type { Static } from "typebox";

const maybe = <T extends Type.TSchema>(schema: T) => Type.Optional(Type.Union([schema, Type.Null()]));

const Identity = Type.Object({
  id: Type.String(),
  displayName: maybe(Type.String()),
  uniqueName: maybe(Type.String()),
  descriptor: maybe(Type.String()),
  isContainer: maybe(Type.Boolean()),
});
export type Identity = Static<typeof Identity>;

const TimelineRecord = Type.Object({
  id: Type.String(),
  type: Type.String(),
  parentId: maybe(Type.String()),
  identifier: maybe(Type.String()),
  attempt: maybe(Type.Integer()),
  state: maybe(Type.String()),
  finishTime: maybe(Type.String()),
});
export type TimelineRecord = Static<typeof TimelineRecord>;

export const Timeline = Type.Object({ records: Type.Array(TimelineRecord) });

export const Build = Type.Object({
  id: Type.Integer(),
  project: Type.Object({ id: Type.String() }),
  requestedFor: maybe(Identity),
  requestedBy: maybe(Identity),
});
export type Build = Static<typeof Build>;

const CheckRun = Type.Object({
  id: Type.String(),
  status: Type.String(),
  checkConfigurationRef: Type.Object({
    type: Type.Object({ id: maybe(Type.String()), name: maybe(Type.String()) }),
    resource: Type.Object({ type: Type.String(), id: maybe(Type.String()), name: maybe(Type.String()) }),
  }),
});
export type CheckRun = Static<typeof CheckRun>;

export const CheckSuite = Type.Object({
  id: Type.String(),
  status: Type.String(),
  context: Type.Record(Type.String(), Type.Unknown()),
  checkRuns: Type.Array(CheckRun),
});
export type CheckSuite = Static<typeof CheckSuite>;

const Step = Type.Object({
  status: Type.String(),
  assignedApprover: maybe(Identity),
  actualApprover: maybe(Identity),
  comment: maybe(Type.String()),
  lastModifiedOn: maybe(Type.String()),
  deferredTo: maybe(Type.String()),
  history: maybe(Type.Array(Type.Object({ assignedTo: maybe(Identity) }))),
});
export type Step = Static<typeof Step>;

export const Approval = Type.Object({
  id: Type.String(),
  status: Type.String(),
  createdOn: Type.String(),
  lastModifiedOn: Type.String(),
  minRequiredApprovers: Type.Integer({ minimum: 0 }),
  blockedApprovers: Type.Array(Identity),
  steps: Type.Array(Step),
  pipeline: maybe(Type.Record(Type.String(), Type.Unknown())),
});
export type Approval = Static<typeof Approval>;
