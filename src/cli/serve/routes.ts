/** What the server answers to what. */
import type { IncomingMessage } from "node:http";
import { type Answer, json, refusal } from "./answer.ts";
import { takeDecisions } from "./decisions.ts";
import type { Desk } from "./desk.ts";
import { exchangeKey, refuseForeign, refuseStranger } from "./guard.ts";
import { targetOf } from "./request.ts";
import type { Session } from "./session.ts";

interface Route {
  readonly method: "GET" | "POST";
  answer(request: IncomingMessage): Answer | Promise<Answer>;
}

interface House {
  readonly desk: Desk;
  readonly session: Session;
  readonly port: number;
  readonly assets: ReadonlyMap<string, Answer>;
}

/** The answer to a request: refused by the guards, or by the one fixed table of paths. */
export function answerer({
  desk,
  session,
  port,
  assets,
}: House): (request: IncomingMessage) => Promise<Answer> {
  const routes = new Map<string, Route>([
    ["/api/release", { method: "GET", answer: () => json(200, desk.view()) }],
    ["/api/decisions", { method: "POST", answer: (request) => takeDecisions(request, desk) }],
  ]);
  for (const [path, asset] of assets) routes.set(path, { method: "GET", answer: () => asset });

  return async (request) => {
    const refused =
      refuseForeign(request, port) ?? exchangeKey(request, session) ?? refuseStranger(request, session);
    if (refused !== null) return refused;
    const route = routes.get(targetOf(request).path);
    if (route === undefined) return refusal(404, "There is nothing here.");
    if (request.method !== route.method) {
      return refusal(405, `This takes ${route.method} only.`, { Allow: route.method });
    }
    return route.answer(request);
  };
}
