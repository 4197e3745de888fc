/** Where a credential must not be: a release and its publishing with a marked token, and a search of all that it said, wrote and started. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { sampleRepository, startCommand } from "../support/command.ts";
import { type StandIn, startStandIn } from "../support/index-stand-in.ts";
import { issueToken } from "../support/tokens.ts";
import { watchChildren } from "../support/watched-children.ts";

/** The longest part of a secret that anybody could know without it. */
const shortest = 24;

function filesBelow(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat?.isDirectory() === true ? filesBelow(path) : stat?.isFile() === true ? [path] : [];
  });
}

describe("a credential", function () {
  this.timeout(180_000);
  const sample = sampleRepository();
  const token = issueToken(["marked", "only-in-this-test"]);
  const sent: string[] = [];
  const out = join(sample.scratch, "out");
  let index: StandIn;

  before(async function () {
    if (process.platform !== "linux") return this.skip();
    index = await startStandIn();
    index.settings.admits = (authorization) => {
      sent.push(authorization);
      return true;
    };
  });
  after(async () => {
    await index?.[Symbol.asyncDispose]();
    sample.remove();
  });

  async function run(command: string, ...args: string[]) {
    const target = ["--index", index.index.upload, "--simple-url", index.index.simple];
    const { child, ended } = startCommand([command, ...args, ...target], sample.folder, {
      TWINE_USERNAME: "__token__",
      TWINE_PASSWORD: token,
      UV_PUBLISH_TOKEN: token,
    });
    const watched = watchChildren(child.pid ?? 0);
    const done = await ended;
    watched.stop();
    return { ...done, children: watched.seen };
  }

  /** Looks for the token, for what was made of it, and for both as they are sent. */
  function search({ stdout, stderr, children }: Awaited<ReturnType<typeof run>>): void {
    const narrowed = sent.map((header) =>
      Buffer.from(header.slice("Basic ".length), "base64").toString("utf8"),
    );
    assert.ok(narrowed.length > 0);
    assert.ok(
      narrowed.every((one) => one.startsWith("__token__:pypi-") && !one.endsWith(token)),
      "narrowed",
    );
    const secrets = [token, ...narrowed.map((one) => one.slice("__token__:".length))];
    const marks = [
      ...secrets,
      ...secrets.map((one) => Buffer.from(`__token__:${one}`).toString("base64")),
    ].map(
      // What begins alike belongs to the token's public part: its place and id.
      (one) => one.slice(-shortest),
    );
    const places: [string, string][] = [
      ["stdout", stdout],
      ["stderr", stderr],
      ...[...children].map((text): [string, string] => ["a child", text]),
      ...filesBelow(sample.scratch).map((path): [string, string] => [path, readFileSync(path, "latin1")]),
    ];
    for (const mark of new Set(marks))
      for (const [place, text] of places)
        assert.ok(
          !text.includes(mark),
          `a secret is in ${place}: ${text.slice(Math.max(0, text.indexOf(mark) - 300), text.indexOf(mark) + 40)}`,
        );
  }

  it("is in no output, no file, and no child's arguments or environment, whole or narrowed", async () => {
    const done = await run("release", "sdk/contoso", "--out", out, "--approve", "*");
    assert.equal(done.code, 0, done.stderr);
    assert.ok(index.stored.length >= 6);
    assert.ok(done.children.size > 5, "children were seen");
    search(done);
  });

  it("is in none of them when an index says it back in its refusal", async () => {
    forget();
    index.settings.admits = (authorization) => {
      sent.push(authorization);
      const text = `403 ${authorization} ${Buffer.from(authorization.slice(6), "base64").toString("utf8")}`;
      index.settings.door = { status: 403, text };
      return true;
    };
    const done = await run("publish", out, "--json");
    assert.equal(done.code, 1);
    assert.match(done.stderr, /error\[/);
    assert.equal(index.stored.length, 0);
    search(done);
  });

  it("is in none of them when what was refused is published", async () => {
    forget();
    index.settings.admits = (authorization) => sent.push(authorization) > 0;
    index.settings.door = null;
    const done = await run("publish", out, "--json");
    assert.equal(done.code, 0, done.stderr);
    assert.ok(index.stored.length >= 6);
    search(done);
  });

  /** The index has nothing, and the folder does not say that it had. */
  function forget(): void {
    index.content.clear();
    index.stored.length = 0;
    sent.length = 0;
    for (const name of readdirSync(out)) if (name.endsWith(".publish.json")) rmSync(join(out, name));
  }
});
