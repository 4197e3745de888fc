/** The `AzureDevOps` port: the REST API, in the name of a person. Load it lazily. */
import type { HttpClient } from "typed-rest-client/HttpClient.js";
import { PersonalAccessTokenCredentialHandler } from "typed-rest-client/handlers/personalaccesstoken.js";
import { GatehouseError } from "../errors.ts";
import { isPassing } from "../index/backoff.ts";
import type { AzureDevOps, AzureQuestion, Clock } from "../ports.ts";
import {
  azureHttp,
  deadline,
  type Got,
  jsonOf,
  once,
  patiently,
  type Sent,
  statusText,
} from "./azure-http.ts";
import { signInProblem } from "./sign-in.ts";

/** For one answer, with all its tries. */
const patience = 60_000;
/** A list that goes on longer is none that we asked for. */
const mostPages = 500;
/** Released in 2024; Azure DevOps Server has it since 2022.1. */
const apiVersion = "7.1";

export interface AzureAccount {
  /** Addresses with the last slash; of the organization, and of its people and groups. */
  readonly organization: string;
  readonly graph: string;
  /** A personal access token; masked by the caller. */
  readonly token: string;
}

export interface AzureOptions {
  readonly version: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

export function azureDevOps(account: AzureAccount, options: AzureOptions): AzureDevOps {
  const ask = asker(account, options);
  const read = async (question: AzureQuestion): Promise<Got | null> => {
    const got = await ask(question, "GET");
    return got.status === 404 ? null : accepted(got, question.what);
  };
  return {
    organization: account.organization,
    async get(question) {
      const got = await read(question);
      // The timeline of a run that has not begun is an empty answer (204).
      return got === null || got.body.length === 0 ? undefined : documentOf(got, question.what);
    },
    async text(question, most) {
      const got = await read(question);
      if (got === null) return null;
      if (got.body.length > most) throw odd(question.what, `it is longer than ${most} bytes`);
      return got.body.toString("utf8");
    },
    async list(question) {
      const all: unknown[] = [];
      const query: Record<string, string> = { ...question.query };
      for (let page = 0; page < mostPages; page += 1) {
        const got = await read({ ...question, query });
        if (got === null) return null;
        all.push(...entriesOf(documentOf(got, question.what), question.what));
        const token = got.headers["x-ms-continuationtoken"];
        if (typeof token !== "string" || token === "") return all;
        query["continuationToken"] = token;
      }
      throw odd(question.what, `it goes on after ${mostPages} pages`);
    },
    async send(method, question, body) {
      const got = accepted(await ask(question, method, body), question.what);
      return got.body.length === 0 ? undefined : documentOf(got, question.what);
    },
  };
}

type Ask = (question: AzureQuestion, method: Sent["method"], body?: unknown) => Promise<Got>;

function asker({ organization, graph, token }: AzureAccount, options: AzureOptions): Ask {
  const { version, clock, signal } = options;
  // One for each host, since the handler knows the first host that it was used for, and no other.
  const client = (): HttpClient =>
    azureHttp(new PersonalAccessTokenCredentialHandler(token), { version, proxy: null, certificates: null });
  const own = { address: organization, client: client() };
  const people = { address: graph, client: client() };
  return async ({ what, path, query = {}, area }, method, body) => {
    const host = area === "graph" ? people : own;
    const search = new URLSearchParams({ "api-version": apiVersion, ...query });
    const request: Sent = {
      method,
      url: `${host.address}${path.map(encodeURIComponent).join("/")}?${search.toString()}`,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    };
    const end = clock.now().getTime() + patience;
    const until = deadline(signal, patience);
    const send = () => once(host.client, request, until);
    if (method === "GET") {
      const got = await patiently(send, { clock, signal, end, late: until.late });
      if ("problem" in got) throw GatehouseError.of("azure-unread", { what, problem: got.problem });
      return got;
    }
    const got = await send();
    signal.throwIfAborted();
    if ("problem" in got) throw GatehouseError.of("azure-lost", { what, problem: got.problem });
    if (got.status >= 500) throw GatehouseError.of("azure-lost", { what, problem: statusText(got) });
    // Refused before anything was done.
    if (isPassing(got.status)) throw GatehouseError.of("azure-unread", { what, problem: statusText(got) });
    return got;
  };
}

/** Throws what a person can act on, unless the service did as it was asked. */
function accepted(got: Got, what: string): Got {
  const { status, headers } = got;
  if (status === 403) throw GatehouseError.of("azure-forbidden", { what, problem: statusText(got) });
  const problem = signInProblem(status, headers["content-type"] ?? "", "the token");
  if (problem !== null) throw GatehouseError.of("azure-sign-in", { what, problem });
  if (status >= 200 && status < 300) return got;
  throw GatehouseError.of("azure-refused", { what, problem: statusText(got) });
}

function documentOf(got: Got, what: string): unknown {
  const document = jsonOf(got);
  if (document === undefined) throw odd(what, "it is not JSON");
  return document;
}

/** The service wraps lists: `{ count, value }`. */
function entriesOf(document: unknown, what: string): readonly unknown[] {
  const { value } = (document ?? {}) as { value?: unknown };
  if (!Array.isArray(value)) throw odd(what, "it is no list");
  return value;
}

function odd(what: string, problem: string): GatehouseError {
  return GatehouseError.of("azure-answer", { what, problem });
}
