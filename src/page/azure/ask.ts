/** One request to Azure DevOps, in the name of who looks at the page. */
import { Misfit, type Reader } from "./shape.ts";

/** The organization and project that the page stands in. */
export interface Place {
  /** Address of the organization, with the last slash. */
  readonly organization: string;
  /** Id of the project. */
  readonly project: string;
  /** A token for who looks, with the scopes of the extension. The host keeps it fresh: it is asked for each request. */
  readonly token: () => Promise<string>;
}

/** Why there is no answer. */
export type Obstacle =
  /** The token is not taken, or has not the scope. */
  | "sign-in"
  /** This user may not. */
  | "forbidden"
  | "missing"
  /** The service understood and says no. */
  | "refused"
  /** Nothing came, or too late: whether it was done is not known. */
  | "lost"
  /** An answer came that can't be read. */
  | "odd";

export class Unanswered extends Error {
  readonly obstacle: Obstacle;
  /** What the service said about it. Foreign text. */
  readonly said: string;

  constructor(obstacle: Obstacle, said: string) {
    super(`${obstacle}: ${said}`);
    this.obstacle = obstacle;
    this.said = said;
  }
}

export interface Question<T> {
  readonly method?: "GET" | "PATCH";
  /** Below the project: `_apis/build/builds/1`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly read: Reader<T>;
  /** A file is asked for: `read` gets its text. */
  readonly file?: true;
}

const patience = 20_000;
/** In characters. No record of a service directory comes near. */
const longestAnswer = 20_000_000;
/** How long to wait before a read is tried again, when the service does not say. */
const pauses = [500, 2000];
const longestPause = 10_000;

/** The answer. Throws {@link Unanswered}. Reads are repeated when the service is busy; what changes something never is. */
export async function ask<T>(place: Place, question: Question<T>): Promise<T> {
  for (let nth = 0; ; nth += 1) {
    const answered = await signedIn(place, question);
    const pause = question.method === "PATCH" ? undefined : pauses[nth];
    const busy = answered instanceof Response ? answered.status === 429 || answered.status >= 500 : true;
    if (!busy || pause === undefined) return understood(answered, question);
    await new Promise((resolve) => setTimeout(resolve, pauseOf(answered, pause)));
  }
}

type Outcome = Response | { readonly problem: string };

/**
 * Sends it; once more with a fresh token when the first is refused. A refusal comes without the headers that let a page
 * of another origin read it, so a browser shows it as a broken connection: that, too, is tried again, where nothing can
 * have been done.
 */
async function signedIn<T>(place: Place, question: Question<T>): Promise<Outcome> {
  const first = await send(place, question);
  const refused =
    first instanceof Response ? first.status === 401 || first.status === 203 : question.method !== "PATCH";
  return refused ? send(place, question) : first;
}

async function send<T>(
  place: Place,
  { method = "GET", path, query = {}, body, file }: Question<T>,
): Promise<Outcome> {
  const search = new URLSearchParams({ ...query, "api-version": "7.1" });
  const address = `${place.organization}${encodeURIComponent(place.project)}/${path}?${search}`;
  try {
    const request = {
      method,
      headers: {
        Authorization: `Bearer ${await place.token()}`,
        Accept: `application/${file === true ? "octet-stream" : "json"};api-version=7.1`,
        // Else it would lead to its sign-in page.
        "X-TFS-FedAuthRedirect": "Suppress",
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      cache: "no-store",
      credentials: "omit",
      // The token is for this host alone.
      redirect: "error",
      signal: AbortSignal.timeout(patience),
    } as const;
    return await fetch(address, request);
  } catch (cause) {
    const late = cause instanceof DOMException && cause.name === "TimeoutError";
    return { problem: late ? `no answer within ${patience / 1000} seconds` : "the connection broke" };
  }
}

async function understood<T>(outcome: Outcome, { read, file }: Question<T>): Promise<T> {
  if (!(outcome instanceof Response)) throw new Unanswered("lost", outcome.problem);
  const { status } = outcome;
  if (status !== 200) throw new Unanswered(obstacleOf(status), await messageOf(outcome));
  let body: string;
  try {
    body = await outcome.text();
  } catch {
    throw new Unanswered("lost", "the connection broke");
  }
  if (body.length > longestAnswer) throw new Unanswered("odd", "the answer is too long");
  try {
    return read(file === true ? body : JSON.parse(body), "the answer");
  } catch (cause) {
    throw new Unanswered("odd", cause instanceof Misfit ? cause.message : "the answer is not JSON");
  }
}

function obstacleOf(status: number): Obstacle {
  if (status === 401 || status === 203) return "sign-in";
  if (status === 403) return "forbidden";
  if (status === 404) return "missing";
  return status === 429 || status >= 500 ? "lost" : "refused";
}

/** What the service says in an error: `{ message }`. */
async function messageOf(response: Response): Promise<string> {
  try {
    const { message } = (await response.json()) as { message?: unknown };
    if (typeof message === "string" && message !== "") return message.slice(0, 500);
  } catch {
    // A page in place of JSON says nothing that helps.
  }
  return `status ${response.status}`;
}

function pauseOf(outcome: Outcome, otherwise: number): number {
  const seconds =
    outcome instanceof Response ? Number(outcome.headers.get("Retry-After") ?? Number.NaN) : Number.NaN;
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds * 1000, longestPause) : otherwise;
}
