/** `POST /api/decisions`: its shape, and the way to the desk. */
import type { IncomingMessage } from "node:http";
import Type from "typebox";
import { Check } from "typebox/value";
import { type Answer, json, refusal } from "./answer.ts";
import type { Desk, DeskDecision } from "./desk.ts";
import { refuseForgery } from "./guard.ts";
import { bodyOf } from "./request.ts";

const limit = 256 * 1024;
const strict = { additionalProperties: false } as const;

const Body = Type.Object(
  {
    decisions: Type.Array(
      Type.Object(
        {
          name: Type.String({ minLength: 1, maxLength: 200 }),
          digest: Type.String({ pattern: "^[0-9a-f]{64}$" }),
          decision: Type.Enum(["approved", "rejected"]),
          comment: Type.String({ maxLength: 2000 }),
        },
        strict,
      ),
      { minItems: 1 },
    ),
  },
  strict,
);

/** Takes the decisions in a request's body to the desk; answers what stood in the way of each. */
export async function takeDecisions(request: IncomingMessage, desk: Desk): Promise<Answer> {
  const refused = refuseForgery(request);
  if (refused !== null) return refused;
  const body = await bodyOf(request, limit);
  if (body === "too large")
    return refusal(413, "These are too many decisions at once, or their comments are too long.");
  const decisions = readDecisions(body);
  if (decisions === null) return refusal(400, "This is not a list of decisions as the page sends it.");
  return json(200, { results: await desk.decide(decisions) });
}

/** The decisions in `bytes`; null when it is anything but exactly that, or decides twice on one artifact. */
export function readDecisions(bytes: Uint8Array): DeskDecision[] | null {
  const body = parse(bytes);
  if (!Check(Body, body)) return null;
  const { decisions } = body;
  // The schema counts what a reader sees as one character; the limit is about what is stored.
  if (decisions.some(({ comment }) => comment.length > 2000)) return null;
  return new Set(decisions.map(({ name }) => name)).size === decisions.length ? decisions : null;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
}
