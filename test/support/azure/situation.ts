/** How situations are written down. */
import type { GateCode } from "../../../src/approve/refusal.ts";
import type { GatePolicy } from "../../../src/release/record.ts";
import { put, type World } from "./world.ts";

/** Something that is not as in the honest world: a path of it and what stands there; undefined for nothing. */
export type Edit = readonly [path: string, value: unknown];

/** One situation before the gate, and what the gate must say. */
export interface Situation {
  readonly name: string;
  readonly edits: readonly Edit[];
  readonly policy: Partial<GatePolicy>;
  /** The code of the refusal, or `approved`. */
  readonly expect: GateCode | "approved";
  /** An answer that no contract allows: a server that is broken, or not the server. */
  readonly offContract?: true;
}

/** A situation in which an answer is none that the contract allows. */
export function broken(...given: Parameters<typeof situation>): Situation {
  return { ...situation(...given), offContract: true };
}

export function situation(
  name: string,
  expect: Situation["expect"],
  edits: readonly Edit[],
  policy: Partial<GatePolicy> = {},
): Situation {
  return { name, expect, edits, policy };
}

export function edit(world: World, edits: readonly Edit[]): World {
  for (const [path, value] of edits) put(world, path, value);
  return world;
}
