/** GatehousePublish: the gate again. What it would send is not sent yet. */
import { GatehouseError } from "../errors.ts";
import { proveApproval } from "./gate.ts";
import type { TaskContext, TaskEnd } from "./run-task.ts";

export async function publishTask(context: TaskContext): Promise<TaskEnd> {
  const { artifact } = await proveApproval(context);
  throw GatehouseError.of("publish-later", { name: artifact.name });
}
