// An index on this machine that has nothing. Prints its port; ends with its standard input.
import { createServer } from "node:http";

const server = createServer((_, response) => response.writeHead(404).end());
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
process.stdin.on("end", () => process.exit()).resume();
