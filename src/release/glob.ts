/** Choosing artifacts by globs, as `--artifact`, `--approve` and `--reject` take them. */
import picomatch from "picomatch";
import { GatehouseError } from "../errors.ts";
import { normalizeName } from "./name.ts";

/** Whether a glob matches a name, as written or in its PEP 503 form. */
export function globMatcher(glob: string): (name: string) => boolean {
  const isMatch = glob === "" ? () => false : picomatch(glob, { dot: true });
  return (name) => isMatch(name) || isMatch(normalizeName(name));
}

/**
 * The names that at least one of the globs matches. Throws `glob-no-match` for one that matches none of `names`.
 */
export function matchGlobs(globs: readonly string[], names: readonly string[]): Set<string> {
  const matched = new Set<string>();
  for (const glob of globs) {
    const own = names.filter(globMatcher(glob));
    if (own.length === 0)
      throw GatehouseError.of("glob-no-match", { glob: JSON.stringify(glob), names: names.join(", ") });
    for (const name of own) matched.add(name);
  }
  return matched;
}
