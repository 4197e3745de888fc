import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checks } from "../../src/build/inspect/inspect.ts";
import { root } from "../support/root.ts";

it("docs/inspection.md has every check, as the code says it", () => {
  const text = readFileSync(join(root, "docs/inspection.md"), "utf8");
  const rows = text.split("\n").filter((line) => line.startsWith("| `"));
  const expected = checks.map(({ name, severity, summary }) => `| \`${name}\` | ${severity} | ${summary} |`);
  assert.deepEqual(rows, expected);
});
