import assert from "node:assert/strict";
import { causeOf } from "../../../src/publish/cause.ts";
import { secretForms, withoutSecrets } from "../../../src/publish/secrets.ts";
import { verdictOf } from "../../../src/publish/verdict.ts";

const verdict = (status: number, text = "") => verdictOf({ status, headers: {}, text });
const pypi = (status: number, cause: string) =>
  verdict(status, JSON.stringify({ code: `${status} ${cause}`, message: "It failed." }));

describe("verdictOf", () => {
  for (const [what, found, kind] of [
    ["PyPI's 200", verdict(200), "stored"],
    ["Gitea's 201", verdict(201), "stored"],
    ["Azure Artifacts' 202", verdict(202), "stored"],
    [
      "PyPI's other bytes",
      pypi(400, "File already exists ('demo-1.0.tar.gz', with blake2_256 hash '00')."),
      "exists",
    ],
    ["pypiserver's duplicate", verdict(409, "<pre>Package 'x' already exists!</pre>"), "exists"],
    [
      "GitLab's duplicate",
      verdict(400, '{"message":"Validation failed: File name has already been taken"}'),
      "exists",
    ],
    ["Nexus' duplicate", verdict(400, "Repository does not allow updating assets"), "exists"],
    [
      "Artifactory's duplicate",
      verdict(403, "Not enough permissions to delete/overwrite artifact 'x'"),
      "exists",
    ],
    [
      "a name taken at the same time",
      pypi(409, "The name 'demo' conflicts with an existing project."),
      "unclear",
    ],
    ["a bad gateway", verdict(502, "<html>Bad gateway</html>"), "unclear"],
    ["a time-out", verdict(408), "unclear"],
    ["too many requests", verdict(429, "slow down"), "unclear"],
    ["too many new projects", pypi(429, "Too many new projects created"), "refused"],
    [
      "a spent name",
      pypi(400, "This filename was previously used by a file that has since been deleted."),
      "refused",
    ],
    ["a wrong token", pypi(403, "Invalid or non-existent authentication information."), "refused"],
    ["a read-only index", pypi(403, "Read-only mode: Uploads are temporarily disabled."), "later"],
    ["a redirect", verdict(308), "refused"],
    ["the simple address", verdict(405), "refused"],
    ["nobody", verdict(401), "refused"],
    ["anything else", verdict(418, "teapot"), "refused"],
  ] as const) {
    it(`takes ${what} for ${kind}`, () => assert.equal(found.kind, kind));
  }

  it("says what to do", () => {
    const wrong = pypi(403, "Invalid or non-existent authentication information.");
    assert.ok(wrong.kind === "refused" && wrong.action.includes("__token__"));
    const scoped = pypi(403, "Invalid API Token: project-scoped token is not valid for project: 'demo'");
    assert.ok(scoped.kind === "refused" && scoped.action.includes("another project"));
  });
});

describe("causeOf", () => {
  it("gives one harmless line", () => {
    const page =
      "<html><style>p { color: red }</style><h1>Error</h1>\n<p>It&#039;s ##vso[task.complete]\r\n</p></html>";
    assert.equal(causeOf({ status: 400, text: page }), "400 Error It's # #vso[task.complete]");
    assert.equal(causeOf({ status: 500, text: "" }), "500");
    assert.equal(
      causeOf({ status: 400, text: '{"code":"400 Bad name","message":"Bad name"}' }),
      "400 Bad name",
    );
    assert.ok(causeOf({ status: 400, text: "x".repeat(100_000) }).length < 600);
  });

  it("keeps a careless server's echo out of our errors", () => {
    const credentials = { username: "u", password: "pypi-secret" };
    const echo = `pypi-secret ${Buffer.from("u:pypi-secret").toString("base64")}`;
    assert.equal(withoutSecrets(echo, new Set(secretForms(credentials))), "*** ***");
  });
});
