/** The `Clock` port: the machine's clock. */
import { setTimeout } from "node:timers/promises";
import type { Clock } from "../ports.ts";

export const systemClock: Clock = {
  now: () => new Date(),
  sleep: (milliseconds, signal) =>
    setTimeout(milliseconds, undefined, signal === undefined ? {} : { signal }),
};
