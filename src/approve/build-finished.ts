/** When the files were finished: the end of the stage Build. */
import type { TimelineRecord } from "./answers.ts";
import { sameName, timeOf } from "../release/service-words.ts";
import { type Refusal, refused } from "./refusal.ts";

/** In milliseconds since 1970. The stage's own time counts: the time of a job is what its agent says. */
export function buildFinished(
  records: readonly TimelineRecord[],
): { readonly kind: "finished"; readonly time: number } | Refusal {
  const stages = records.filter(({ type, identifier }) => type === "Stage" && sameName(identifier, "Build"));
  const [stage] = stages;
  if (stage === undefined || stages.length > 1)
    return refused("gate-build-stage", { problem: `the run has ${stages.length} stages Build` });
  const time = timeOf(stage.finishTime);
  if (stage.state === "completed" && time !== null) return { kind: "finished", time };
  return refused("gate-build-stage", { problem: "the stage Build has not finished" });
}
