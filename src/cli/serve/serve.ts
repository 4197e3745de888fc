/** The server of the local approver's page: for one release, one browser, one machine. */
import { createServer } from "node:http";
import { answerAll } from "./answer-all.ts";
import { readAssets } from "./assets.ts";
import type { Desk } from "./desk.ts";
import { close, listen } from "./listen.ts";
import { answerer } from "./routes.ts";
import { openSession } from "./session.ts";

interface Served {
  /** Holds the key: whoever opens it first decides. */
  readonly address: string;
  /** Frees the port and closes every connection at once. */
  [Symbol.asyncDispose](): Promise<void>;
}

/** Serves the page in `pageFolder` for what is on `desk`, on this machine only. Port 0: any that is free. */
export async function serve(
  desk: Desk,
  { port, pageFolder }: { port: number; pageFolder: string },
): Promise<Served> {
  const assets = await readAssets(pageFolder);
  // A request without a host is refused by our own guard, so that its answer has our headers.
  const server = createServer({ requireHostHeader: false, headersTimeout: 10_000, requestTimeout: 30_000 });
  const bound = await listen(server, port);
  const session = openSession(bound);
  answerAll(server, answerer({ desk, session, port: bound, assets }));
  return {
    address: `http://127.0.0.1:${String(bound)}/?key=${session.key}`,
    [Symbol.asyncDispose]: () => close(server),
  };
}
