/**
 * What the commands read in the answers of Azure DevOps. Other fields are free. Sources: the Swagger files `build`,
 * `pipelinesChecks` and `pipelinesapproval` 7.2 of MicrosoftDocs/vsts-rest-api-specs. All texts are foreign.
 */
import * as Type from "typebox";
import type { Static } from "typebox";

const maybe = <T extends Type.TSchema>(schema: T) => Type.Optional(Type.Union([schema, Type.Null()]));
const text = Type.String();

const Identity = Type.Object({
  displayName: maybe(text),
  uniqueName: maybe(text),
  isContainer: maybe(Type.Boolean()),
});
export type Identity = Static<typeof Identity>;

export const Run = Type.Object({
  id: Type.Integer({ minimum: 1 }),
  buildNumber: maybe(text),
  status: maybe(text),
  result: maybe(text),
  sourceBranch: maybe(text),
  queueTime: maybe(text),
  definition: maybe(Type.Object({ id: Type.Integer(), name: maybe(text) })),
  requestedFor: maybe(Identity),
});
export type Run = Static<typeof Run>;

const TimelineRecord = Type.Object({
  id: text,
  type: text,
  name: maybe(text),
  parentId: maybe(text),
  identifier: maybe(text),
  attempt: maybe(Type.Integer()),
  order: maybe(Type.Integer()),
  state: maybe(text),
  result: maybe(text),
  task: maybe(Type.Object({ name: maybe(text) })),
});
export type TimelineRecord = Static<typeof TimelineRecord>;

export const Timeline = Type.Object({ id: text, records: Type.Array(TimelineRecord) });
export type Timeline = Static<typeof Timeline>;

const Step = Type.Object({
  status: text,
  assignedApprover: maybe(Identity),
  actualApprover: maybe(Identity),
  comment: maybe(text),
});
export type Step = Static<typeof Step>;

export const Approval = Type.Object({
  id: text,
  status: text,
  createdOn: maybe(text),
  minRequiredApprovers: maybe(Type.Integer({ minimum: 0 })),
  steps: maybe(Type.Array(Step)),
  pipeline: maybe(Type.Record(text, Type.Unknown())),
});
export type Approval = Static<typeof Approval>;

export const CheckSuite = Type.Object({
  context: Type.Record(text, Type.Unknown()),
  checkRuns: Type.Array(
    Type.Object({
      id: text,
      checkConfigurationRef: Type.Object({ resource: Type.Object({ type: text, name: maybe(text) }) }),
    }),
  ),
});
export type CheckSuite = Static<typeof CheckSuite>;

export const RunArtifact = Type.Object({
  name: text,
  resource: Type.Object({ type: maybe(text), data: maybe(text) }),
});

/** The list of files of a pipeline artifact. In no contract: as the service has written it since 2018. */
export const Manifest = Type.Object({
  items: Type.Array(
    Type.Object({ path: text, blob: maybe(Type.Object({ id: text, size: Type.Integer({ minimum: 0 }) })) }),
  ),
});
