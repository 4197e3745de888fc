/** Threads of our own for work that keeps a core busy. */
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { Worker } from "node:worker_threads";

/** A thread that is asked and answers, one message at a time. */
export interface Thread extends AsyncDisposable {
  /** Sends `question`, unless it is left out, and resolves to the next answer. Rejects when the thread dies. */
  ask(question?: unknown): Promise<unknown>;
}

/** How many threads are worth having, this one included. */
export function cores(): number {
  return availableParallelism();
}

/**
 * Has V8 optimise a function only after three times as many calls as usual: work that is over in a second, in several threads
 * that each compile for themselves, is done before that pays. Node 20 alone: in later ones the flag has other names, and nothing was measured.
 */
export function optimizeLate(): void {
  if (process.versions.v8.startsWith("11.")) setFlagsFromString("--interrupt-budget=400000");
}

/**
 * Starts a bundle of ours (its file lies beside the command's) with its first message; null where there is none, as
 * when the source is run unbundled.
 */
export function startThread(bundle: string, data: unknown): Thread | null {
  const file = bundleFile(bundle);
  if (file === null) return null;
  // Syntax trees are made and dropped by the thousand: a larger nursery leaves the collector little to do.
  const resourceLimits = { maxYoungGenerationSizeMb: 64 };
  const worker = new Worker(file, { workerData: data, resourceLimits });
  const ask = (question?: unknown) =>
    new Promise<unknown>((resolve, reject) => {
      worker.once("message", resolve);
      worker.once("error", reject);
      worker.once("exit", () => reject(new Error(`the thread ${bundle} ended without an answer`)));
      if (question !== undefined) worker.postMessage(question);
    });
  return { ask, [Symbol.asyncDispose]: async () => void (await worker.terminate()) };
}

function bundleFile(name: string): string | null {
  const here = dirname(fileURLToPath(import.meta.url));
  return [here, dirname(here)].map((folder) => join(folder, name)).find((path) => existsSync(path)) ?? null;
}
