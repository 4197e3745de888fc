/** Reading again and again, while somebody looks. */

/** Milliseconds between two readings; after a failed one twice as long as before, up to the last. */
export interface Pace {
  readonly usual: number;
  readonly longest: number;
}

export interface Follower {
  /** Reads at once, after what is being read. */
  readonly now: () => Promise<void>;
  readonly stop: () => void;
}

/**
 * Calls `read` now and then while the page is visible, never twice at a time, until it says that it is done. After `failed`
 * the pauses grow.
 */
export function follow(read: () => Promise<"again" | "failed" | "done">, { usual, longest }: Pace): Follower {
  let timer = 0;
  let over = false;
  let pause = usual;
  let queue = Promise.resolve();

  const turn = async (): Promise<void> => {
    if (over) return;
    window.clearTimeout(timer);
    const end = await read();
    if (end === "done") over = true;
    pause = end === "failed" ? Math.min(pause * 2, longest) : usual;
    if (!over && document.visibilityState === "visible") timer = window.setTimeout(now, pause);
  };
  const now = (): Promise<void> => {
    queue = queue.then(turn);
    return queue;
  };
  const look = () => {
    if (document.visibilityState === "visible") void now();
    else window.clearTimeout(timer);
  };
  document.addEventListener("visibilitychange", look);
  void now();
  return {
    now,
    stop: () => {
      over = true;
      window.clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    },
  };
}
