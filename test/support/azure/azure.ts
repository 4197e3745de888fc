/** A stand-in for Azure DevOps: an HTTP server for one organization, that answers out of a {@link World}. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Exchange, Fault } from "./exchange.ts";
import { Reply, routeOf } from "./routes.ts";
import { honestWorld, type World } from "./world.ts";

export const jobToken = "eyJhbGciOi.job-token-of-this-run.c2VjcmV0";
/** Of a person, who may do everything. */
export const personalToken = "pat2secret4of6rosa8that0nobody2sees";
const known = new Set([`Bearer ${jobToken}`, `Basic ${btoa(`PAT:${personalToken}`)}`]);

/** What it is asked next; `faulty` gives a fault in place of the answer to request number `nth` (from 0) of a route. */
export interface Setting {
  readonly world: World;
  readonly faulty?: (route: string, nth: number) => Fault | null;
}

export interface Azure extends AsyncDisposable {
  /** Address of the organization, with the last slash. */
  readonly organization: string;
  /** What was asked since the setting was made. */
  readonly exchanges: readonly Exchange[];
  set(setting: Setting): void;
}

export async function startAzure(): Promise<Azure> {
  let setting: Setting = { world: honestWorld() };
  let exchanges: Exchange[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const exchange = answer(setting, exchanges, { request, body: bodyOf(chunks), response });
      exchanges.push(exchange);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    organization: `http://127.0.0.1:${port}/contoso/`,
    get exchanges() {
      return exchanges;
    },
    set(next) {
      setting = next;
      exchanges = [];
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(
  { world, faulty }: Setting,
  before: readonly Exchange[],
  { request, body, response }: { request: IncomingMessage; body: unknown; response: ServerResponse },
): Exchange {
  const url = new URL(request.url ?? "/", "http://stand-in.invalid");
  const [, organization, ...rest] = url.pathname.split("/");
  const method = request.method ?? "";
  const found = organization === "contoso" ? routeOf(method, rest.join("/")) : null;
  const route = found?.route.name ?? null;
  const about = {
    method,
    route,
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    body,
    authorization: request.headers.authorization,
  };
  const nth = before.filter((exchange) => exchange.route === route).length;
  const fault = route === null ? null : (faulty?.(route, nth) ?? null);
  if (fault !== null) {
    sendFault(response, fault);
    return { ...about, status: fault.status, document: undefined };
  }
  if (!known.has(about.authorization ?? "")) {
    sendFault(response, signInPage);
    return { ...about, status: signInPage.status, document: undefined };
  }
  const answered = found?.route.answer(world, found.parameters, about);
  const reply =
    answered instanceof Reply ? answered : new Reply(answered === undefined ? 404 : 200, answered);
  const { status, document } = reply;
  send(response, reply, document ?? { $id: "1", message: "It does not exist, or you may not read it." });
  return { ...about, status, document };
}

function bodyOf(chunks: readonly Buffer[]): unknown {
  const text = Buffer.concat(chunks).toString("utf8");
  return text === "" ? undefined : (JSON.parse(text) as unknown);
}

/** As Azure DevOps answers somebody whom it does not know. */
export const signInPage: Fault = {
  status: 203,
  headers: { "content-type": "text/html; charset=utf-8" },
  body: "<!DOCTYPE html><title>Azure DevOps Services | Sign In</title>",
};

function send(response: ServerResponse, { status, headers }: Reply, document: unknown): void {
  const json = { "content-type": "application/json; charset=utf-8; api-version=7.1" };
  response.writeHead(status, { ...json, ...headers });
  response.end(JSON.stringify(document));
}

function sendFault(response: ServerResponse, { status, headers = {}, body = "", connection }: Fault): void {
  if (connection === "reset") response.socket?.destroy();
  if (connection === "reset" || connection === "silent") return;
  response.writeHead(status, headers);
  if (connection !== "cut") return void response.end(body);
  response.write(body, () => response.socket?.destroy());
}
