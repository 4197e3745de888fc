/** What a publish in a test works with: real HTTP and files, a clock that does not wait. */
import { nodeFiles } from "../../src/adapters/files.ts";
import { undiciHttp } from "../../src/adapters/http.ts";
import type { IndexAddress } from "../../src/index/types.ts";
import type { Clock } from "../../src/ports.ts";
import type { PublishContext } from "../../src/publish/context.ts";
import { publishRun } from "../../src/publish/publish-run.ts";

/** What is in flight when a release is interrupted may take so long, and in a test as long as it likes. */
const grace = 6000;

/** A clock whose sleeps are over at once, but for that of {@link grace}; `slept` has their milliseconds. */
export function quickClock(): Clock & { readonly slept: number[] } {
  const slept: number[] = [];
  return {
    slept,
    now: () => new Date("2026-11-01T12:00:00.000Z"),
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted();
      slept.push(milliseconds);
      if (milliseconds === grace)
        await new Promise((_, reject) =>
          signal?.addEventListener("abort", () => reject(new Error("aborted"))),
        );
    },
  };
}

export interface TestContext extends PublishContext {
  readonly clock: ReturnType<typeof quickClock>;
  /** `name: outcome`, in order. */
  readonly told: string[];
  readonly warnings: string[];
  readonly masked: ReadonlySet<string>;
  readonly abort: () => void;
}

export function testContext(index: IndexAddress, folder: string): TestContext {
  const controller = new AbortController();
  const told: string[] = [];
  const warnings: string[] = [];
  const masked = new Set<string>();
  const clock = quickClock();
  return {
    http: undiciHttp("0.0.0"),
    files: nodeFiles,
    clock,
    index,
    credentials: { username: "__token__", password: "pypi-secret" },
    mask: (secret) => void masked.add(secret),
    masked,
    run: publishRun(clock),
    folder,
    signal: controller.signal,
    log: { info: () => undefined, warn: (text) => void warnings.push(text), debug: () => undefined },
    onFile: (name, outcome) => void told.push(`${name}: ${outcome}`),
    onSent: () => undefined,
    told,
    warnings,
    abort: () => controller.abort(),
  };
}
