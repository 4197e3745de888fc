/** Situations in which the wrong people approved, or too few. */
import { approversGroup, groupName, ids, person, requester, rosa, sam, uuid } from "./ids.ts";
import { type Edit, type Situation, situation } from "./situation.ts";
import { approvedStep, paths } from "./world.ts";

const { approval, step, build } = paths;
const who = (identity: unknown): Edit[] => [[`${step}.actualApprover`, identity]];
const assigned = (identity: unknown): Edit[] => [[`${step}.assignedApprover`, identity]];

export const peopleSituations: readonly Situation[] = [
  situation("nobody approved", "gate-approver", who(undefined)),
  situation("the approver has no id", "gate-approver", who({ ...rosa, id: "" })),
  situation(
    "the approver is the empty id",
    "gate-approver",
    who({ ...rosa, id: uuid(0).replace(/\w/g, "0") }),
  ),
  situation("a group approved", "gate-approver", who(approversGroup)),
  situation("the build service approved", "gate-approver", who({ ...rosa, descriptor: `svc.${ids.rosa}` })),
  situation(
    "a build service by its name approved",
    "gate-approver",
    who({ ...rosa, uniqueName: `Build\\${ids.rosa}` }),
  ),
  situation("the approver is blocked", "gate-approver", [
    [`${approval}.blockedApprovers`, [{ ...rosa, id: ids.rosa.toUpperCase() }]],
  ]),
  situation("who is blocked is not said", "gate-answer", [[`${approval}.blockedApprovers`, undefined]]),
  situation("one of two that the check asks for", "gate-few-approvers", [
    [`${approval}.minRequiredApprovers`, 2],
  ]),
  situation("one of all that the check asks for", "gate-few-approvers", [
    [`${approval}.minRequiredApprovers`, 0],
    [`${approval}.steps.1`, { ...approvedStep(sam), status: "pending" }],
  ]),
  situation("one of two that the policy asks for", "gate-few-approvers", [], { minimumApprovers: 2 }),
  situation(
    "one person counted twice",
    "gate-few-approvers",
    [[`${approval}.steps.1`, approvedStep({ ...rosa, id: ids.rosa.toUpperCase() })]],
    { minimumApprovers: 2 },
  ),
  situation(
    "a person of the same name is another one, and asked for the run",
    "gate-requester",
    [...who({ ...person(ids.requester, "Rosa Diaz") })],
    { allowRequester: false },
  ),
  situation("who asked for the run approved", "gate-requester", who(requester), { allowRequester: false }),
  situation("who queued the run approved", "gate-requester", [[`${build}.requestedBy`, rosa]], {
    allowRequester: false,
  }),
  situation(
    "who asked for the run is not known",
    "gate-requester-unknown",
    [[`${build}.requestedFor`, undefined]],
    { allowRequester: false },
  ),
  situation("who queued the run has no id", "gate-requester-unknown", [[`${build}.requestedBy.id`, ""]], {
    allowRequester: false,
  }),
  situation("assigned to a person", "gate-other-group", assigned(rosa), { approverGroup: groupName }),
  situation("assigned to nobody", "gate-other-group", assigned(undefined), { approverGroup: groupName }),
  situation(
    "assigned to a group that is displayed alike",
    "gate-other-group",
    [
      ...assigned({
        ...approversGroup,
        uniqueName: `vstfs:///Classification/TeamProject/${uuid(70)}\\${groupName}`,
      }),
    ],
    { approverGroup: groupName },
  ),
  situation("assigned to another group, by id", "gate-other-group", [], { approverGroup: uuid(31) }),
  situation(
    "reassigned from the group",
    "gate-other-group",
    [...assigned(sam), [`${step}.history`, [{ assignedTo: approversGroup }]]],
    { approverGroup: groupName },
  ),
  situation("reassigned to the group", "gate-other-group", [[`${step}.history`, [{ assignedTo: sam }]]], {
    approverGroup: groupName,
  }),
  situation(
    "a second step was assigned elsewhere",
    "gate-other-group",
    [[`${approval}.steps.1`, { ...approvedStep(sam), assignedApprover: sam }]],
    { approverGroup: groupName },
  ),
];
