/** What stands in a request's way before anybody asks what it wants. */
import type { IncomingMessage } from "node:http";
import { type Answer, refusal, refusalPage } from "./answer.ts";
import { headerOf, targetOf } from "./request.ts";
import type { Session } from "./session.ts";

/** Refuses a request that is not meant for this server or comes from another site; null when nothing is wrong. */
export function refuseForeign(request: IncomingMessage, port: number): Answer | null {
  const host = headerOf(request, "host");
  // A name that an attacker's DNS points at 127.0.0.1 arrives here with the attacker's name as its host.
  if (host !== `127.0.0.1:${String(port)}` && host !== `localhost:${String(port)}`) {
    return refusalPage(403, "Wrong address", "Open the address that Gatehouse printed in the terminal.");
  }
  const sites = request.headersDistinct["sec-fetch-site"] ?? [];
  const isApi = targetOf(request).path.startsWith("/api/");
  const welcome = isApi ? ["same-origin", "none"] : ["same-origin", "same-site", "none"];
  if (sites.every((site) => welcome.includes(site))) return null;
  return refusalPage(
    403,
    "Not from another page",
    "Another website led here. To be sure that it is you: copy the address that Gatehouse printed in the terminal " +
      "and paste it into the browser's address bar.",
  );
}

/** Exchanges the key for the session's cookie when the request is for `/?key=…`; else null. */
export function exchangeKey(request: IncomingMessage, session: Session): Answer | null {
  const { path, query } = targetOf(request);
  const keys = query.getAll("key");
  if (path !== "/" || request.method !== "GET" || keys.length === 0) return null;
  const exchanged = keys.length === 1 ? session.exchange(keys[0] ?? "") : "wrong";
  if (exchanged === "wrong") {
    return refusalPage(
      403,
      "Not the right key",
      "The address is not complete, or belongs to a release that is over.",
      "Copy the whole address that Gatehouse printed in the terminal.",
    );
  }
  if (exchanged === "spent") {
    return refusalPage(
      403,
      "This address was used already",
      'It works once. If it was this browser that used it, <a href="/">go on with the release</a>.',
      "If not, stop Gatehouse in the terminal (Ctrl+C) and run the same command again. " +
        "Nothing that was built, decided or uploaded is lost, and you get a new address.",
    );
  }
  const headers = { "Set-Cookie": exchanged.setCookie, Location: "/" };
  return { status: 303, type: "text/plain; charset=utf-8", body: "", headers };
}

/** Refuses a request without the session's cookie; null when it has it. */
export function refuseStranger(request: IncomingMessage, session: Session): Answer | null {
  if (session.holds(request.headers.cookie ?? null)) return null;
  return refusalPage(
    403,
    "Not your session",
    "Open the address that Gatehouse printed in the terminal, in the browser that you want to decide in.",
    "If it was used in another browser: go on there, or stop Gatehouse (Ctrl+C) and run the same command again.",
  );
}

/** Refuses a decision that was not sent by our own page; null when it was. */
export function refuseForgery(request: IncomingMessage): Answer | null {
  // The host was checked before, so this is one of our two origins, and the one that the page is shown at.
  const ours = `http://${headerOf(request, "host") ?? ""}`;
  if (headerOf(request, "origin") !== ours)
    return refusal(403, "Decisions are taken from Gatehouse's own page only.");
  const type = headerOf(request, "content-type") ?? "";
  if (
    !/^application\/json\s*(?:;\s*charset=utf-8\s*)?$/i.test(type) ||
    request.headers["content-encoding"] !== undefined
  ) {
    return refusal(415, "Decisions are sent as application/json.");
  }
  return null;
}
