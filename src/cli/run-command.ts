/** The one error boundary of the command: what is thrown becomes words on stderr and an exit code. */
import { asGatehouseError, type GatehouseError, placeText } from "../errors.ts";
import { plain, plainLines } from "../report/plain.ts";
import { type Context, nodeContext } from "./context.ts";
import { withoutHidden } from "./hidden.ts";

/** A command: resolves to the exit code. */
export type Command = (context: Context) => Promise<number>;

/** Runs a command and sets the exit code of this process. */
export async function runCommand(command: Command): Promise<void> {
  const context = nodeContext();
  process.exitCode = await guarded(context, command);
  // Signals would keep a finished process alive no longer than its servers, which are gone by now.
  if (context.signal.aborted) process.exitCode = 130;
}

async function guarded(context: Context, command: Command): Promise<number> {
  try {
    return await command(context);
  } catch (thrown) {
    if (context.signal.aborted) {
      process.stderr.write("Interrupted. What was done is kept; the same command goes on from there.\n");
      return 130;
    }
    const error = asGatehouseError(thrown);
    printError(error);
    if ((context.env["GATEHOUSE_DEBUG"] ?? "") !== "" && thrown instanceof Error) {
      process.stderr.write(`${plainLines(withoutHidden(thrown.stack ?? "")).join("\n")}\n`);
    }
    return error.exitCode;
  }
}

/** `error[code] place: message`, then the remedy. */
export function printError(error: GatehouseError): void {
  const place = error.place === null ? "" : ` ${plain(placeText(error.place))}:`;
  const [first = "", ...more] = plainLines(withoutHidden(error.message));
  const remedy = plainLines(withoutHidden(error.remedy));
  const lines = [`error[${error.code}]${place} ${first}`, ...more.map((line) => `  ${line}`)];
  process.stderr.write(
    [...lines, ...remedy.map((line, at) => `${at === 0 ? "  to do: " : "    "}${line}`), ""].join("\n"),
  );
}
