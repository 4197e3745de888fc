/** Reads from Azure DevOps for a task: `GET` and nothing else, to the organization's own host. Load it lazily. */
import { createHash } from "node:crypto";
import { BearerCredentialHandler } from "typed-rest-client/handlers/bearertoken.js";
import { GatehouseError } from "../errors.ts";
import type { Answer, Clock } from "../ports.ts";
import { azureHttp, deadline, type Got, jsonOf, once, patiently, statusText } from "./azure-http.ts";
import type { JobConnection } from "./job-connection.ts";
import { signInProblem } from "./sign-in.ts";

/** For all reads of one reader together, pauses included. */
const inAll = 60_000;

export interface ReaderOptions {
  readonly version: string;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Milliseconds; shorter in tests. */
  readonly inAll?: number;
}

/**
 * Reads `path` (below the organization's address); `what` names it for people. Null for 404. Throws `gate-sign-in`, or
 * `gate-unread`; neither holds the token.
 */
export type AzureReader = (path: string, what: string) => Promise<Answer | null>;

export function azureReader(connection: JobConnection, options: ReaderOptions): AzureReader {
  const { version, clock, signal } = options;
  const client = azureHttp(new BearerCredentialHandler(connection.token, false), { version, ...connection });
  const limit = options.inAll ?? inAll;
  const end = clock.now().getTime() + limit;
  const until = deadline(signal, limit);
  const organization = connection.organization.replace(/\/*$/, "");
  return async (path, what) => {
    const request = { method: "GET", url: `${organization}/${path}` } as const;
    const ask = () => once(client, request, until);
    const got = await patiently(ask, { clock, signal, end, late: until.late });
    if ("problem" in got) throw GatehouseError.of("gate-unread", { what, problem: got.problem });
    return judge(got, what);
  };
}

function judge(got: Got, what: string): Answer | null {
  const { status, headers, body } = got;
  const problem = signInProblem(status, headers["content-type"] ?? "", "the job token");
  if (problem !== null) throw GatehouseError.of("gate-sign-in", { what, problem });
  if (status === 404) return null;
  if (status !== 200) throw GatehouseError.of("gate-unread", { what, problem: statusText(got) });
  const document = jsonOf(got);
  if (document === undefined) throw GatehouseError.of("gate-unread", { what, problem: "it is not JSON" });
  return { document, sha256: createHash("sha256").update(body).digest("hex") };
}
