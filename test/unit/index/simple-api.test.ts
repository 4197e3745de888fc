import assert from "node:assert/strict";
import fc from "fast-check";
import { parseSimple } from "../../../src/index/simple-api.ts";

const url = "https://index.example/simple/demo/";
const hash = "ab".repeat(32);
const json = (value: unknown) => ({
  headers: { "content-type": "application/vnd.pypi.simple.v1+json" },
  text: JSON.stringify(value),
});
const html = (text: string) => ({ headers: { "content-type": "text/html; charset=utf-8" }, text });
const page = (files: unknown) => json({ meta: { "api-version": "1.4" }, files });

/** Fields of a file that are sometimes what they ought to be. */
const aFile = fc.record({
  filename: fc.constantFrom("demo-1.0.tar.gz", "demo-1.0-py3-none-any.whl"),
  size: fc.oneof(fc.nat(), fc.double(), fc.bigInt().map(String), fc.jsonValue()),
  "upload-time": fc.oneof(
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
    fc.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|[+-]\d\d:\d\d)?$/),
    fc.jsonValue(),
  ),
  yanked: fc.oneof(fc.boolean(), fc.string(), fc.jsonValue()),
});

describe("parseSimple", () => {
  it("reads JSON", () => {
    const files = [{ filename: "demo-1.0.tar.gz", url: "../../f/demo-1.0.tar.gz", hashes: { sha256: hash } }];
    assert.deepEqual(parseSimple(page(files), url)?.files, [
      { name: "demo-1.0.tar.gz", sha256: hash, url: "https://index.example/f/demo-1.0.tar.gz" },
    ]);
  });

  it("leaves out names that are paths, and believes no hash of another form", () => {
    const files = [
      { filename: "../demo-1.0.tar.gz", url: "x", hashes: { sha256: hash } },
      { filename: "demo-1.0.tar.gz", url: "javascript:alert(1)", hashes: { sha256: hash.toUpperCase() } },
      null,
      { filename: "demo-1.1.tar.gz" },
    ];
    assert.deepEqual(parseSimple(page(files), url)?.files, [
      { name: "demo-1.0.tar.gz", sha256: null, url: "about:invalid" },
      { name: "demo-1.1.tar.gz", sha256: null, url: "about:invalid" },
    ]);
  });

  it("takes nothing else for a page: other JSON, other versions, log-in pages, words", () => {
    const login = '<html><title>Links for you</title><form><a href="/x-1.0.tar.gz">Forgot?</a></form></html>';
    const others = [
      json({ message: "hello" }),
      json({ meta: { "api-version": "2.0" }, files: [] }),
      json([]),
      { ...json(0), text: "{" },
      html(login),
      html("Sign in to continue"),
      html(""),
      html(
        '<meta name="pypi:repository-version" content="2.0"><a href="demo-1.0.tar.gz">demo-1.0.tar.gz</a>',
      ),
    ];
    for (const other of others) assert.equal(parseSimple(other, url), null, other.text);
  });

  it("reads HTML: fragments, entities, relative addresses, a base, no hash", () => {
    const text = `<!DOCTYPE html><html><head><base href="/b/"><title>Links for demo</title></head><body>
      <A HREF="demo-1.0.tar.gz#sha256=${hash}">demo-1.0.tar.gz</A><br>
      <a href="/get?id=1&amp;x=2#md5=00" data-requires-python="&gt;=3.9">demo-1.0-py3-none-any.whl</a>
      <a href="demo-1.0%2Blocal.tar.gz">demo-1.0+local.tar.gz</a></body></html>`;
    assert.deepEqual(parseSimple(html(text), url)?.files, [
      { name: "demo-1.0.tar.gz", sha256: hash, url: "https://index.example/b/demo-1.0.tar.gz" },
      { name: "demo-1.0-py3-none-any.whl", sha256: null, url: "https://index.example/get?id=1&x=2" },
      { name: "demo-1.0+local.tar.gz", sha256: null, url: "https://index.example/b/demo-1.0%2Blocal.tar.gz" },
    ]);
  });

  it("reads a project without files", () => {
    assert.deepEqual(parseSimple(html("<h1>Links for demo</h1>"), url)?.files, []);
    assert.deepEqual(parseSimple(page([]), url)?.files, []);
  });

  it("reads sizes, times, what was yanked, and the project's status, and nothing of them that makes no sense", () => {
    const file = (more: object) => ({ filename: "demo-1.0.tar.gz", url: "x", hashes: {}, ...more });
    const read = (files: object[], more: object = {}) =>
      parseSimple(json({ meta: { "api-version": "1.4" }, files, ...more }), url);
    const [first, second] =
      read([
        file({ size: 12, "upload-time": "2026-11-23T07:00:00.5Z", yanked: "broken" }),
        file({ size: -1, "upload-time": "2026-02-30T07:00:00Z", yanked: false }),
      ])?.files ?? [];
    assert.deepEqual(
      [first?.size, first?.uploadedAt?.toISOString(), first?.yanked],
      [12, "2026-11-23T07:00:00.500Z", true],
    );
    assert.deepEqual(Object.keys(second ?? {}), ["name", "sha256", "url"]);
    assert.equal(read([], { "project-status": { status: "archived" } })?.status, "archived");
    assert.equal(read([], { "project-status": { status: "lost" } })?.status, undefined);
    const links = parseSimple(
      html('<h1>Links for demo</h1><a href="demo-1.0.tar.gz" data-yanked="">x</a>'),
      url,
    );
    assert.equal(links?.files[0]?.yanked, true);
    const hidden = '<meta name="pypi:project-status" content="quarantined"><h1>Links for demo</h1>';
    assert.equal(parseSimple(html(hidden), url)?.status, "quarantined");
    assert.equal(parseSimple(html(hidden.replace("quarantined", "gone")), url)?.status, undefined);
  });

  it("never throws, and gives plain names only", () => {
    const pieces = fc.array(
      fc.oneof(
        fc.string({ unit: "binary" }),
        fc.constantFrom(
          "<a href='",
          "'>",
          "</a>",
          "<title>Links for",
          "#sha256=",
          "<base href='",
          "%",
          "demo-1.0.tar.gz",
          "../",
        ),
      ),
    );
    const answers = fc.oneof(
      pieces.map((texts) => html(texts.join(""))),
      fc.jsonValue().map(json),
      fc.array(fc.record({ filename: fc.string(), url: fc.string(), hashes: fc.jsonValue() })).map(page),
      fc.array(aFile).map(page),
    );
    fc.assert(
      fc.property(answers, fc.constantFrom(url, "nonsense"), (answer, address) => {
        for (const file of parseSimple(answer, address)?.files ?? []) {
          assert.match(file.name, /^[A-Za-z0-9_][A-Za-z0-9_.+!-]*$/);
          assert.ok(file.sha256 === null || /^[0-9a-f]{64}$/.test(file.sha256));
          assert.ok(file.size === undefined || (Number.isSafeInteger(file.size) && file.size >= 0));
          assert.ok(file.uploadedAt === undefined || !Number.isNaN(file.uploadedAt.getTime()));
          assert.ok(file.yanked === undefined || file.yanked);
        }
      }),
    );
  });

  it("reads every size and time that is one", () => {
    const from = new Date("2003-01-01T00:00:00Z");
    const to = new Date("9999-12-31T23:59:59Z");
    const dates = fc.date({ min: from, max: to, noInvalidDate: true });
    fc.assert(
      fc.property(fc.maxSafeNat(), dates, (size, date) => {
        const entry = { filename: "demo-1.0.tar.gz", url: "x", size, "upload-time": date.toISOString() };
        const [file] = parseSimple(page([entry]), url)?.files ?? [];
        assert.equal(file?.size, size);
        assert.equal(file?.uploadedAt?.getTime(), date.getTime());
      }),
    );
  });
});
