/** The command `validate` as a bundle of its own, error boundary included: what it throws must be of one class. */
import { validate, type ValidateOptions } from "../commands/validate.ts";
import { runCommand } from "../run-command.ts";

export function runValidate(paths: readonly string[], options: ValidateOptions): Promise<void> {
  return runCommand((context) => validate(context, paths, options));
}
