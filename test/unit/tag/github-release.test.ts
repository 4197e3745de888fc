import assert from "node:assert/strict";
import fc from "fast-check";
import type { Http, HttpAnswer } from "../../../src/ports.ts";
import { githubApi } from "../../../src/tag/github-address.ts";
import { releaseOnGitHub } from "../../../src/tag/github-release.ts";
import { releaseNotes } from "../../../src/tag/release-notes.ts";
import { quickClock } from "../../support/index-context.ts";
import { aCollected, aPublished } from "../../support/record-builders.ts";
import { refusal } from "../../support/record-errors.ts";

const api = "https://api.github.com/repos/contoso/sdk";
const tagged = (rest: Parameters<typeof aCollected>[0] = {}) => {
  const published = aPublished(aCollected({ name: "contoso-core", changelog: "- More.", ...rest }));
  return { ...published, tag: `contoso-core_${published.version}` };
};

/** GitHub with some releases; `faults` come first, for the POSTs. */
function aGitHub(faults: (Partial<HttpAnswer> | Error)[] = [], releases = new Map<string, unknown>()) {
  const asked: string[] = [];
  const answer = (status: number, text = ""): HttpAnswer => ({ status, headers: {}, text });
  const http: Http = {
    bytes: () => Promise.reject(new Error("not used")),
    hash: () => Promise.reject(new Error("not used")),
    get(url, { headers }) {
      asked.push("GET");
      assert.equal(headers?.["authorization"], "Bearer ghs_secret");
      return Promise.resolve(answer(releases.has(url.split("/tags/")[1] ?? "") ? 200 : 404));
    },
    async post(url, { body }) {
      asked.push("POST");
      assert.equal(url, `${api}/releases`);
      const fault = faults.shift();
      if (fault instanceof Error) throw fault;
      if (fault !== undefined) return { ...answer(500), ...fault };
      const chunks = [];
      for await (const chunk of body) chunks.push(chunk);
      const release = JSON.parse(Buffer.concat(chunks).toString()) as { tag_name: string };
      releases.set(release.tag_name, release);
      return answer(201);
    },
  };
  const { signal } = new AbortController();
  return { asked, releases, target: { http, clock: quickClock(), signal, api, token: "ghs_secret" } };
}

describe("releaseOnGitHub", () => {
  it("makes one with the changelog's entry, and the second time finds it there", async () => {
    const { target, releases } = aGitHub();
    assert.equal(await releaseOnGitHub(tagged(), target), "made");
    assert.deepEqual(releases.get("contoso-core_1.2.0"), {
      tag_name: "contoso-core_1.2.0",
      name: "contoso-core 1.2.0",
      body: "- More.",
      prerelease: false,
    });
    assert.equal(await releaseOnGitHub(tagged(), target), "there");
    assert.equal(releases.size, 1);
  });

  it("marks pre-releases as PEP 440 knows them", async () => {
    for (const version of ["1.0b1", "1.0rc1", "1.0.dev3"]) {
      const { target, releases } = aGitHub();
      await releaseOnGitHub(tagged({ version }), target);
      assert.equal((releases.get(`contoso-core_${version}`) as { prerelease: boolean }).prerelease, true);
    }
  });

  it("asks before it sends again", async () => {
    const { target, asked } = aGitHub([{ status: 502 }, new Error("reset"), { status: 422 }]);
    assert.equal(await releaseOnGitHub(tagged(), target), "made");
    assert.equal(asked.join(" "), "GET POST GET POST GET POST GET POST");
  });

  it("says what GitHub says, without the token", async () => {
    const { target, asked } = aGitHub([{ status: 403, text: "no: ghs_secret ##vso[task.complete]" }]);
    await assert.rejects(releaseOnGitHub(tagged(), target), refusal("github-release", "403 no: *** # #"));
    assert.equal(asked.length, 2);
  });
});

describe("githubApi", () => {
  it("reads every form of a remote's address, and takes no password along", () => {
    for (const remote of [
      "https://github.com/contoso/sdk",
      "https://github.com/contoso/sdk.git",
      "https://user:ghs_x@github.com/contoso/sdk.git/",
      "git@github.com:contoso/sdk.git",
      "ssh://git@github.com/contoso/sdk",
    ])
      assert.equal(githubApi(remote), api, remote);
    assert.equal(
      githubApi("https://git.contoso.example/a/b.c.git"),
      "https://git.contoso.example/api/v3/repos/a/b.c",
    );
  });

  it("knows what is not GitHub", () => {
    for (const remote of [
      "https://dev.azure.com/contoso/internal/_git/sdk",
      "https://contoso@dev.azure.com/contoso/sdk",
      "/srv/git/sdk.git",
      "../sdk",
      "https://github.com/contoso",
      "https://github.com/../..",
      "https://github.com/contoso/sdk/../../x",
    ])
      assert.equal(githubApi(remote), null, remote);
  });
});

describe("releaseNotes", () => {
  it("leaves an entry that fits as it is", () => {
    assert.equal(releaseNotes("- More.\n"), "- More.");
    assert.equal(releaseNotes("x".repeat(125_000)).length, 125_000);
    assert.equal(releaseNotes(null), "");
  });

  it("cuts a longer one after a line, closes its code block, and says so", () => {
    const text = `- First.\n\n\`\`\`\`python\n${"x = 1\n".repeat(30_000)}\`\`\`\`\n`;
    const notes = releaseNotes(text);
    assert.ok(notes.length <= 125_000 && notes.length > 124_000);
    assert.match(notes, /x = 1\n````\n\n\*This entry goes on/);
  });

  it("never is too long, nor ends in half a character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 9 }), (unit) => {
        const notes = releaseNotes(unit.repeat(Math.ceil(130_000 / unit.length)));
        assert.ok(notes.length <= 125_000);
        assert.equal(Buffer.from(notes).toString(), notes);
      }),
      { numRuns: 20 },
    );
  });
});
