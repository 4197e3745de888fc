/** Honest situations: the gate lets them through. */
import { artifact } from "./claim.ts";
import { approversGroup, groupName, ids, requester, rosa, sam, uuid } from "./ids.ts";
import { type Situation, situation } from "./situation.ts";
import { approvalOf, approvedStep, checkRunOf, environment, paths, recordOf, stageName } from "./world.ts";

const { approval, step, checks, records } = paths;
const line = `gatehouse sha256:${artifact.digest}`;
const yes = (name: string, ...rest: [Situation["edits"], Situation["policy"]?]) =>
  situation(name, "approved", ...rest);

const second = uuid(16);
/** The stage uses a service connection that has an approval check of its own. */
const withConnection: Situation["edits"] = [
  [`${records}.5`, recordOf(second, "Checkpoint.Approval", { parentId: ids.checkpoint })],
  [`${checks}.checkRuns.2`, checkRunOf(second, { type: "endpoint", id: uuid(40), name: "PyPI" })],
  [`approvals.${second}`, { ...approvalOf(second), steps: [approvedStep(sam)] }],
];

export const approvedSituations: readonly Situation[] = [
  yes("a permitted person approved", []),
  yes(
    "the comment names the digest, among other lines",
    [[`${step}.comment`, `Fine.\r\n${line}\r\nThanks`]],
    {
      requireDigest: true,
    },
  ),
  yes("no digest was announced", [], { expectedDigest: null }),
  yes("names of stages are compared without case", [
    [`${records}.1.identifier`, stageName.toUpperCase()],
    [`${records}.0.identifier`, "BUILD"],
    [`${checks}.context.GraphNode.Name`, stageName.toLowerCase()],
  ]),
  yes("so are the names of environments", [], { environment: "Package-Publish" }),
  yes("ids are compared without case", [[`${approval}.id`, ids.approval.toUpperCase()]]),
  yes("the approval has the timeline's identifier as its id", [
    [`approvals.${ids.approval}`, undefined],
    [`approvals.${ids.identifier}`, approvalOf(ids.identifier)],
    [`${checks}.checkRuns.1.id`, ids.identifier],
  ]),
  yes("no check of the stage has the approval's id, and the approval names run and digest", [
    [`${checks}.checkRuns.1.id`, uuid(17)],
    [`${step}.comment`, line],
  ]),
  yes("an older server leaves out the pipeline", [[`${approval}.pipeline`, undefined]]),
  yes("another approver's step was left as skipped", [
    [`${approval}.steps.1`, { ...approvedStep(sam), status: "skipped", actualApprover: undefined }],
  ]),
  yes("all of two had to approve, and did", [
    [`${approval}.minRequiredApprovers`, 0],
    [`${approval}.steps.1`, approvedStep(sam)],
  ]),
  yes("two people, where the policy asks for two", [[`${approval}.steps.1`, approvedStep(sam)]], {
    minimumApprovers: 2,
  }),
  yes("who asked for the run approved it, which is allowed", [[`${step}.actualApprover`, requester]]),
  yes("somebody else than who asked for the run", [], { allowRequester: false }),
  yes("the step was assigned to the group, by name", [], { approverGroup: groupName }),
  yes("the step was assigned to the group, by id", [], { approverGroup: ids.group.toUpperCase() }),
  yes("reassigned, where no group is required", [
    [`${step}.assignedApprover`, sam],
    [`${step}.history`, [{ assignedTo: approversGroup, createdBy: rosa }]],
  ]),
  yes("a deferred approval whose time has come", [[`${step}.deferredTo`, "2024-05-06T11:00:00Z"]]),
  yes("the service connection has an approval, too", withConnection),
  yes("the stage of another name, where the digest is named", [
    [`${records}.1.identifier`, stageName],
    [`${step}.comment`, line],
  ]),
  yes("a resource of the environment's name and another kind is approved, too", [
    ...withConnection,
    [`${checks}.checkRuns.2.checkConfigurationRef.resource`, { ...environment("x"), type: "queue" }],
  ]),
  yes("a second stage waits on the same environment", [
    [`${records}.5`, recordOf(uuid(50), "Stage", { identifier: "Release_other", state: "pending" })],
    [`${records}.6`, recordOf(uuid(51), "Checkpoint", { parentId: uuid(50), state: "inProgress" })],
    [`${records}.7`, recordOf(uuid(52), "Checkpoint.Approval", { parentId: uuid(51) })],
  ]),
];
