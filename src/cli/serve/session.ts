/**
 * Who may talk to the page's server: one browser. The key in the address may be seen by others (a process list,
 * a browser's history), so it works once, and what it is exchanged for is never in an address.
 */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

export interface Session {
  /** Goes into the address that is printed or opened. */
  readonly key: string;
  /** Takes the key. The first time: the header that sets the session's cookie. */
  exchange(key: string): { setCookie: string } | "spent" | "wrong";
  /** Whether a `Cookie` header proves this session. */
  holds(cookies: string | null): boolean;
}

/** A new session for the server at `port`. Browsers share cookies between ports, so the name has the port in it. */
export function openSession(port: number): Session {
  const key = secret();
  const cookie = `gatehouse-${String(port)}=${secret()}`;
  let spent = false;
  return {
    key,
    exchange(given) {
      if (!same(given, key)) return "wrong";
      if (spent) return "spent";
      spent = true;
      return { setCookie: `${cookie}; Path=/; HttpOnly; SameSite=Strict` };
    },
    // Another server on this machine may have planted a second cookie of the same name: any that is right will do.
    holds: (cookies) => (cookies ?? "").split(";").some((one) => same(one.trim(), cookie)),
  };
}

function secret(): string {
  return randomBytes(32).toString("base64url");
}

/** Compares in a time that tells nothing, whatever the lengths. */
function same(given: string, right: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(hash(given), hash(right));
}
