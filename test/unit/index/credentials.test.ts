import assert from "node:assert/strict";
import { findCredentials } from "../../../src/adapters/credentials.ts";
import { GatehouseError } from "../../../src/errors.ts";
import { resolveIndex } from "../../../src/index/address.ts";

const pypi = resolveIndex("pypi", { simpleUrl: null, sections: [] });
const corp = {
  name: "corp",
  upload: "https://corp.example/upload/",
  simple: "https://corp.example/simple/",
  json: null,
};

describe("findCredentials", () => {
  it("takes twine's, then uv's, then .pypirc", () => {
    const pypirc = "[pypi]\nusername = __token__\npassword = pypi-file\n";
    const twine = { TWINE_USERNAME: "me", TWINE_PASSWORD: "one" };
    const uv = { UV_PUBLISH_USERNAME: "you", UV_PUBLISH_PASSWORD: "two" };
    assert.deepEqual(findCredentials(pypi, { ...twine, ...uv }, pypirc), { username: "me", password: "one" });
    assert.deepEqual(findCredentials(pypi, uv, pypirc), { username: "you", password: "two" });
    assert.equal(findCredentials(pypi, { UV_PUBLISH_TOKEN: "tok", ...uv }, null).password, "tok");
    assert.equal(findCredentials(pypi, {}, pypirc).password, "pypi-file");
  });

  it("sends a PyPI token as __token__, whatever the scheme says", () => {
    const env = { TWINE_USERNAME: "build", TWINE_PASSWORD: "pypi-AgEI\n" };
    assert.deepEqual(findCredentials(pypi, env, null), { username: "__token__", password: "pypi-AgEI" });
    assert.equal(findCredentials(pypi, { TWINE_PASSWORD: "pypi-x" }, null).username, "__token__");
  });

  it("finds a section by its address, and uses none that is for another server", () => {
    const other = "[feed]\nrepository = https://corp.example/upload\nusername = a\npassword = b;c#d%\n";
    assert.deepEqual(findCredentials(corp, {}, other), { username: "a", password: "b;c#d%" });
    const foreign = "[corp]\nrepository = https://evil.example/upload/\nusername = a\npassword = b\n";
    assert.throws(
      () => findCredentials(corp, {}, foreign),
      (error) => error instanceof GatehouseError && error.code === "credentials-missing",
    );
  });

  it("shows the local index no password", () => {
    const local = {
      name: "local",
      upload: "http://127.0.0.1:1/",
      simple: "http://127.0.0.1:1/simple/",
      json: null,
    };
    assert.notEqual(findCredentials(local, { TWINE_PASSWORD: "pypi-x" }, null).password, "pypi-x");
  });
});
