// Times whole processes in turn, so that what else the machine does falls on all of them alike.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

export const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

const counted = ["python3", join(import.meta.dirname, "cpu.py")];

/**
 * Runs each command `rounds` times, after a round that warms the file cache. Gives by name the median of the seconds;
 * of the megabytes for those of Node that say `memory`; of the seconds of all processors, children included, for those
 * that say `cpu`. `before` is called before each run, and not measured. Throws when one of them does not end as it should.
 */
export function measure(commands, rounds, warmUps = 1) {
  const scratch = mkdtempSync(join(tmpdir(), "gatehouse-bench-"));
  const peak = join(scratch, "peak");
  const preload = pathToFileURL(join(import.meta.dirname, "peak.mjs")).href;
  const runs = new Map(Object.keys(commands).map((name) => [name, { seconds: [], megabytes: [], cpu: [] }]));
  try {
    for (let round = 1 - warmUps; round <= rounds; round += 1) {
      for (const [name, command] of Object.entries(commands)) {
        const { exits = 0, memory = false, cpu = false, before } = command;
        const [file, ...args] = [...(cpu ? counted : []), command.file, ...command.args];
        before?.();
        const env = {
          ...process.env,
          ...command.env,
          NODE_OPTIONS: memory ? `--import=${preload}` : "",
          GATEHOUSE_PEAK: peak,
        };
        const begun = performance.now();
        const { status, stderr, stdout } = spawnSync(file, args, { env, encoding: "utf8" });
        const seconds = (performance.now() - begun) / 1000;
        if (status !== exits) throw new Error(`${name} ended with ${status}:\n${stdout}\n${stderr}`);
        if (round < 1) continue;
        runs.get(name).seconds.push(seconds);
        if (cpu) runs.get(name).cpu.push(Number(/cpu ([\d.]+)\n$/.exec(stderr)?.[1]));
        if (memory) runs.get(name).megabytes.push(Number(readFileSync(peak, "utf8")));
      }
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return Object.fromEntries(
    [...runs].map(([name, { seconds, megabytes, cpu }]) => [
      name,
      { seconds: median(seconds), megabytes: median(megabytes), cpu: median(cpu) },
    ]),
  );
}

/** What has been reported and not been taken yet: titles with their claims. */
export const reported = [];

/** Reports claims: each with what was measured and what it must not exceed. False when one does. */
export function report(title, claims) {
  reported.push({ title, claims });
  return claims.every(({ value, limit }) => limit === undefined || value <= limit);
}
