/** How long to wait before asking again. */
import { setTimeout } from "node:timers/promises";
import type { Clock, HttpAnswer } from "../ports.ts";

/** No server may keep a release waiting longer than this at a time. */
const longestWait = 30_000;

/**
 * Milliseconds to wait after failure number `failures` (from 1): what `Retry-After` asks for (seconds or a
 * date), at most 30 s; else 1, 2, 4 … s, each give or take a quarter, so that several agents do not come back
 * together.
 */
export function waitAfter(
  failures: number,
  answer: Pick<HttpAnswer, "headers"> | null,
  now: Date,
  random: () => number = Math.random,
): number {
  return Math.min(askedWait(answer, now) ?? 1000 * 2 ** (failures - 1) * (0.75 + random() / 2), longestWait);
}

/** Milliseconds that an answer's `Retry-After` asks to wait; null when it does not say. */
export function askedWait(answer: Pick<HttpAnswer, "headers"> | null, now: Date): number | null {
  return retryAfter(answer?.headers["retry-after"], now);
}

/** Whether to ask again after such a status: the server is busy, or failed. */
export function isPassing(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}

/** The machine's clock, where no other is given. */
export const realClock: Clock = {
  now: () => new Date(),
  sleep: (milliseconds, signal) =>
    setTimeout(milliseconds, undefined, signal === undefined ? {} : { signal }),
};

function retryAfter(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null;
  if (/^\s*\d{1,9}\s*$/.test(header)) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, date - now.getTime());
}
