/** Where a credential must not be: a whole release with a marked token, and a search of all that it said, wrote and started. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync, statSync } from "node:fs";
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
  let index: StandIn;

  before(async () => {
    index = await startStandIn();
    index.settings.admits = (authorization) => {
      sent.push(authorization);
      return true;
    };
  });
  after(async () => {
    await index[Symbol.asyncDispose]();
    sample.remove();
  });

  it("is in no output, no file, and no child's arguments or environment, whole or narrowed", async function () {
    if (process.platform !== "linux") return this.skip();
    const out = join(sample.scratch, "out");
    const target = ["--index", index.index.upload, "--simple-url", index.index.simple];
    const args = ["release", "sdk/contoso", ...target, "--out", out, "--approve", "*"];
    const { child, ended } = startCommand(args, sample.folder, {
      TWINE_USERNAME: "__token__",
      TWINE_PASSWORD: token,
      UV_PUBLISH_TOKEN: token,
    });
    const watched = watchChildren(child.pid ?? 0);
    const { code, stdout, stderr } = await ended;
    watched.stop();
    assert.equal(code, 0, stderr);
    assert.ok(index.stored.length >= 6);
    assert.ok(watched.seen.size > 5, "children were seen");

    const narrowed = sent.map((header) =>
      Buffer.from(header.slice("Basic ".length), "base64").toString("utf8"),
    );
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
      ...[...watched.seen].map((text): [string, string] => ["a child", text]),
      ...filesBelow(sample.scratch).map((path): [string, string] => [path, readFileSync(path, "latin1")]),
    ];
    for (const mark of new Set(marks))
      for (const [place, text] of places)
        assert.ok(!text.includes(mark), `a secret is in ${place}: ${text.slice(0, 200)}`);
  });
});
