/** Rules that tie the answers to this run, this stage and this attempt. */
import { type Case, type GateRule, firstRefusal } from "../case.ts";
import { isNumber, sameId, sameName, within } from "../../release/service-words.ts";
import { refused } from "../refusal.ts";

/** The build that answered is the run that asks. */
export const sameRun: GateRule = ({ build, claim: { place } }) => {
  if (build.id === place.run && sameId(build.project.id, place.project)) return null;
  const problem = `the answer is about build ${build.id} of project ${build.project.id}`;
  return refused("gate-other-run", { problem });
};

/** The check run names run, stage and attempt in its own words, which no agent can write. */
export const sameStage: GateRule = (given) => {
  const { context } = given.suite;
  const { place } = given.claim;
  const project = within(context, "Project", "Id");
  if (typeof project !== "string" || !sameId(project, place.project)) return other("project", project);
  const run = within(context, "Pipeline", "Owner", "Id");
  if (!isNumber(run, place.run)) return other("run", run);
  const stage = within(context, "GraphNode", "Name");
  if (typeof stage !== "string" || !sameName(stage, place.stage)) return other("stage", stage);
  const attempt = within(context, "GraphNode", "Attempt");
  return isNumber(attempt, place.attempt) ? null : other("attempt", attempt);
};

/** An approval that names a run names this one. Older servers leave it out; the check run says it too. */
export const approvalsOfRun: GateRule = ({ approvals, claim: { place } }) =>
  firstRefusal(approvals, ({ id, pipeline }) => {
    if (pipeline === null || pipeline === undefined) return null;
    const owner = within(pipeline, "owner", "id");
    if (isNumber(owner, place.run)) return null;
    return refused("gate-other-run", { problem: `the approval ${id} is about run ${shown(owner)}` });
  });

/** The stage is the artifact's own, so that who approved it meant this artifact. */
export const stageOfArtifact = (given: Case, allNameDigest: boolean) => {
  const { artifact, place } = given.claim;
  if (allNameDigest || sameName(place.stage, `Release_${artifact.safeName}`)) return null;
  const { name, safeName } = artifact;
  return refused("gate-stage-other", { stage: place.stage, safeName, name });
};

function other(what: string, value: unknown) {
  return refused("gate-other-run", { problem: `the check run names the ${what} ${shown(value)}` });
}

function shown(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "(none)";
}
