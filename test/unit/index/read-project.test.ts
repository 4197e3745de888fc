import assert from "node:assert/strict";
import { GatehouseError } from "../../../src/errors.ts";
import { readProject, readProjects } from "../../../src/index/read-project.ts";
import { readRelease } from "../../../src/index/read-release.ts";
import type { Http, HttpAnswer } from "../../../src/ports.ts";
import { quickClock } from "../../support/index-context.ts";

const index = { name: "x", upload: "https://x.example/", simple: "https://x.example/simple/", json: null };
const json = "application/vnd.pypi.simple.v1+json";
const listing = (...names: string[]) =>
  answer(
    200,
    JSON.stringify({
      meta: { "api-version": "1.0" },
      files: names.map((filename) => ({ filename, url: filename, hashes: { sha256: "0".repeat(64) } })),
    }),
  );

function answer(status: number, text = "", headers: Record<string, string> = {}): HttpAnswer {
  return { status, text, headers: { "content-type": json, ...headers } };
}

/** Gives the answers one after the other; an Error is a transport fault. */
function scripted(...answers: (HttpAnswer | Error)[]) {
  const asked: { url: string; headers: Record<string, string> | undefined }[] = [];
  const http: Pick<Http, "get"> = {
    async get(url, { headers }) {
      asked.push({ url, headers });
      const next = answers.shift() ?? answer(404);
      if (next instanceof Error) throw next;
      return next;
    },
  };
  const none = () => Promise.reject(new Error("not expected"));
  return { asked, http: { ...http, bytes: none, hash: none, post: none } };
}

const isUnreachable = (error: unknown) =>
  error instanceof GatehouseError && error.code === "index-unreachable";

describe("readProject", () => {
  it("asks for JSON first and past every cache", async () => {
    const { http, asked } = scripted(listing("demo_x-1.0.tar.gz"));
    const state = await readProject(http, index, "Demo.X");
    assert.equal(state.package, "demo-x");
    assert.equal(state.files.length, 1);
    assert.equal(asked[0]?.url, "https://x.example/simple/demo-x/");
    assert.match(asked[0]?.headers?.["accept"] ?? "", /^application\/vnd\.pypi\.simple\.v1\+json,/);
    assert.equal(asked[0]?.headers?.["cache-control"], "no-cache");
  });

  it("takes only 404 for absent", async () => {
    assert.deepEqual(await readProject(scripted(answer(404)).http, index, "demo"), {
      package: "demo",
      exists: false,
      files: [],
    });
    const login = answer(200, "<form>Sign in</form>", { "content-type": "text/html" });
    const elsewhere = answer(302, "", { location: "https://pypi.org/simple/demo/" });
    for (const other of [login, elsewhere, answer(401), answer(403), answer(204), answer(200, "{}")]) {
      await assert.rejects(readProject(scripted(other).http, index, "demo"), isUnreachable);
    }
  });

  it("tries three times, and waits as it is asked to, within reason", async () => {
    const clock = quickClock();
    const busy = answer(429, "", { "retry-after": "3600" });
    const { http } = scripted(new Error("reset"), busy, listing());
    await readProject(http, index, "demo", { clock });
    assert.equal(clock.slept.length, 2);
    assert.ok((clock.slept[0] ?? 0) <= 1250);
    assert.equal(clock.slept[1], 30_000);
    const { http: broken, asked } = scripted(answer(502), answer(503), answer(500));
    await assert.rejects(readProject(broken, index, "demo", { clock }), isUnreachable);
    assert.equal(asked.length, 3);
  });

  it("ends with the signal's reason", async () => {
    const controller = new AbortController();
    const { http } = scripted(new Error("reset"));
    controller.abort();
    await assert.rejects(readProject(http, index, "demo", { signal: controller.signal }), {
      name: "AbortError",
    });
  });
});

describe("readProjects", () => {
  it("asks once for each project", async () => {
    const { http, asked } = scripted(listing("a-1.0.tar.gz"), answer(404));
    const states = await readProjects(http, index, ["a", "B_b", "b-b"]);
    assert.deepEqual([...states.keys()].toSorted(), ["a", "b-b"]);
    assert.equal(asked.length, 2);
  });
});

describe("readRelease", () => {
  const pypi = { ...index, json: "https://pypi.org/pypi" };

  it("asks PyPI's version JSON", async () => {
    const urls = [
      { filename: "demo-1.0.tar.gz", url: "https://f/demo-1.0.tar.gz", digests: { sha256: "1".repeat(64) } },
    ];
    const { http, asked } = scripted(answer(200, JSON.stringify({ urls })));
    const { files, project } = await readRelease(http, pypi, "demo", "1!1.0");
    assert.equal(project, null);
    assert.deepEqual(files, [
      { name: "demo-1.0.tar.gz", sha256: "1".repeat(64), url: "https://f/demo-1.0.tar.gz" },
    ]);
    assert.equal(asked[0]?.url, "https://pypi.org/pypi/demo/1!1.0/json");
    assert.deepEqual(await readRelease(scripted(answer(404)).http, pypi, "demo", "1.0"), {
      files: [],
      project: null,
    });
    await assert.rejects(readRelease(scripted(answer(200, "{}")).http, pypi, "demo", "1.0"), isUnreachable);
  });

  it("reads the simple page of others", async () => {
    const { http } = scripted(listing("demo-1.0.tar.gz", "demo-1.1.tar.gz"));
    const { files, project } = await readRelease(http, index, "demo", "1.0.0");
    assert.deepEqual(
      files.map((file) => file.name),
      ["demo-1.0.tar.gz"],
    );
    assert.equal(project?.files.length, 2);
  });
});
