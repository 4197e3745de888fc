/** A stand-in for Azure DevOps: an HTTP server for one organization, that answers out of a {@link World}. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Exchange, Fault } from "./exchange.ts";
import { FileAnswer, Refusal } from "./route.ts";
import { routeOf } from "./routes.ts";
import { honestWorld, type World } from "./world.ts";

export const jobToken = "eyJhbGciOi.job-token-of-this-run.c2VjcmV0";

/** What it is asked next; `faulty` gives a fault in place of the answer to request number `nth` (from 0) of a route. */
export interface Setting {
  readonly world: World;
  readonly faulty?: (route: string, nth: number) => Fault | null;
  /** Of which routes the answer is lost after the request was carried out. */
  readonly lost?: (route: string) => boolean;
  /** Milliseconds that every answer takes. */
  readonly slow?: number;
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
    void respond(request, response);
  });
  async function respond(request: IncomingMessage, response: ServerResponse) {
    const body = await readBody(request);
    await new Promise((resolve) => setTimeout(resolve, setting.slow ?? 0));
    const exchange = answer(setting, exchanges, { request, body }, response);
    if (exchange !== null) exchanges.push(exchange);
  }
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

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString("utf8");
  return text === "" ? undefined : JSON.parse(text);
}

/** Who may ask from a page of another origin, and with which headers: as the service answers a browser's question. */
const forPages = {
  "access-control-allow-origin": "*",
  "access-control-allow-methods": "OPTIONS,GET,HEAD,POST,PUT,PATCH,DELETE",
  "access-control-allow-headers": "authorization,content-type,accept,x-tfs-fedauthredirect",
};

function answer(
  { world, faulty, lost }: Setting,
  before: readonly Exchange[],
  { request, body }: { readonly request: IncomingMessage; readonly body: unknown },
  response: ServerResponse,
): Exchange | null {
  const url = new URL(request.url ?? "/", "http://stand-in.invalid");
  const [, organization, ...rest] = url.pathname.split("/");
  const method = request.method ?? "";
  if (method === "OPTIONS") {
    response.writeHead(200, forPages).end();
    return null;
  }
  const query = Object.fromEntries(url.searchParams);
  const found = organization === "contoso" ? routeOf(method, rest.join("/"), query) : null;
  const route = found?.route.name ?? null;
  const { authorization } = request.headers;
  const about = { method, route, path: url.pathname, query, body, authorization };
  const nth = before.filter((exchange) => exchange.route === route).length;
  const fault = route === null ? null : (faulty?.(route, nth) ?? null);
  if (fault !== null) {
    sendFault(response, fault);
    return { ...about, status: fault.status, document: undefined };
  }
  const token = tokenOf(authorization ?? "");
  const user = world.users[token]?.id ?? null;
  if (token !== jobToken && user === null) {
    sendFault(response, signInPage);
    return { ...about, status: signInPage.status, document: undefined };
  }
  const document = found?.route.answer(world, found.parameters, { query, body, user });
  if (route !== null && lost?.(route) === true) {
    response.socket?.destroy();
    return { ...about, status: 0, document: undefined };
  }
  if (document instanceof Refusal) {
    send(response, document.status, { $id: "1", message: document.message });
    return { ...about, status: document.status, document };
  }
  if (document instanceof FileAnswer) {
    response.writeHead(200, { ...forPages, "content-type": "application/octet-stream" }).end(document.text);
    return { ...about, status: 200, document: document.text };
  }
  const status = document === undefined ? 404 : 200;
  send(response, status, document ?? { $id: "1", message: "It does not exist, or you may not read it." });
  return { ...about, status, document };
}

/** A job and a page send theirs as it is; a personal one goes as a password, of any user. */
function tokenOf(authorization: string): string {
  const [scheme, value = ""] = authorization.split(" ");
  return scheme === "Basic" ? atob(value).replace(/^[^:]*:/, "") : value;
}

/** As Azure DevOps answers somebody whom it does not know: a page of another origin may not even read it. */
export const signInPage: Fault = {
  status: 203,
  headers: { "content-type": "text/html; charset=utf-8" },
  body: "<!DOCTYPE html><title>Azure DevOps Services | Sign In</title>",
};

function send(response: ServerResponse, status: number, document: unknown): void {
  response.writeHead(status, {
    ...forPages,
    "content-type": "application/json; charset=utf-8; api-version=7.1",
  });
  response.end(JSON.stringify(document));
}

function sendFault(response: ServerResponse, { status, headers = {}, body = "", connection }: Fault): void {
  if (connection === "reset") response.socket?.destroy();
  if (connection === "reset" || connection === "silent") return;
  response.writeHead(status, status === 203 || status === 401 ? headers : { ...forPages, ...headers });
  if (connection !== "cut") return void response.end(body);
  response.write(body, () => response.socket?.destroy());
}
