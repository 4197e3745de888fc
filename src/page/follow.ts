/** Reading again and again, while somebody looks. */

/**
 * Calls `read` now and every `milliseconds` while the page is visible, never twice at a time, until it says that
 * it is done. Returns a function that reads at once, after what is being read.
 */
export function follow(read: () => Promise<"again" | "done">, milliseconds = 1000): () => Promise<void> {
  let timer = 0;
  let done = false;
  let queue = Promise.resolve();

  const turn = async (): Promise<void> => {
    if (done) return;
    window.clearTimeout(timer);
    done = (await read()) === "done";
    if (!done && document.visibilityState === "visible") timer = window.setTimeout(now, milliseconds);
  };
  const now = (): Promise<void> => {
    queue = queue.then(turn);
    return queue;
  };
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") void now();
    else window.clearTimeout(timer);
  });
  void now();
  return now;
}
