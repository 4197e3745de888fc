/** What a refusal must look like, for `assert.throws` and `assert.rejects`. */
import { type ErrorCode, GatehouseError } from "../../src/errors.ts";

/** A GatehouseError of this code whose message has all of `words`. */
export function refusal(code: ErrorCode, ...words: readonly string[]): (thrown: unknown) => boolean {
  return (thrown) => {
    if (!(thrown instanceof GatehouseError) || thrown.code !== code) throw thrown;
    const missing = words.filter((word) => !thrown.message.includes(word));
    if (missing.length > 0) throw new Error(`"${thrown.message}" does not say ${missing.join(", ")}`);
    return true;
  };
}
