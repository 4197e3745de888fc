/** Time for what is in flight. */
import type { Clock } from "../ports.ts";

/** Milliseconds. An agent that cancels a run kills after 7.5 seconds. */
const grace = 6000;

/**
 * A signal that is aborted six seconds after `signal` is, with its reason: what is in flight by then may end, so that
 * its outcome is known. Dispose of it when it has ended.
 */
export function graceAfter(signal: AbortSignal, clock: Clock): { readonly signal: AbortSignal } & Disposable {
  const [late, over] = [new AbortController(), new AbortController()];
  const begin = () => {
    clock.sleep(grace, over.signal).then(
      () => late.abort(signal.reason),
      () => undefined,
    );
  };
  if (signal.aborted) begin();
  else signal.addEventListener("abort", begin, { once: true });
  return {
    signal: late.signal,
    [Symbol.dispose]() {
      signal.removeEventListener("abort", begin);
      over.abort();
    },
  };
}
