#!/usr/bin/env node
/** The command `gatehouse`. */
import { CommanderError } from "commander";
import { program } from "./program.ts";

try {
  await program.parseAsync();
} catch (thrown) {
  // commander has printed what was wrong; help and version are no errors.
  if (!(thrown instanceof CommanderError)) throw thrown;
  process.exitCode = thrown.exitCode === 0 ? 0 : 2;
}
