/** devpi-server, from a lock of the tests: a real index with rules of its own. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { IndexAddress } from "../../src/index/types.ts";
import type { Credentials } from "../../src/publish/context.ts";
import { pythonWith } from "./python-environment.ts";

const credentials: Credentials = { username: "root", password: "only-here" };

/** The programs' own scripts name a Python that is not there any more: the environment was moved. */
const program = (module: string, name: string) =>
  `import sys; from devpi_server.${module} import ${name}; sys.exit(${name}())`;

/** A server on `folder` with the index `root/release`, which takes no file twice (`volatile=False`). */
export async function startDevpi(
  folder: string,
): Promise<{ readonly index: IndexAddress; readonly credentials: Credentials } & AsyncDisposable> {
  const python = await pythonWith("test/support/python/devpi.txt");
  const data = join(folder, "devpi");
  const first = ["--serverdir", data, "--no-root-pypi", "--root-passwd", credentials.password];
  await promisify(execFile)(python, ["-c", program("init", "init"), ...first]);
  const port = await freePort();
  const args = ["--serverdir", data, "--host", "127.0.0.1", "--port", String(port)];
  const child = spawn(python, ["-c", program("main", "main"), ...args], { stdio: "ignore" });
  const root = `http://127.0.0.1:${port}`;
  while (!(await answers(`${root}/+api`))) {
    if (child.exitCode !== null) throw new Error(`devpi-server ended with ${child.exitCode}`);
    await pause(200);
  }
  await makeIndex(root);
  const upload = `${root}/root/release/`;
  return {
    index: { name: "devpi", upload, simple: `${upload}+simple/`, json: null },
    credentials,
    async [Symbol.asyncDispose]() {
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
  };
}

async function makeIndex(root: string): Promise<void> {
  const { username, password } = credentials;
  const login = await send("POST", `${root}/+login`, { user: username, password }, {});
  const { result } = (await login.json()) as { result: { password: string } };
  const auth = Buffer.from(`${username}:${result.password}`).toString("base64");
  const options = { type: "stage", bases: [], volatile: false };
  const made = await send("PUT", `${root}/root/release`, options, { "X-Devpi-Auth": auth });
  if (!made.ok) throw new Error(`devpi-server made no index: ${await made.text()}`);
}

function send(method: string, url: string, body: object, headers: Record<string, string>): Promise<Response> {
  const type = { "Content-Type": "application/json", Accept: "application/json" };
  return fetch(url, { method, headers: { ...type, ...headers }, body: JSON.stringify(body) });
}

async function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" ? (address?.port ?? 0) : 0;
}
