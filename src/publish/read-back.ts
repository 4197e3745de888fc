/** Whether the index lists what it took. */
import { GatehouseError } from "../errors.ts";
import type { Approved } from "../release/stages.ts";
import type { PublishContext } from "./context.ts";
import { hasFile, look } from "./look.ts";

/** Milliseconds before each look; about 30 s in all. */
const waits = [0, 500, 1000, 2000, 4000, 8000, 15_000];

/**
 * Looks until the index lists every file of `artifact` with the recorded hash. Resolves to the names that it
 * does not list in the end; none means published. An index that does not answer here is one that does not
 * list them yet.
 */
export async function readBack(context: PublishContext, artifact: Approved): Promise<string[]> {
  const names = artifact.files.map((file) => file.name);
  let missing = names;
  for (const wait of waits) {
    if (wait > 0) await context.clock.sleep(wait, context.signal);
    try {
      const plan = await look(context, artifact);
      missing = names.filter((name) => !hasFile(plan, name));
      if (missing.length === 0) return [];
    } catch (error) {
      if (!(error instanceof GatehouseError && error.code === "index-unreachable")) throw error;
    }
    context.log.debug(`not listed yet: ${missing.join(", ")}`);
  }
  return missing;
}
