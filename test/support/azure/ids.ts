/** Who and what is in the stand-in for Azure DevOps. */

/** A UUID that begins with a digit of its own. */
export function uuid(n: number): string {
  return `${String(n).padStart(8, "0")}-aaaa-4bbb-8ccc-0123456789ab`;
}

export const ids = {
  project: uuid(1),
  plan: uuid(2),
  buildStage: uuid(10),
  stage: uuid(11),
  checkpoint: uuid(12),
  approval: uuid(13),
  authorization: uuid(14),
  /** What the timeline calls the approval's identifier; no approval has it as its id. */
  identifier: uuid(15),
  rosa: uuid(20),
  sam: uuid(21),
  requester: uuid(22),
  group: uuid(30),
} as const;

export const groupName = "Release to PyPI Approvers";
export const groupUniqueName = `vstfs:///Classification/TeamProject/${ids.project}\\${groupName}`;

/** A person as the service describes one. */
export function person(id: string, displayName: string) {
  const uniqueName = `${displayName.toLowerCase().replaceAll(/\W+/g, ".")}@contoso.example`;
  return { id, displayName, uniqueName, descriptor: `aad.${id}`, isContainer: false };
}

/** Rosa's, as the commands send it. */
export const personalToken = "pat2secret4of6rosa8that0nobody2sees";

export const rosa = person(ids.rosa, "Rosa Diaz");
export const sam = person(ids.sam, "Sam Okafor");
export const requester = person(ids.requester, "Quinn Requester");
export const approversGroup = {
  id: ids.group,
  displayName: `[internal]\\${groupName}`,
  uniqueName: groupUniqueName,
  descriptor: `vssgp.${ids.group}`,
  isContainer: true,
};
