import { runTask } from "../../src/task/run-task.ts";

await runTask(async (context) => (await import("../../src/task/gate.ts")).gateTask(context), {
  approved: "false",
  approvers: "",
  digest: "",
});
