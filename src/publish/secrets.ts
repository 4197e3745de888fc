/** Every form in which credentials may show up. */
import type { Credentials } from "./context.ts";

/** Shorter ones would hide ordinary words. */
const shortest = 4;

/** The password, and what is made of it on the way: Basic authentication, addresses, JSON. */
export function secretForms({ username, password }: Credentials): string[] {
  const plain = [password, `${username}:${password}`];
  const forms = plain.flatMap((text) => {
    const bytes = Buffer.from(text);
    const base64 = bytes.toString("base64");
    return [
      text,
      base64,
      base64.replace(/=+$/, ""),
      bytes.toString("base64url"),
      encodeURIComponent(text),
      JSON.stringify(text).slice(1, -1),
    ];
  });
  return [...new Set(forms)].filter((form) => form.length >= shortest);
}

/** `text` without any of `secrets`, which a careless server may echo: also those of another artifact's upload. */
export function withoutSecrets(text: string, secrets: ReadonlySet<string>): string {
  const longestFirst = [...secrets].toSorted((a, b) => b.length - a.length);
  return longestFirst.reduce((hidden, secret) => hidden.replaceAll(secret, "***"), text);
}
