/** The Python side in a job: tools in the job's own folder, made when they are first needed. */
import { productFile } from "../adapters/product.ts";
import { findPython } from "../adapters/python.ts";
import { prepareTools, type Tools } from "../adapters/tools.ts";
import type { OutsidePython } from "../validate/ask-outside.ts";
import { jobFolder } from "./run.ts";
import type { TaskContext } from "./run-task.ts";

/** Python and uv. */
export async function jobTools(context: TaskContext, cwd: string): Promise<Tools> {
  const python = await findPython(context.process, null, cwd);
  return prepareTools(context, jobFolder(context.agent), python);
}

/** What asks build back ends and renders readmes. */
export function jobPython(context: TaskContext): OutsidePython {
  const folder = jobFolder(context.agent);
  return {
    environment: async () => (await jobTools(context, process.cwd())).environment("validate"),
    program: productFile,
    scratch: folder,
  };
}
