/** Choosing artifacts by globs, as `--artifact`, `--approve` and `--reject` take them. */
import picomatch from "picomatch";
import { GatehouseError } from "../errors.ts";
import { normalizeName } from "./name.ts";

/**
 * The names that at least one of the globs matches. A glob is tried on the name as written and on its PEP 503
 * form. Throws `glob-no-match` for one that matches none of `names`.
 */
export function matchGlobs(globs: readonly string[], names: readonly string[]): Set<string> {
  const matched = new Set<string>();
  for (const glob of globs) {
    const isMatch = glob === "" ? () => false : picomatch(glob, { dot: true });
    const own = names.filter((name) => isMatch(name) || isMatch(normalizeName(name)));
    if (own.length === 0)
      throw GatehouseError.of("glob-no-match", { glob: JSON.stringify(glob), names: names.join(", ") });
    for (const name of own) matched.add(name);
  }
  return matched;
}
