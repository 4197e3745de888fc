/** The rows of the error table that the gate has. */
import type { ErrorEntry } from "./error-entry.ts";

export const gateErrors = {
  "gate-not-collected": {
    exit: 1,
    message: "{name} may not be released: collect did not let it through: {reason}.",
    remedy: "Correct that, and run the stage Build again.",
  },
  "gate-outside-stage": {
    exit: 2,
    message: "This is no stage of a YAML pipeline on Azure DevOps: {problem}.",
    remedy:
      "The gate works in a stage of a YAML pipeline. A classic release has no stage that an approval could be proven for: move it to the stage template.",
  },
  "gate-variable": {
    exit: 1,
    message: "What the agent says about this run can't be relied on: {problem}.",
    remedy:
      "Remove every variable of the pipeline, its variable groups and its scripts that is named like a system variable.",
  },
  "gate-digest": {
    exit: 1,
    message: "The files of {name} have the digest {ours}, while collect announced {announced}.",
    remedy:
      "Something between the stages changed the files. Run the stage Build again, and look at who can write them.",
  },
  "gate-sign-in": {
    exit: 3,
    message: "Azure DevOps does not let this job read {what}: {problem}.",
    remedy:
      "The job token (System.AccessToken) must be that of this run, and the build service of the project needs *View builds* on the pipeline and the role *Reader* on the environment.",
  },
  "gate-unread": {
    exit: 3,
    message: "Azure DevOps gave no answer about {what} that could be used: {problem}.",
    remedy:
      "What can't be read is not taken for approved. Run the job again when Azure DevOps answers; an Azure DevOps Server older than 2022.1 has no such answer.",
  },
  "gate-answer": {
    exit: 1,
    message: "Azure DevOps says something about {what} that Gatehouse does not understand: {problem}.",
    remedy:
      "What is unknown is not taken for approved. Look for a newer Gatehouse; or release by hand: `gatehouse release` on the service directory.",
  },
  "gate-stage-unknown": {
    exit: 1,
    message: "The run has {count} stages {stage} at attempt {attempt}, where it must have one.",
    remedy: "Run the stage again. If that does not help, queue a new run.",
  },
  "gate-stage-other": {
    exit: 1,
    message: "This is the stage {stage}, not Release_{safeName}, so its approval is not about {name}.",
    remedy:
      "Run the gate in the stage of its own artifact; or let the approvers name the digest, on the tab Release.",
  },
  "gate-build-stage": {
    exit: 1,
    message: "When the files were finished is not known: {problem}.",
    remedy: "Build, test and collect in a stage that is called Build and ends before this one begins.",
  },
  "gate-no-approval": {
    exit: 1,
    message: "The stage {stage} waited for no approval.",
    remedy:
      "Let it deploy to an environment that has an approval check: `environment:` in the deployment job. Azure Pipelines makes an environment for a name that it does not know, and such a one has no check.",
  },
  "gate-other-environment": {
    exit: 1,
    message: "The stage was approved for {found}, not for the environment {environment}.",
    remedy: "Name the same environment in the deployment job and in the input `environment`.",
  },
  "gate-other-run": {
    exit: 1,
    message: "What was approved is not this run, stage and attempt: {problem}.",
    remedy: "Run the stage again, and let it be approved again.",
  },
  "gate-not-approved": {
    exit: 1,
    message: "{what} is {status}, not approved.",
    remedy:
      "Only an approval that a person gave counts: not one that was skipped, deferred, or bypassed by an administrator. Run the stage again, and let it be approved.",
  },
  "gate-too-early": {
    exit: 1,
    message: "{what} {problem}, before the stage Build had finished at {finished}.",
    remedy:
      "Nobody can approve files that are not there yet. Run the stage again, and let it be approved again.",
  },
  "gate-few-approvers": {
    exit: 1,
    message: "{found} approved, where {needed} must.",
    remedy:
      "Set the approval check to as many approvers as the gate asks for (`minimumApprovers`); a group counts as one. Then run the stage again.",
  },
  "gate-approver": {
    exit: 1,
    message: "The approval by {who} does not count: {problem}.",
    remedy: "Let another permitted person approve: run the stage again.",
  },
  "gate-requester": {
    exit: 1,
    message: "{who} asked for this run and approved it too.",
    remedy:
      "Somebody else must approve: run the stage again. The approval check itself can refuse it, too, in its settings.",
  },
  "gate-requester-unknown": {
    exit: 1,
    message: "Who asked for this run is not known: Azure DevOps names no {who}.",
    remedy: "Queue a new run as a person, or set `allowRequester` to true.",
  },
  "gate-other-group": {
    exit: 1,
    message: "The approval by {who} was not assigned to the group {group}, but to {assigned}.",
    remedy:
      "Set the approval check of the environment to that group and nobody else; reassigned approvals do not count. A group elsewhere that is displayed alike is another one.",
  },
  "gate-comment": {
    exit: 1,
    message: "A comment on the approval speaks of a digest, and {problem}.",
    remedy:
      "Approve on the tab Release or with `gatehouse approvals`, which write the line themselves: `gatehouse sha256:` and the digest of this artifact, and nothing else on that line. Run the stage again.",
  },
  "gate-digest-unnamed": {
    exit: 1,
    message: "{who} approved without naming the digest {digest}, which is required.",
    remedy:
      "Approve on the tab Release or with `gatehouse approvals`, which write it into the comment. Run the stage again.",
  },
} as const satisfies Record<string, ErrorEntry>;
