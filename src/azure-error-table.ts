/** The rows of the error table that the commands for Azure DevOps have. */
import type { ErrorEntry } from "./error-entry.ts";

export const azureErrors = {
  "azure-organization": {
    exit: 2,
    message: "{given} names no organization of Azure DevOps: {problem}.",
    remedy:
      "Give its name or its address: `--organization contoso`, https://dev.azure.com/contoso or https://contoso.visualstudio.com.",
  },
  "azure-token-missing": {
    exit: 2,
    message: "There is no token for Azure DevOps in AZURE_DEVOPS_EXT_PAT.",
    remedy:
      "Make a personal access token in Azure DevOps (User settings, Personal access tokens) with the scopes that docs/azure-commands.md lists for the command, and put it into that variable. It is never taken from the command line, where others could read it.",
  },
  "azure-sign-in": {
    exit: 1,
    message: "Azure DevOps does not take the token ({what}): {problem}.",
    remedy:
      "Make a new personal access token for this organization, and put it into AZURE_DEVOPS_EXT_PAT. It may have expired, or be another organization's.",
  },
  "azure-forbidden": {
    exit: 1,
    message: "You may not do this in Azure DevOps ({what}): {problem}.",
    remedy:
      "The token's scopes and your own permissions must both allow it: docs/azure-commands.md lists them for each command.",
  },
  "azure-refused": {
    exit: 1,
    message: "Azure DevOps refused {what}: {problem}.",
    remedy: "It says why. Nothing was changed by this request.",
  },
  "azure-unread": {
    exit: 3,
    message: "Azure DevOps gave no answer ({what}): {problem}.",
    remedy:
      "Look at the organization's name, the network and https://status.dev.azure.com; then run again. HTTPS_PROXY and NO_PROXY are honoured.",
  },
  "azure-lost": {
    exit: 3,
    message: "Azure DevOps gave no answer when told {what}: {problem}. Whether it was done is not known.",
    remedy: "Look in Azure DevOps what is there before you run again: nothing was sent a second time.",
  },
  "azure-answer": {
    exit: 3,
    message: "Azure DevOps gave an answer that Gatehouse does not understand ({what}): {problem}.",
    remedy: "Look for a newer Gatehouse, or do it in the browser.",
  },
  "azure-project": {
    exit: 2,
    message: "{organization} has no project {project}, or you may not see it.",
    remedy: "Name the project of the pipelines with --project.",
  },
  "pipeline-missing": {
    exit: 2,
    message: "The project {project} has no pipeline *{name}* in the folder {folder}{hint}.",
    remedy:
      "Name another folder with --folder; or make the pipeline: `gatehouse setup` makes one for each ci.yml that has none.",
  },
  "pipelines-none": {
    exit: 2,
    message: "The project {project} has no pipelines *python - …* in the folder {folder}.",
    remedy: "Name the folder of the release pipelines with --folder, or one run with --run.",
  },
  "pipeline-ambiguous": {
    exit: 2,
    message: "More than one pipeline in {folder} is called *{name}*: {ids}.",
    remedy: "Rename or remove all but one of them.",
  },
  "queue-refused": {
    exit: 2,
    message: "Nothing was queued: {problem}.",
    remedy: "{remedy}",
  },
  "record-unproven": {
    exit: 1,
    message: "What the run {run} would release is not proven: {problem}.",
    remedy:
      "Nothing was approved. Look at the run; to keep it from releasing, reject (`gatehouse approvals reject` needs no record), and queue a new one.",
  },
  "run-missing": {
    exit: 2,
    message: "The project {project} has no run {run}, or you may not see it.",
    remedy: "Give the number at the end of the run's address (`buildId=`), and its project with --project.",
  },
  "approvals-none": {
    exit: 2,
    message: "Nothing waits for a decision{where}.",
    remedy:
      "`gatehouse approvals list` shows all that wait. What was decided already can't be decided again.",
  },
  "approvals-unconfirmed": {
    exit: 2,
    message: "Nothing was decided: there is no terminal to ask on.",
    remedy: "Look at what it shows, and run it with --yes.",
  },
  "comment-digest": {
    exit: 2,
    message: "A line of the comment begins with the word gatehouse.",
    remedy:
      "Begin it otherwise: the gate takes such a line for a digest. The line with the digest is written for you.",
  },
  "setup-repository": {
    exit: 2,
    message: "It can't be told what {project} releases: {problem}.",
    remedy:
      "Run setup in a clone whose remote `origin` is a repository of this project in Azure Repos, or on GitHub, and name the folder that holds the ci.yml files.",
  },
  "setup-template": {
    exit: 2,
    message: "--template {given} is not a file in a repository.",
    remedy:
      "Name it as <project>/<repository>/<path>.yml, and its branch when it is another than main: internal/release-templates/wrapper.yml@refs/heads/main.",
  },
} as const satisfies Record<string, ErrorEntry>;
