// The peer that does nothing but send: four files at a time, over node:http, hashed on the way in. `node plain.mjs <address> <file>…`
import { createHash, randomBytes } from "node:crypto";
import { createReadStream, statSync } from "node:fs";
import { Agent, request } from "node:http";
import { basename } from "node:path";

const [address, ...files] = process.argv.slice(2);
const agent = new Agent({ keepAlive: true, maxSockets: 4 });

async function send(path) {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 })) hash.update(chunk);
  const boundary = randomBytes(16).toString("hex");
  const field = (name, value) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const head = `${field(":action", "file_upload")}${field("sha256_digest", hash.digest("hex"))}--${boundary}\r\nContent-Disposition: form-data; name="content"; filename="${basename(path)}"\r\nContent-Type: application/octet-stream\r\n\r\n`;
  const tail = `\r\n--${boundary}--\r\n`;
  const headers = {
    "content-type": `multipart/form-data; boundary=${boundary}`,
    "content-length": Buffer.byteLength(head) + statSync(path).size + tail.length,
  };
  await new Promise((resolve, reject) => {
    const outgoing = request(address, { method: "POST", agent, headers }, (answer) => {
      answer
        .resume()
        .on("end", () => (answer.statusCode === 200 ? resolve() : reject(new Error(answer.statusCode))));
    }).on("error", reject);
    outgoing.write(head);
    createReadStream(path, { highWaterMark: 1 << 18 })
      .on("end", () => outgoing.end(tail))
      .pipe(outgoing, { end: false });
  });
}

const waiting = [...files];
await Promise.all(
  Array.from({ length: 4 }, async () => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) await send(path);
  }),
);
agent.destroy();
