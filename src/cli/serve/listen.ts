/** Taking and freeing the port. */
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { GatehouseError } from "../../errors.ts";

const problems: Readonly<Record<string, string>> = {
  EADDRINUSE: "another program uses it",
  EACCES: "this user is not allowed to",
  ERR_SOCKET_BAD_PORT: "ports go from 0 to 65535",
};

/** Listens on 127.0.0.1 alone, and says at which port. */
export async function listen(server: Server, port: number): Promise<number> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once("error", reject);
      server.listen({ port, host: "127.0.0.1" }, resolve);
    });
  } catch (cause) {
    const { code = "", message } = cause as NodeJS.ErrnoException;
    const problem = problems[code] ?? message;
    throw GatehouseError.of("port-taken", { port: String(port), problem }, { cause });
  }
  server.removeAllListeners("error");
  // What goes wrong from here on concerns single connections; it must not end the release.
  server.on("error", () => {});
  return (server.address() as AddressInfo).port;
}

/** Frees the port and closes every connection, also those in the middle of a request. */
export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // It calls back with an error when it was closed before: then there is nothing left to do.
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
