/** What can go wrong with an upload, at every point of its way. */
import type { IncomingMessage, ServerResponse } from "node:http";

/** An answer of a server. */
export interface Reply {
  readonly status: number;
  readonly text?: string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** How it goes wrong: an answer, a connection that is reset, an answer cut short, or none at all. */
export type Mishap = Reply | "reset" | "truncated" | "silent";

export interface Fault {
  /**
   * Before the body is read; after some of it; when all of it was read and nothing stored; when it was stored; or when
   * other bytes were stored in its place.
   */
  readonly when: "before" | "within" | "after" | "stored" | "stored wrong";
  readonly how: Mishap;
}

const before = (how: Mishap): Fault => ({ when: "before", how });

/** Refused before the body is read. */
export const broken = before({ status: 500, text: "broken" });
/** Refused before the body is read, with a wait. */
export const busy = before({ status: 429, text: "slow down", headers: { "retry-after": "7" } });
/** Stored, and the answer lost. */
export const lost: Fault = { when: "stored", how: "reset" };
/** 200, and nothing stored. */
export const lying: Fault = { when: "after", how: { status: 200 } };

const html = {
  type: "text/html",
  text: "<html><body><h1>Bad gateway</h1>##vso[task.complete]</body></html>",
};
const passing: readonly Reply[] = [500, 502, 503, 408, 429].map((status) => ({ status, ...html }));

/** Every mishap that time can mend, at every point where it can happen; each with a name. */
export function everyFault(): { readonly name: string; readonly fault: Fault }[] {
  const connection = ["reset", "truncated", "silent"] as const;
  const points = ["before", "within", "after", "stored"] as const;
  const faults = points.flatMap((when) => [...connection, ...passing].map((how): Fault => ({ when, how })));
  return faults.map((fault) => {
    const { how, when } = fault;
    return { name: `${typeof how === "string" ? how : how.status} ${when} the body`, fault };
  });
}

/** Reads some of a body, and leaves the rest. */
export async function readSome(request: IncomingMessage): Promise<void> {
  for await (const _ of request.iterator({ destroyOnReturn: false })) break;
}

export function reply(response: ServerResponse, { status, text = "", type = "text/plain", headers }: Reply) {
  response.writeHead(status, { "content-type": type, ...headers }).end(text);
}

export function misbehave(how: Mishap, response: ServerResponse): void {
  if (how === "reset") response.socket?.resetAndDestroy();
  else if (how === "truncated") {
    response.writeHead(200, { "content-length": "100" });
    response.write("only this", () => response.socket?.destroy());
  } else if (how !== "silent") reply(response, how);
}
