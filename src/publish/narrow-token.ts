/**
 * A narrower token out of a wide one, offline. PyPI's tokens are macaroons: whoever holds one can add limits to it
 * and none can take them away (https://pypi.org/help/#apitoken; warehouse counts `attenuated` tokens). So what is
 * sent is worth little to who catches it: it is for one project and for minutes.
 */
import { formatMacaroon, type Macaroon, parseMacaroon, withCaveat } from "./macaroon.ts";
import { type TokenLimits, tokenLimits } from "./token-limits.ts";

/** Seconds that a narrowed token lives. */
const lifetime = 15 * 60;
/** Seconds by which its beginning lies back, and by which an end may have passed: clocks differ. */
const clockSkew = 5 * 60;

/** The password to send. */
export type NarrowedToken =
  | { readonly kind: "narrowed"; readonly password: string }
  /** It was as narrow before. */
  | { readonly kind: "narrow already"; readonly password: string }
  /** No macaroon: nothing is known of it. */
  | { readonly kind: "as is"; readonly password: string }
  /** It says itself that it can't upload this project, in words that go into a sentence. */
  | { readonly kind: "unfit"; readonly problem: string };

/**
 * `password` narrowed to the project of that PEP 503 name and to 15 minutes from `now`. A limit by name, not by the
 * project's id: a project that does not exist yet has none, and PyPI creates it before it looks at the token.
 */
export function narrowToken(password: string, project: string, now: Date): NarrowedToken {
  const token = readToken(password);
  if (token === null) return { kind: "as is", password };
  const limits = tokenLimits(token.caveats);
  const seconds = Math.floor(now.getTime() / 1000);
  const problem = whyUnfit(limits, project, seconds);
  if (problem !== null) return { kind: "unfit", problem };
  const isForIt = limits.projects.some((names) => names.every((name) => name === project));
  const endsSoon = limits.expires !== null && limits.expires <= seconds + lifetime;
  if (isForIt && endsSoon) return { kind: "narrow already", password };
  const time = endsSoon ? [] : [[0, seconds + lifetime, seconds - clockSkew]];
  const names = isForIt ? [] : [[1, [project]]];
  const narrowed = [...time, ...names].map((caveat) => JSON.stringify(caveat)).reduce(withCaveat, token);
  return { kind: "narrowed", password: `pypi-${formatMacaroon(narrowed).toString("base64url")}` };
}

function whyUnfit({ expires, projects }: TokenLimits, project: string, seconds: number): string | null {
  if (expires !== null && expires < seconds - clockSkew)
    return `it ended at ${new Date(expires * 1000).toISOString()}`;
  const others = projects.find((names) => !names.includes(project));
  return others === undefined ? null : `it is for ${others.join(", ") || "no project"} only`;
}

function readToken(password: string): Macaroon | null {
  const [, encoded] = /^pypi-([A-Za-z0-9_-]+)=*$/.exec(password) ?? [];
  return encoded === undefined ? null : parseMacaroon(Buffer.from(encoded, "base64url"));
}
