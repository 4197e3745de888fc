// An index that keeps hashes in place of files, with a pause before each answer. `node server.mjs <milliseconds>` prints its
// port; `POST /reset` forgets everything; `GET /asked` says how many requests and body bytes came since.
import { createServer } from "node:http";
import { setTimeout } from "node:timers/promises";

const latency = Number(process.argv[2]);
let files = new Map();
let asked = { requests: 0, bytes: 0 };

const normal = (name) => name.toLowerCase().replaceAll(/[-_.]+/g, "-");

/** The file's name, and the digest that the form claims: the bench is about who sends, not about who stores. */
function formOf(head) {
  const name = / filename="([^"]+)"/.exec(head)?.[1];
  const sha256 = /name="sha256_digest"(?:\r\n[^\r\n]+)*\r\n\r\n([0-9a-f]{64})/.exec(head)?.[1];
  return name === undefined || sha256 === undefined ? null : { name, sha256 };
}

async function receive(request) {
  let head = "";
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (head.length < 200_000) head += chunk.toString("latin1");
  }
  asked.bytes += size;
  return head;
}

function page(project) {
  const found = [...files].filter(([name]) => normal(name).startsWith(`${project}-`));
  if (found.length === 0) return null;
  return {
    meta: { "api-version": "1.1" },
    name: project,
    versions: ["1.0"],
    files: found.map(([filename, sha256]) => ({
      filename,
      url: `/files/${filename}`,
      hashes: { sha256 },
      size: 1,
    })),
  };
}

const server = createServer(async (request, response) => {
  if (request.url === "/reset") {
    files = new Map();
    asked = { requests: 0, bytes: 0 };
    return response.end();
  }
  if (request.url === "/asked") return response.end(JSON.stringify(asked));
  asked.requests += 1;
  const form = request.method === "POST" ? formOf(await receive(request)) : null;
  if (latency > 0) await setTimeout(latency);
  if (request.method === "POST") {
    if (form === null) return response.writeHead(400).end("no file");
    if (files.get(form.name) !== undefined && files.get(form.name) !== form.sha256)
      return response.writeHead(400).end("File already exists");
    files.set(form.name, form.sha256);
    return response.end();
  }
  const project = /^\/simple\/([^/]+)\/$/.exec(request.url)?.[1];
  const found = project === undefined ? null : page(project);
  if (found === null) return response.writeHead(404).end();
  return response
    .writeHead(200, { "content-type": "application/vnd.pypi.simple.v1+json" })
    .end(JSON.stringify(found));
});
server.keepAliveTimeout = 30_000;
server.listen(0, "127.0.0.1", () => console.log(server.address().port));
process.stdin.resume().on("end", () => process.exit());
