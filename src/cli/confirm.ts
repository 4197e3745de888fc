/** A question that a person answers with yes or no. */
import { createInterface } from "node:readline/promises";
import { plain } from "../report/plain.ts";
import type { Context } from "./context.ts";

/** Whether there is somebody to ask. */
export function canAsk(): boolean {
  return process.stdin.isTTY && process.stderr.isTTY;
}

/** Whether the answer begins with `y`. Everything else is a no. Rejects when it is interrupted. */
export async function confirm({ signal }: Context, question: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  // The terminal hands Ctrl-C to the reader of lines; it is meant for the process.
  lines.on("SIGINT", () => process.kill(process.pid, "SIGINT"));
  const closed = new Promise<string>((resolve) => lines.once("close", () => resolve("")));
  try {
    const answer = await Promise.race([lines.question(`${plain(question)} [y/N] `, { signal }), closed]);
    return /^\s*y/i.test(answer);
  } finally {
    lines.close();
  }
}
