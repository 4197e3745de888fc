import assert from "node:assert/strict";
import fc from "fast-check";
import { narrowToken } from "../../../src/publish/narrow-token.ts";
import { secretForms, withoutSecrets } from "../../../src/publish/secrets.ts";
import { accepts, issueToken } from "../../support/tokens.ts";

const now = new Date("2026-11-01T12:00:00.000Z");
const seconds = now.getTime() / 1000;
const at = (offset: number) => ({ project: "contoso-core", seconds: seconds + offset });

function narrowed(token: string, project = "contoso-core"): string {
  const found = narrowToken(token, project, now);
  assert.equal(found.kind, "narrowed");
  return found.kind === "narrowed" ? found.password : "";
}

describe("narrowToken", () => {
  it("makes a token for one project and fifteen minutes out of one for all", () => {
    const token = narrowed(issueToken());
    assert.match(token, /^pypi-[A-Za-z0-9_-]+$/);
    assert.ok(accepts(token, at(0)));
    // Clocks differ by minutes.
    assert.ok(accepts(token, at(-299)) && accepts(token, at(899)));
    assert.ok(!accepts(token, at(-301)) && !accepts(token, at(901)));
    assert.ok(!accepts(token, { ...at(0), project: "contoso-blob" }));
  });

  it("adds limits to what there are", () => {
    const token = narrowed(issueToken([1, ["contoso-core", "contoso-blob"]], [3, "a user"]));
    assert.ok(accepts(token, at(0)));
    assert.ok(!accepts(token, { ...at(0), project: "contoso-blob" }));
    // A project's id says nothing to us: PyPI judges it.
    const byId = narrowed(issueToken([2, ["6f1c"]]));
    assert.ok(accepts(byId, at(0)) && !accepts(byId, at(901)));
    const many = narrowed(issueToken(...Array.from({ length: 300 }, (_, id) => [2, [`${id}`.repeat(90)]])));
    assert.ok(accepts(many, at(0)) && !accepts(many, { ...at(0), project: "other" }));
  });

  it("leaves one that is as narrow", () => {
    const own = issueToken([0, seconds + 300, seconds], [1, ["Contoso_Core"]]);
    assert.deepEqual(narrowToken(own, "contoso-core", now), { kind: "narrow already", password: own });
  });

  it("says of a token itself what it can't be used for, in both forms of caveats", () => {
    for (const [token, says] of [
      [issueToken([1, ["other"]]), /it is for other only/],
      [issueToken({ version: 1, permissions: { projects: ["other"] } }), /it is for other only/],
      [issueToken([0, seconds - 301, 0]), /it ended at 2026-11-01T11:54:59/],
      [issueToken({ nbf: 0, exp: seconds - 301 }), /it ended at/],
    ] as const) {
      const found = narrowToken(token, "contoso-core", now);
      assert.ok(found.kind === "unfit" && says.test(found.problem), JSON.stringify(found));
    }
    const wide = issueToken({ version: 1, permissions: "user" });
    assert.equal(narrowToken(wide, "contoso-core", now).kind, "narrowed");
  });

  it("sends what is no macaroon as it is", () => {
    const whole = issueToken();
    for (const password of [
      "",
      "hunter2",
      "pypi-",
      "pypi-secret",
      "pypi-a b",
      whole.slice(0, -9),
      `${whole}AAAA`,
    ])
      assert.deepEqual(narrowToken(password, "contoso-core", now), { kind: "as is", password });
    fc.assert(
      fc.property(fc.base64String(), (text) => {
        const found = narrowToken(`pypi-${text}`, "contoso-core", now);
        assert.equal(found.kind, "as is");
      }),
    );
  });
});

describe("secretForms", () => {
  it("has every form in which a server may echo them", () => {
    const credentials = { username: "__token__", password: 'pypi-a"b/c?' };
    const echo = [
      credentials.password,
      Buffer.from(`__token__:${credentials.password}`).toString("base64"),
      encodeURIComponent(credentials.password),
      JSON.stringify(credentials),
    ].join(" | ");
    const hidden = withoutSecrets(echo, new Set(secretForms(credentials)));
    for (const form of secretForms(credentials)) assert.ok(!hidden.includes(form), form);
    assert.ok(hidden.startsWith("*** | *** | *** | "));
  });

  it("leaves nothing of a secret that begins with another", () => {
    assert.equal(withoutSecrets("abcd abcdefgh", new Set(["abcd", "abcdefgh"])), "*** ***");
  });
});
