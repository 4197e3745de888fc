/** Every request gets an answer, and none can end the program. */
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { GatehouseError } from "../../errors.ts";
import { type Answer, rawAnswer, refusal, send } from "./answer.ts";

/** Answers the server's requests by `answer`, also those that node:http would answer itself or not at all. */
export function answerAll(server: Server, answer: (request: IncomingMessage) => Promise<Answer>): void {
  const take = (request: IncomingMessage, response: ServerResponse): void => {
    // A browser that goes away in the middle: there is nobody left to tell.
    request.on("error", () => {});
    response.on("error", () => {});
    answer(request)
      .catch(faultAnswer)
      .then((given) => send(response, given))
      .catch(() => request.destroy());
  };
  server.on("request", take);
  server.on("checkExpectation", take);
  server.on("clientError", answerUnreadable);
}

/** What the page is told when the desk itself fails; never where in the code that was. */
function faultAnswer(thrown: unknown): Answer {
  if (thrown instanceof GatehouseError) return refusal(500, `${thrown.message} ${thrown.remedy}`);
  return refusal(
    500,
    "Something happened that Gatehouse did not expect. Try again, and look at the terminal.",
  );
}

function answerUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const status = unreadable[error.code ?? ""] ?? 400;
  socket.end(rawAnswer(refusal(status, "This request can't be read.")));
}

const unreadable: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};
