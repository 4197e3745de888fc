/**
 * `npx tsx test/fuzz/run.ts <seconds>`: throws almost-right files at everything that reads files of a repository. Says the
 * seed of what it finds; `<seconds> <seed>` looks for it again.
 */
import fc from "fast-check";
import { targets } from "./targets.ts";

const [seconds = "60", seed] = process.argv.slice(2);
const start = seed === undefined ? Math.floor(Math.random() * 0x7fffffff) : Number(seed);
const share = (Number(seconds) * 1000) / targets.length;
for (const { name, property } of targets) {
  const result = await fc.check(property, {
    seed: start,
    numRuns: Number.MAX_SAFE_INTEGER,
    interruptAfterTimeLimit: share,
    markInterruptAsFailure: false,
  });
  console.error(`${name.padEnd(20)} ${result.numRuns} runs`);
  if (!result.failed) continue;
  console.error((fc.defaultReportMessage(result) ?? "").slice(0, 2000), result.errorInstance);
  process.exitCode = 1;
}
console.error(`seed ${start}`);
