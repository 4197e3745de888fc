/** Validates many service directories on all cores: this thread takes a share, the others one each. */
import { cores, startThread, type Thread } from "../../adapters/threads.ts";
import { nodeFiles } from "../../adapters/files.ts";
import { filesWithin } from "../../adapters/files-within.ts";
import {
  type Judged,
  type JudgeOptions,
  type ReadSummary,
  readShare,
  type Share,
  type ShareOrder,
} from "./share.ts";

/** A thread takes as long to start as this many service directories take to be validated. */
const worthAThread = 20;

/** Everything read, inside the tree `root`. Dispose it: it may hold threads. */
export async function readAll({ root, places, traced }: ShareOrder): Promise<Share & AsyncDisposable> {
  const files = filesWithin(nodeFiles, root);
  const count = Math.max(1, Math.min(cores(), 8, Math.floor(places.length / worthAThread)));
  const sizes = Array.from({ length: count }, (_, at) => places.slice(...bounds(places.length, count, at)));
  const [own = [], ...others] = sizes;
  const threads = others.map((share) => ({
    share,
    thread: startThread("validate-thread.js", { root, places: share, traced } satisfies ShareOrder),
  }));
  const shares = await Promise.all([
    readShare(files, { places: own, traced }),
    ...threads.map(({ share, thread }) =>
      thread === null ? readShare(files, { places: share, traced }) : shareOf(thread),
    ),
  ]);
  return {
    read: shares.flatMap(({ read }) => read),
    judge: async (options) => (await Promise.all(shares.map((share) => share.judge(options)))).flat(),
    async [Symbol.asyncDispose]() {
      for (const { thread } of threads) await thread?.[Symbol.asyncDispose]();
    },
  };
}

function bounds(length: number, count: number, at: number): [from: number, to: number] {
  return [Math.floor((length * at) / count), Math.floor((length * (at + 1)) / count)];
}

/** The share of a thread of ours, which answers in our own types. */
async function shareOf(thread: Thread): Promise<Share> {
  const read = (await thread.ask()) as readonly ReadSummary[];
  return {
    read,
    judge: async (options: JudgeOptions) => (await thread.ask(options)) as readonly Judged[],
  };
}
