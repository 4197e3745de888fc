/** Situations in which an approval is there, and does not suffice. */
import { sha256 } from "../record-builders.ts";
import { artifact } from "./claim.ts";
import { ids, sam, uuid } from "./ids.ts";
import { broken, type Edit, type Situation, situation } from "./situation.ts";
import { approvalOf, approvedStep, checkRunOf, environment, paths, recordOf } from "./world.ts";

const { approval, step, checks, records } = paths;
const line = `gatehouse sha256:${artifact.digest}`;
const early = "2024-05-06T10:28:59Z";

const statuses = ["undefined", "uninitiated", "pending", "rejected", "skipped", "canceled", "timedOut"];
const others = ["deferred", "failed", "completed", "all"];
const unknown = ["Approved", "bypassed", "granted", ""];
const comment = (text: string): Edit[] => [[`${step}.comment`, text]];

export const approvalSituations: readonly Situation[] = [
  ...[...statuses, ...others].map((status) =>
    situation(`the approval is ${status}`, "gate-not-approved", [[`${approval}.status`, status]]),
  ),
  ...unknown.map((status) =>
    broken(`the approval is ${status || "in no state"}`, "gate-not-approved", [
      [`${approval}.status`, status],
    ]),
  ),
  broken("a step of the approval is odd", "gate-not-approved", [
    [`${approval}.steps.1`, { ...approvedStep(sam), status: "odd" }],
  ]),
  ...["rejected", "deferred", "failed", "timedOut", "canceled"].map((status) =>
    situation(`a step of the approval is ${status}`, "gate-not-approved", [
      [`${approval}.steps.1`, { ...approvedStep(sam), status }],
    ]),
  ),
  ...["bypassed", "deferred", "running", "rejected", "none", "completed"].flatMap((status) => [
    situation(`the check was ${status}`, "gate-not-approved", [[`${checks}.checkRuns.1.status`, status]]),
    situation(`the checks were ${status}`, "gate-not-approved", [[`${checks}.status`, status]]),
  ]),
  situation("another check was bypassed", "gate-not-approved", [
    [`${checks}.checkRuns.0.status`, "bypassed"],
  ]),
  situation("deferred to tomorrow", "gate-not-approved", [[`${step}.deferredTo`, "2124-05-07T11:00:00Z"]]),
  broken("deferred to some time", "gate-not-approved", [[`${step}.deferredTo`, "soon"]]),
  situation("approved for another environment", "gate-other-environment", [
    [`${checks}.checkRuns.1.checkConfigurationRef.resource`, environment("package-publsh")],
  ]),
  situation("approved for a connection of the environment's name", "gate-other-environment", [
    [`${checks}.checkRuns.1.checkConfigurationRef.resource.type`, "endpoint"],
  ]),
  situation("the check says no name of the environment", "gate-other-environment", [
    [`${checks}.checkRuns.1.checkConfigurationRef.resource.name`, undefined],
  ]),
  situation("the check says no resource", "gate-answer", [
    [`${checks}.checkRuns.1.checkConfigurationRef.resource`, undefined],
  ]),
  situation("the stage has no approval check", "gate-no-approval", [
    [`${checks}.checkRuns.1.checkConfigurationRef.type`, { id: uuid(80), name: "Task Check" }],
  ]),
  situation("the stage waited for one more than the timeline shows", "gate-answer", [
    [`${checks}.checkRuns.2`, checkRunOf(uuid(16))],
  ]),
  situation("the timeline has one more than the stage waited for", "gate-answer", [
    [`${records}.5`, recordOf(uuid(16), "Checkpoint.Approval", { parentId: ids.checkpoint })],
    [`approvals.${uuid(16)}`, approvalOf(uuid(16))],
  ]),
  situation("the timeline has the approval twice", "gate-answer", [
    [
      `${records}.5`,
      recordOf(ids.approval.toUpperCase(), "Checkpoint.Approval", { parentId: ids.checkpoint }),
    ],
    [`approvals.${ids.approval.toUpperCase()}`, approvalOf()],
    [`${checks}.checkRuns.2`, checkRunOf(uuid(16))],
  ]),
  situation("a second approval is pending", "gate-not-approved", [
    [`${records}.5`, recordOf(uuid(16), "Checkpoint.Approval", { parentId: ids.checkpoint })],
    [`approvals.${uuid(16)}`, { ...approvalOf(uuid(16)), status: "pending" }],
    [`${checks}.checkRuns.2`, checkRunOf(uuid(16))],
  ]),
  situation("no check has the approval's id, and no digest is named", "gate-answer", [
    [`${checks}.checkRuns.1.id`, uuid(17)],
  ]),
  situation("no check has the approval's id, and it names no run", "gate-answer", [
    [`${checks}.checkRuns.1.id`, uuid(17)],
    [`${approval}.pipeline`, undefined],
    ...comment(line),
  ]),
  situation("asked for before the files were built", "gate-too-early", [[`${approval}.createdOn`, early]]),
  situation("given before the files were built", "gate-too-early", [[`${step}.lastModifiedOn`, early]]),
  situation("last changed before the files were built", "gate-too-early", [
    [`${approval}.lastModifiedOn`, early],
  ]),
  situation("given at no time", "gate-answer", [[`${step}.lastModifiedOn`, undefined]]),
  broken("given at a local time", "gate-answer", [[`${step}.lastModifiedOn`, "2024-05-06T11:00:00"]]),
  situation(
    "the comment names another digest",
    "gate-comment",
    comment(`gatehouse sha256:${sha256("other")}`),
  ),
  situation("the comment's line has more on it", "gate-comment", comment(`${line} ok`)),
  situation("the comment's line is in capitals", "gate-comment", comment(line.toUpperCase())),
  situation("the comment's line is indented", "gate-comment", comment(` ${line}`)),
  situation("the comment has two lines", "gate-comment", comment(`${line}\n${line}`)),
  situation(
    "the comment hides a word in its line",
    "gate-comment",
    comment(line.replace("house", "\u200Bhouse")),
  ),
  situation("the comment's line is short of a digit", "gate-comment", comment(line.slice(0, -1))),
  situation("a skipped step's comment names another digest", "gate-comment", [
    [`${approval}.steps.1`, { ...approvedStep(sam, `gatehouse sha256:${sha256("x")}`), status: "skipped" }],
  ]),
  situation("the digest is required, and not named", "gate-digest-unnamed", [], { requireDigest: true }),
  situation(
    "the digest is required, and one of two names it",
    "gate-digest-unnamed",
    [...comment(line), [`${approval}.steps.1`, approvedStep(sam)]],
    { requireDigest: true },
  ),
  situation("collect announced other files", "gate-digest", [], { expectedDigest: sha256("other") }),
  situation("the approval has no steps", "gate-answer", [[`${approval}.steps`, undefined]]),
  situation("the approval's steps are empty", "gate-few-approvers", [[`${approval}.steps`, []]]),
  broken("the approval's comment is a number", "gate-answer", [[`${step}.comment`, 1]]),
  situation("the approval says no number of approvers", "gate-answer", [
    [`${approval}.minRequiredApprovers`, undefined],
  ]),
];
