// What `gatehouse validate --offline` takes, against a program that only reads the same files, one process that executes
// every setup.py, and a Node that does nothing. It keeps what it found, so it is measured twice: for the first time, with
// nothing kept; and again, when it reads every file to see that nothing changed.
import { rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { measure, report } from "../measure.mjs";
import { monorepo } from "./monorepo.mjs";

const root = join(import.meta.dirname, "../..");
const scratch = join(tmpdir(), "gatehouse-bench");
const sdk = monorepo(join(scratch, "monorepo"));

/** `again`: with what was kept by the run before. */
function gatehouse(path, { again }) {
  const cache = join(scratch, again ? "kept" : "nothing-kept");
  return {
    file: process.execPath,
    args: [join(root, "dist/cli/gatehouse.js"), "validate", "--offline", path],
    env: { XDG_CACHE_HOME: cache },
    before: () => again || rmSync(cache, { recursive: true, force: true }),
  };
}

/** Runs it; false when a limit is exceeded. */
export function bench(rounds) {
  const many = measure(
    {
      walk: { file: process.execPath, args: [join(import.meta.dirname, "walk.mjs"), sdk] },
      python: { file: "python3", args: [join(import.meta.dirname, "execute_setups.py"), sdk] },
      first: gatehouse(sdk, { again: false }),
      again: gatehouse(sdk, { again: true }),
    },
    rounds,
  );
  const { peak } = measure({ peak: { ...gatehouse(sdk, { again: false }), memory: true } }, 3);
  const service = join(sdk, "service002");
  const one = measure(
    {
      nothing: { file: process.execPath, args: ["-e", "0"] },
      first: gatehouse(service, { again: false }),
      again: gatehouse(service, { again: true }),
    },
    rounds * 2,
  );
  const ratio = (what, value, limit) => ({ what, value, unit: "×", limit });
  const large = report(`validate: 255 service directories, 770 packages (Node ${process.versions.node})`, [
    { what: "walk and read the same files", value: many.walk.seconds, unit: " s" },
    { what: "execute every setup.py in one Python", value: many.python.seconds, unit: " s" },
    { what: "gatehouse validate --offline, for the first time", value: many.first.seconds, unit: " s" },
    ratio("… to walking and reading", many.first.seconds / many.walk.seconds),
    ratio("… to Python", many.first.seconds / many.python.seconds),
    { what: "… peak memory", value: peak.megabytes, unit: " MB", limit: 300 },
    { what: "gatehouse validate --offline, again", value: many.again.seconds, unit: " s" },
    ratio("… to walking and reading", many.again.seconds / many.walk.seconds, 4),
    ratio("… to Python", many.again.seconds / many.python.seconds, 1),
  ]);
  const small = report(`validate: one service directory of three packages (Node ${process.versions.node})`, [
    { what: "node -e 0", value: one.nothing.seconds, unit: " s" },
    { what: "gatehouse validate --offline, for the first time", value: one.first.seconds, unit: " s" },
    ratio("… to node -e 0", one.first.seconds / one.nothing.seconds),
    { what: "gatehouse validate --offline, again", value: one.again.seconds, unit: " s" },
    ratio("… to node -e 0", one.again.seconds / one.nothing.seconds, 2),
  ]);
  return large && small;
}
