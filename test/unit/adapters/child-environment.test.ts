import assert from "node:assert/strict";
import fc from "fast-check";
import { childEnvironment } from "../../../src/adapters/child-environment.ts";

describe("the environment of a child", () => {
  it("has what programs need to run, in the spelling it was given", () => {
    const env = {
      PATH: "/bin",
      HOME: "/home/rosa",
      LC_ALL: "C",
      https_proxy: "http://proxy.example",
      SystemRoot: "C:\\Windows",
      PIP_INDEX_URL: "https://feed.example/simple/",
      UV_CACHE_DIR: "/cache",
      UV_DEFAULT_INDEX: "https://feed.example/other/",
    };
    assert.deepEqual(childEnvironment(env, true), env);
  });

  it("tells uv what pip was told, unless uv was told otherwise", () => {
    const pip = { PIP_INDEX_URL: "https://a.example/", PIP_EXTRA_INDEX_URL: "https://b.example/" };
    assert.deepEqual(childEnvironment(pip, true), {
      ...pip,
      UV_DEFAULT_INDEX: "https://a.example/",
      UV_INDEX: "https://b.example/",
    });
    const told = { ...pip, UV_INDEX_URL: "https://c.example/", UV_INDEX: "" };
    assert.deepEqual(childEnvironment(told, true), told);
  });

  it("says where packages come from only to what installs them", () => {
    const settings = { PIP_INDEX_URL: "https://user:secret@feed.example/simple/", UV_CACHE_DIR: "/cache" };
    assert.deepEqual(childEnvironment({ PATH: "/bin", ...settings }, false), { PATH: "/bin" });
  });

  const secrets = [
    "TWINE_USERNAME",
    "TWINE_PASSWORD",
    "TWINE_REPOSITORY_URL",
    "UV_PUBLISH_TOKEN",
    "UV_PUBLISH_USERNAME",
    "UV_PUBLISH_PASSWORD",
    "uv_publish_token",
    "UV_GITHUB_TOKEN",
    "PIP_FEED_TOKEN",
    "AZURE_DEVOPS_EXT_PAT",
    "SYSTEM_ACCESSTOKEN",
    "GITHUB_TOKEN",
    "NPM_TOKEN",
    "GATEHOUSE_DEBUG",
    "INPUT_SERVICEDIRECTORY",
    "ENDPOINT_AUTH_SYSTEMVSSCONNECTION",
    "SECRET_PASSWORD",
    "AWS_SECRET_ACCESS_KEY",
    "PYPIRC_PATH",
    "PYTHONPATH",
    "PYTHONSTARTUP",
    "NODE_OPTIONS",
    "LD_PRELOAD",
  ];
  for (const name of secrets) {
    it(`has no ${name}`, () =>
      assert.deepEqual(childEnvironment({ [name]: "x", PATH: "/bin" }, true), { PATH: "/bin" }));
  }

  it("has no token, of whatever name", () => {
    const prefix = fc.constantFrom("", "UV_", "PIP_", "LC_X_PIP_", "UV_INDEX_", "twine_", "Azure_");
    const end = fc.constantFrom("TOKEN", "_TOKEN", "_token", "_ACCESSTOKEN");
    fc.assert(
      fc.property(prefix, fc.stringMatching(/^[A-Za-z_]{0,8}$/), end, (first, middle, last) => {
        const name = `${first}${middle}${last}`;
        fc.pre(!/^lc_/i.test(name));
        assert.deepEqual(childEnvironment({ [name]: "secret" }, true), {});
      }),
    );
  });

  it("has what is added, above all", () => {
    assert.deepEqual(
      childEnvironment({ HOME: "/home/rosa", PATH: undefined }, false, { HOME: "/tmp/x", NO_COLOR: "1" }),
      {
        HOME: "/tmp/x",
        NO_COLOR: "1",
      },
    );
  });
});
