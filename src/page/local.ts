/** The approver's page for a release from a terminal. */
import { readRelease, sendDecisions } from "./api.ts";
import { board } from "./board.ts";
import { follow } from "./follow.ts";
import { overview } from "./overview.ts";

const top = overview();

const artifacts = board(async (decisions) => {
  const answered = await sendDecisions(decisions);
  await readNow();
  return answered;
});

const readNow = follow(async () => {
  const answered = await readRelease();
  if ("problem" in answered) {
    top.warn(answered.problem);
    return "again";
  }
  top.update(answered.value);
  artifacts.update(answered.value);
  return answered.value.done ? "done" : "again";
});
