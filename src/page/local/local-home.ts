/** The release from a terminal: the local server, as the page talks to it. */
import type { ReleaseView } from "../../report/view.ts";
import type { Answered, Home, Result } from "../home.ts";

const gone =
  "Gatehouse does not answer any more: it has ended, or was stopped. The terminal says what came of each artifact. " +
  "Nothing more can be decided here; this window can be closed.";
const notYours =
  "This page belongs to a release that is over, or to another browser. Open the address that Gatehouse printed in the terminal.";

export const localHome: Home = {
  kind: "terminal",
  pace: { usual: 1000, longest: 10_000 },
  read: () => ask<ReleaseView>("/api/release", { signal: AbortSignal.timeout(10_000) }),
  decide: async (decisions) => {
    const answered = await ask<{ results: readonly Result[] }>("/api/decisions", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ decisions }),
    });
    return "problem" in answered ? answered : { value: answered.value.results };
  },
};

async function ask<Value>(path: string, request: RequestInit): Promise<Answered<Value>> {
  try {
    const response = await fetch(path, { ...request, cache: "no-store" });
    if (response.ok) return { value: (await response.json()) as Value };
    if (response.headers.get("Content-Type")?.startsWith("application/json") !== true)
      return { problem: notYours };
    return (await response.json()) as { problem: string };
  } catch {
    return { problem: gone };
  }
}
