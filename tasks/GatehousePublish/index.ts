import { runTask } from "../../src/task/run-task.ts";

await runTask(async (context) => (await import("../../src/task/publish.ts")).publishTask(context), {
  published: "[]",
});
