/** What a publish in a test works with: real HTTP and files, a clock that does not wait. */
import { nodeFiles } from "../../src/adapters/files.ts";
import { undiciHttp } from "../../src/adapters/http.ts";
import type { IndexAddress } from "../../src/index/types.ts";
import type { Clock } from "../../src/ports.ts";
import type { PublishContext } from "../../src/publish/context.ts";

/** A clock whose sleeps are over at once; `slept` has their milliseconds. */
export function quickClock(): Clock & { readonly slept: number[] } {
  const slept: number[] = [];
  return {
    slept,
    now: () => new Date("2026-11-01T12:00:00.000Z"),
    async sleep(milliseconds, signal) {
      signal?.throwIfAborted();
      slept.push(milliseconds);
    },
  };
}

export interface TestContext extends PublishContext {
  readonly clock: ReturnType<typeof quickClock>;
  /** `name: outcome`, in order. */
  readonly told: string[];
  readonly warnings: string[];
  readonly abort: () => void;
}

export function testContext(index: IndexAddress, folder: string): TestContext {
  const controller = new AbortController();
  const told: string[] = [];
  const warnings: string[] = [];
  return {
    http: undiciHttp("0.0.0"),
    files: nodeFiles,
    clock: quickClock(),
    index,
    credentials: { username: "__token__", password: "pypi-secret" },
    folder,
    signal: controller.signal,
    log: { info: () => undefined, warn: (text) => void warnings.push(text), debug: () => undefined },
    onFile: (name, outcome) => void told.push(`${name}: ${outcome}`),
    told,
    warnings,
    abort: () => controller.abort(),
  };
}
