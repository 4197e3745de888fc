import { runTask } from "../../src/task/run-task.ts";

// The gate again: until it can prove an approval, nothing is sent.
await runTask(async (context) => (await import("../../src/task/gate.ts")).gateTask(context), {
  published: "[]",
});
