/**
 * What a PyPI token says of itself. Its caveats are JSON, in the forms of warehouse's `macaroons/caveats`: now
 * `[0, exp, nbf]`, `[1, [names]]`, `[2, [ids]]`; before 2022 `{"version": 1, "permissions": …}`, `{"nbf", "exp"}`.
 */
import { asObject, fromJson } from "../index/index-file.ts";
import { normalizeName } from "../release/name.ts";

/** What is known of the limits of a token. All of its caveats must hold, so the narrowest counts. */
export interface TokenLimits {
  /** When it ends, in seconds since 1970; null when it does not say. */
  readonly expires: number | null;
  /** PEP 503 names of the projects that it is for, of each caveat that names some. */
  readonly projects: readonly (readonly string[])[];
}

/** Reads the texts of caveats. What is of another form says nothing here: only the index judges it. */
export function tokenLimits(caveats: readonly string[]): TokenLimits {
  const read = caveats.map((text) => fromJson(text));
  const ends = read.map(endOf).filter((end) => end !== null);
  return {
    expires: ends.length === 0 ? null : Math.min(...ends),
    projects: read.map(namesIn).filter((names) => names !== null),
  };
}

function endOf(caveat: unknown): number | null {
  const end = Array.isArray(caveat) && caveat[0] === 0 ? (caveat[1] as unknown) : asObject(caveat)?.["exp"];
  return typeof end === "number" && Number.isFinite(end) ? end : null;
}

function namesIn(caveat: unknown): string[] | null {
  const permissions = asObject(asObject(caveat)?.["permissions"]);
  const names: unknown =
    Array.isArray(caveat) && caveat[0] === 1 ? (caveat[1] as unknown) : permissions?.["projects"];
  if (!Array.isArray(names)) return null;
  return names.filter((name): name is string => typeof name === "string").map(normalizeName);
}
