/** The command `validate` as a bundle of its own, error boundary included: what it throws must be of one class. */
import { optimizeLate } from "../../adapters/threads.ts";
import { validate, type ValidateOptions } from "../commands/validate.ts";
import { runCommand } from "../run-command.ts";

export function runValidate(paths: readonly string[], options: ValidateOptions): Promise<void> {
  optimizeLate();
  return runCommand((context) => validate(context, paths, options));
}
