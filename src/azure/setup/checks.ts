/**
 * The kinds of checks that setup knows: how they are told, and how they are made. Ids: the official examples of
 * `approvalsAndChecks` for the approval and for task checks; those of branch control and of the required template are what the
 * service itself writes, as clients of it have them.
 */
import type { CheckConfiguration } from "./actual.ts";
import type { TemplateFile } from "./wanted.ts";

const approvalType = "8c6f20a7-a545-4486-9777-f762fafe0d4d";
const taskType = "fe1de3ee-a436-41b4-bb20-f6eb4cb879a7";
const branchControl = "86b05a0c-73e6-4f7d-b3cf-e38f3b39a75b";
const templateType = "4020e66e-b0f3-47e1-bc88-48f3cc59b5f3";

export type CheckKind = "approval" | "required template" | "branch control";

/** Thirty days, in minutes: the longest that the service takes. */
const longest = 43_200;

/** Which of the three it is; null for any other check, and for one that is switched off. */
export function kindOf({ type, settings, isDisabled }: CheckConfiguration): CheckKind | null {
  if (isDisabled === true) return null;
  const id = type.id.toLowerCase();
  if (id === approvalType) return "approval";
  if (id === templateType) return "required template";
  const isBranches = id === taskType && settings?.definitionRef?.id?.toLowerCase() === branchControl;
  return isBranches ? "branch control" : null;
}

/** The hub of the extension: publisher, extension and contribution, as `vss-extension.json` names them. */
export const hub = "gatehouse.gatehouse.releases-hub";

/** What an approval check tells those whom it asks; `page` is the address of the project's hub over all that waits. */
function instructions(page: string): string {
  return (
    "Open the tab Release of this run: it shows what would be released, and what is new since the last time. Approve there, or " +
    `here, what may go to the index; reject the rest. What is published can't be taken back. All that waits: ${page}`
  );
}

/** The address of a project's hub; `organization` with the last slash. */
export function hubAddress(organization: string, project: string): string {
  return `${organization}${encodeURIComponent(project)}/_apps/hub/${hub}`;
}

/** Bodies of `POST checks/configurations`, without the resource. */
export function approvalCheck(groupId: string, page: string) {
  return {
    type: { id: approvalType, name: "Approval" },
    settings: {
      approvers: [{ id: groupId }],
      executionOrder: "anyOrder",
      minRequiredApprovers: 1,
      instructions: instructions(page),
      blockedApprovers: [],
      requesterCannotBeApprover: false,
    },
    timeout: longest,
  };
}

export function templateCheck({ repository, path, ref }: TemplateFile) {
  const one = { repositoryType: "git", repositoryName: repository, repositoryRef: ref, templatePath: path };
  return { type: { id: templateType, name: "ExtendsCheck" }, settings: { extendsChecks: [one] } };
}

export function branchCheck(branches: string) {
  return {
    type: { id: taskType, name: "Task Check" },
    settings: {
      displayName: "Branch control",
      definitionRef: { id: branchControl, name: "evaluatebranchProtection", version: "0.0.1" },
      inputs: {
        allowedBranches: branches,
        ensureProtectionOfBranch: "true",
        allowUnknownStatusBranch: "false",
      },
      retryInterval: 5,
    },
    timeout: longest,
  };
}

/** Whether an approver is a service: then a job's own token could approve. */
export function isService({
  displayName,
  descriptor,
}: {
  displayName?: string | null | undefined;
  descriptor?: string | null | undefined;
}): boolean {
  return (descriptor ?? "").startsWith("svc.") || /\bBuild Service\b/i.test(displayName ?? "");
}

/**
 * Why an approval check does not wait for the group; null when it does. All approvers are needed when it asks for none in
 * particular (`minRequiredApprovers` 0): others besides the group then make it stricter.
 */
export function approvalFault({ settings }: CheckConfiguration, groupId: string | null, group: string) {
  const approvers = settings?.approvers ?? [];
  const service = approvers.find(isService);
  if (service !== undefined)
    return `${service.displayName ?? "a build service"} may approve: then a job can approve itself`;
  const others = approvers.filter(({ id }) => id.toLowerCase() !== groupId?.toLowerCase());
  const names = others.map(({ displayName, id }) => displayName ?? id).join(", ");
  if (others.length === approvers.length) return `it asks ${names || "nobody"}, not ${group}`;
  const needed = settings?.minRequiredApprovers ?? 0;
  return needed > 0 && others.length >= needed ? `it is content with ${names}, without ${group}` : null;
}

/** Why a branch control check lets more than protected release branches pass; null when it does not. */
export function branchFault({ settings }: CheckConfiguration): string | null {
  const inputs = settings?.inputs ?? {};
  const given = inputs["allowedBranches"];
  const branches = typeof given === "string" ? given.split(",").map((one) => one.trim()) : [];
  const isOpen = branches.length === 0 || branches.some((one) => /^(?:refs\/)?(?:heads\/)?\**$/.test(one));
  if (isOpen) return "it lets every branch pass";
  if (branches.some((one) => one.startsWith("refs/pull"))) return "it lets pull requests pass";
  if (!isOn(inputs["ensureProtectionOfBranch"])) return "it lets branches pass that no policy protects";
  // Clients write it in both ways.
  const isUnknownAllowed =
    isOn(inputs["allowUnknownStatusBranch"]) || isOn(inputs["allowUnknownStatusBranches"]);
  return isUnknownAllowed
    ? "it lets branches pass of which it is not known whether a policy protects them"
    : null;
}

function isOn(input: unknown): boolean {
  return String(input).toLowerCase() === "true";
}

/** Why a required template check takes another file than this one; null when it does not. One of its files is enough for it. */
export function templateFault({ settings }: CheckConfiguration, template: TemplateFile): string | null {
  const { repository, path, ref } = template;
  const plain = (text: string) => text.replace(/^\/+/, "").toLowerCase();
  const others = (settings?.extendsChecks ?? []).filter(
    (one) =>
      plain(one.repositoryName ?? "") !== plain(repository) ||
      plain(one.templatePath ?? "") !== plain(path) ||
      one.repositoryRef !== ref,
  );
  const names = others.map((one) =>
    [one.repositoryName, one.templatePath]
      .map((part) => part ?? "")
      .join("/")
      .concat(`@${one.repositoryRef ?? ""}`),
  );
  if (others.length === (settings?.extendsChecks ?? []).length)
    return `it asks for another file than ${repository}/${path}@${ref}: ${names.join(", ") || "none"}`;
  return others.length === 0 ? null : `it is content with ${names.join(", ")} too`;
}
