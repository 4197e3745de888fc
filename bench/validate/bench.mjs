// What `gatehouse validate --offline` takes, against a program that only reads the same files, one process that executes
// every setup.py, and a Node that does nothing.
import { tmpdir } from "node:os";
import { join } from "node:path";
import { measure, report } from "../measure.mjs";
import { monorepo } from "./monorepo.mjs";

const root = join(import.meta.dirname, "../..");
const sdk = monorepo(join(tmpdir(), "gatehouse-bench/monorepo"));
const gatehouse = (...paths) => ({
  file: process.execPath,
  args: [join(root, "dist/cli/gatehouse.js"), "validate", "--offline", ...paths],
});

/** Runs it; false when a limit is exceeded. */
export function bench(rounds) {
  const many = measure(
    {
      walk: { file: process.execPath, args: [join(import.meta.dirname, "walk.mjs"), sdk] },
      python: { file: "python3", args: [join(import.meta.dirname, "execute_setups.py"), sdk] },
      gatehouse: { ...gatehouse(sdk), memory: false },
    },
    rounds,
  );
  const { peak } = measure({ peak: { ...gatehouse(sdk), memory: true } }, 3);
  const one = measure(
    { nothing: { file: process.execPath, args: ["-e", "0"] }, gatehouse: gatehouse(join(sdk, "service002")) },
    rounds * 2,
  );
  const large = report(`validate: 255 service directories, 770 packages (Node ${process.versions.node})`, [
    { what: "walk and read the same files", value: many.walk.seconds, unit: " s" },
    { what: "execute every setup.py in one Python", value: many.python.seconds, unit: " s" },
    { what: "gatehouse validate --offline", value: many.gatehouse.seconds, unit: " s" },
    {
      what: "… to walking and reading",
      value: many.gatehouse.seconds / many.walk.seconds,
      unit: "×",
      limit: 4,
    },
    { what: "… to Python", value: many.gatehouse.seconds / many.python.seconds, unit: "×", limit: 1 },
    { what: "… peak memory", value: peak.megabytes, unit: " MB", limit: 300 },
  ]);
  const small = report(`validate: one service directory of three packages (Node ${process.versions.node})`, [
    { what: "node -e 0", value: one.nothing.seconds, unit: " s" },
    { what: "gatehouse validate --offline", value: one.gatehouse.seconds, unit: " s" },
    { what: "… to node -e 0", value: one.gatehouse.seconds / one.nothing.seconds, unit: "×", limit: 2 },
  ]);
  return large && small;
}
