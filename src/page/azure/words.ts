/** What the page says about Azure DevOps. */

const told = (errors: readonly string[]) =>
  errors.length === 0 ? "The log of its stage says why." : errors.slice(0, 3).join(" · ");

export const words = {
  nobody: "nobody",
  noStage: (safeName: string) => `This run has no stage Release_${safeName}: it releases nothing.`,
  otherRun: (id: string) => `The approval ${id} is about another run.`,
  ended: {
    timedOut: "Nobody decided in time. Rerun its stage to be asked again.",
    canceled: "The run was canceled before anybody decided.",
    skipped:
      "Its stage was skipped: what it needs was not released, or the check was bypassed without a decision.",
  },
  nothingToDecide: "There is nothing to decide about it now.",
  stillReading: "The page is still reading the record from the run's pipeline artifact.",
  nothingOfOurs: "This run has no task of Gatehouse: there is nothing to release.",
  notCollected:
    "The run is still building and testing. What it would release is shown here when it has been collected.",
  collectFailed:
    "The run could not collect its release; the log of the task GatehouseCollect says why. Nothing is released.",
  recordGone: "The run has collected its release, and the page finds no record of it.",
  notAsked: "Its stage asks when those before it are through.",
  deferred: (until: string) => `Approved from ${until} on.`,
  blocked: "You asked for this run, and the approval check does not let who asks also approve.",
  notAssigned: "You are not among those who can decide it.",
  waitsForMore: "You have decided. Others must decide, too.",
  untagged: (errors: readonly string[]) => `It is on the index, and not tagged. ${told(errors)}`,
  failed: (errors: readonly string[]) => told(errors),
  nobodyAsked: "No approval was asked for: the environment has no approval check.",
  unread: (why: string) => `The page can't read the record in the run's pipeline artifact. ${why}`,
  attachedUnread: (why: string) => `What is attached to the run can't be read. ${why}`,
  carried: "The record in the run's pipeline artifact",
  attached: "The record that is attached to the run",
  notRecord: (which: string, why: string) => `${which} is not one that Gatehouse wrote: ${why}.`,
  noHost: "This page stands within Azure DevOps: open the tab Release of a run, or Releases under Pipelines.",
  whichRun: "Asking which run this is…",
  broken: (what: string) => `The page came upon something that it does not understand: ${what}.`,
  commentTaken:
    "A line of the comment begins with the word gatehouse. Such a line names the digest, and the page writes it: leave it out.",
  unknownOutcome: (why: string) =>
    `${why} Whether it was taken is not known: look at the approvals of the run before you decide again.`,
  notTaken: (why: string) => `${why} It was not taken: decide again.`,
  decidedMeanwhile: (status: string, who: string | null) =>
    `It was ${status} meanwhile${who === null ? "" : ` by ${who}`}. Your decision was not taken.`,
  nothingSent: (why: string) => `${why} Nothing was sent.`,
  gone: "It is not in the release any more: the run collected it anew.",
  changed: "Its files are others than those you saw: the run collected it anew. Look again, then decide.",
  obstacle: {
    "sign-in": (said: string) =>
      `Azure DevOps does not take this page's token (${said}). Reload the page; if it stays so, the extension's permissions were not granted in this organization.`,
    forbidden: (said: string) => `Azure DevOps does not let you: ${said}`,
    missing: (said: string) => `Azure DevOps does not know it: ${said}`,
    refused: (said: string) => `Azure DevOps refused: ${said}`,
    lost: (said: string) => `Azure DevOps did not answer: ${said}.`,
    odd: (said: string) => `Azure DevOps answered with something else than expected: ${said}.`,
  },
} as const;
