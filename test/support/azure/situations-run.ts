/** Situations in which run, stage or timeline are not what they must be. */
import { ids, uuid } from "./ids.ts";
import { broken, type Situation, situation } from "./situation.ts";
import { approvalOf, paths, recordOf } from "./world.ts";

const { approval, checks, records, timeline, build } = paths;
const graph = `${checks}.context.GraphNode`;

export const runSituations: readonly Situation[] = [
  situation("the stage is not in the timeline", "gate-stage-unknown", [[`${records}.1.identifier`, "Other"]]),
  situation("the timeline has the stage by its display name only", "gate-stage-unknown", [
    [`${records}.1.identifier`, undefined],
  ]),
  situation("the stage is there at another attempt", "gate-stage-unknown", [[`${records}.1.attempt`, 2]]),
  situation("two records claim to be the stage", "gate-stage-unknown", [
    [`${records}.5`, recordOf(uuid(60), "Stage", { identifier: "release_CONTOSOCORE" })],
  ]),
  situation("the stage has no checkpoint: its environment has no check", "gate-no-approval", [
    [`${records}.2.parentId`, uuid(61)],
  ]),
  situation("the checkpoint has no approval", "gate-no-approval", [[`${records}.3.parentId`, uuid(61)]]),
  situation("the stage has two checkpoints", "gate-answer", [
    [`${records}.5`, recordOf(uuid(62), "Checkpoint", { parentId: ids.stage })],
  ]),
  broken("an approval in the timeline has no id", "gate-answer", [
    [`${records}.3.id`, "approved"],
    [`${records}.3.identifier`, "Checkpoint.Approval"],
  ]),
  broken("the timeline has no records", "gate-answer", [[timeline, { records: null }]]),
  broken("the timeline is a list", "gate-answer", [[timeline, []]]),
  situation("the stage Build is not there", "gate-build-stage", [[`${records}.0.identifier`, "Compile"]]),
  situation("the stage Build is there twice", "gate-build-stage", [
    [
      `${records}.5`,
      recordOf(uuid(63), "Stage", { identifier: "build", finishTime: "2020-01-01T00:00:00Z" }),
    ],
  ]),
  situation("a job called Build does not make the stage", "gate-build-stage", [[`${records}.0.type`, "Job"]]),
  situation("the stage Build has not finished", "gate-build-stage", [[`${records}.0.state`, "inProgress"]]),
  broken("when the stage Build finished is no time", "gate-build-stage", [
    [`${records}.0.finishTime`, "yesterday"],
  ]),
  situation("the build is another one", "gate-other-run", [[`${build}.id`, 4712]]),
  situation("the build is another project's", "gate-other-run", [[`${build}.project.id`, uuid(70)]]),
  situation("the build has no id", "gate-answer", [[`${build}.id`, undefined]]),
  situation("the check run is another stage's", "gate-other-run", [[`${graph}.Name`, "Release_other"]]),
  situation("the check run is another attempt's", "gate-other-run", [[`${graph}.Attempt`, 2]]),
  situation("the check run is another run's", "gate-other-run", [
    [`${checks}.context.Pipeline.Owner.Id`, 4710],
  ]),
  situation("the check run is another project's", "gate-other-run", [
    [`${checks}.context.Project.Id`, uuid(70)],
  ]),
  situation("the check run says its stage in two ways", "gate-other-run", [
    [`${graph}.name`, "Release_contosocore"],
  ]),
  situation("the check run has no context", "gate-answer", [[`${checks}.context`, undefined]]),
  situation("the check run says no stage", "gate-other-run", [[`${checks}.context.GraphNode`, undefined]]),
  situation("the answer is about another check run", "gate-other-run", [[`${checks}.id`, uuid(71)]]),
  situation("the approval is another run's", "gate-other-run", [[`${approval}.pipeline.owner.id`, 4710]]),
  situation("the approval's pipeline names no run", "gate-other-run", [[`${approval}.pipeline`, {}]]),
  situation("the answer is about another approval", "gate-other-run", [[`${approval}.id`, uuid(72)]]),
  situation("the timeline names another stage's approval", "gate-answer", [
    [`${records}.3.id`, uuid(73)],
    [`approvals.${uuid(73)}`, approvalOf(uuid(73))],
  ]),
  situation("the service knows no such approval", "gate-unread", [[`approvals.${ids.approval}`, undefined]]),
];
