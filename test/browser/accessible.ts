/** What axe finds in a page (https://github.com/dequelabs/axe-core). */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Frame } from "playwright-core";
import { root } from "../support/root.ts";

/** The script that brings `axe` into a page. */
export const axe = readFileSync(join(root, "node_modules/axe-core/axe.min.js"), "utf8");

// A colour on its way to another is nobody's to read; what turns for ever, as a spinner does, is not waited for.
const still = `Promise.allSettled(
  document.getAnimations()
    .filter(({ effect }) => Number.isFinite(effect.getComputedTiming().endTime))
    .map(({ finished }) => finished),
).then(() => undefined)`;
const violations = `axe.run().then(({ violations }) =>
  violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => \`\${id}: \${html.slice(0, 200)}: \${failureSummary}\`)))`;

/** Fails on whatever axe, which the frame must have, finds in the frame as it stands when nothing in it moves. */
export async function assertNoViolations(frame: Frame, state: string): Promise<void> {
  await frame.evaluate(still);
  assert.deepEqual(await frame.evaluate<string[]>(violations), [], state);
}
