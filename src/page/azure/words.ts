/** What the page says about Azure DevOps. */

const listed = (names: readonly string[]) => (names.length === 0 ? "nobody" : names.join(", "));
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
  notAsked: "Its stage asks when those before it are through.",
  deferred: (until: string) => `Approved from ${until} on.`,
  blocked: "You asked for this run, and the approval check does not let who asks also approve.",
  notAssigned: (who: readonly string[]) => `You are not among those who can decide: ${listed(who)}.`,
  waitsForMore: (who: readonly string[]) => `You have decided. More approvals are needed: ${listed(who)}.`,
  untagged: (errors: readonly string[]) => `It is on the index, and not tagged. ${told(errors)}`,
  failed: (errors: readonly string[]) => told(errors),
  nobodyAsked: "No approval was asked for: the environment has no approval check.",
  unread: (why: string) => `The page can't read the record in the run's pipeline artifact. ${why}`,
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
