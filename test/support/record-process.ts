/** How a child process that went well ends. */
import type { Outcome } from "../../src/ports.ts";

export const ended: Outcome = { exitCode: 0, stdout: "", stderr: "", stopped: null };
