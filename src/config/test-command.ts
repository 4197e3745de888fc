/** What gatehouse.yml says is run to test a package. */
import { nameMatches } from "../packages/glob.ts";
import { normalizeName } from "../release/name.ts";
import type { Config } from "./schema.ts";

/** The command for the artifact of this name: the first entry that fits it counts. Null: pytest. */
export function testCommandOf({ tests = [] }: Config, name: string): readonly string[] | null {
  const fits = (glob: string) => nameMatches(glob, name) || nameMatches(glob, normalizeName(name));
  return tests.find(({ package: glob }) => glob === undefined || fits(glob))?.command ?? null;
}
