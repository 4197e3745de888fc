import assert from "node:assert/strict";
import { GatehouseError } from "../../../src/errors.ts";
import { resolveIndex } from "../../../src/index/address.ts";
import { parsePypirc } from "../../../src/index/pypirc.ts";

const resolve = (name: string, simpleUrl: string | null = null, pypirc = "") =>
  resolveIndex(name, { simpleUrl, sections: parsePypirc(pypirc) });

describe("resolveIndex", () => {
  it("knows PyPI and TestPyPI", () => {
    const pypi = {
      upload: "https://upload.pypi.org/legacy/",
      simple: "https://pypi.org/simple/",
      json: "https://pypi.org/pypi",
    };
    assert.deepEqual(resolve("pypi"), { name: "pypi", ...pypi });
    assert.equal(resolve("testpypi").json, "https://test.pypi.org/pypi");
    assert.deepEqual(resolve("https://upload.pypi.org/legacy"), {
      name: "https://upload.pypi.org/legacy",
      ...pypi,
    });
    assert.equal(resolve("https://test.pypi.org/legacy/").simple, "https://test.pypi.org/simple/");
  });

  it("reads elsewhere when told so, and then has no JSON to ask", () => {
    const mirrored = resolve("pypi", "https://mirror.example/simple");
    assert.deepEqual([mirrored.simple, mirrored.json], ["https://mirror.example/simple/", null]);
  });

  for (const [upload, simple] of [
    [
      "https://pkgs.dev.azure.com/o/p/_packaging/f/pypi/upload/",
      "https://pkgs.dev.azure.com/o/p/_packaging/f/pypi/simple/",
    ],
    [
      "https://pkgs.dev.azure.com/o/p/_packaging/f/pypi/upload",
      "https://pkgs.dev.azure.com/o/p/_packaging/f/pypi/simple/",
    ],
    ["https://index.example", "https://index.example/simple/"],
    ["http://localhost:8080/", "http://localhost:8080/simple/"],
    ["http://127.0.0.1:8080", "http://127.0.0.1:8080/simple/"],
    ["http://[::1]:8080", "http://[::1]:8080/simple/"],
  ] as const) {
    it(`infers where ${upload} is read`, () => {
      assert.equal(resolve(upload).simple, simple);
    });
  }

  it("takes a section of .pypirc, and corrects a missing slash", () => {
    const text = "[corp]\nrepository: https://corp.example/legacy\n";
    const index = resolve("corp", "https://corp.example/simple", text);
    assert.deepEqual(index, {
      name: "corp",
      upload: "https://corp.example/legacy/",
      simple: "https://corp.example/simple/",
      json: null,
    });
  });

  for (const [name, code] of [
    ["corp", "index-unknown"],
    ["local", "index-unknown"],
    ["http://index.example/", "index-address"],
    ["http://127.0.0.1.example/", "index-address"],
    ["https://user:hunter2@index.example/", "index-address"],
    ["https://index.example/root/dev/", "index-address"],
    ["https://index.example/upload/?token=1", "index-address"],
    ["ftp://index.example/", "index-unknown"],
    ["https://", "index-address"],
  ] as const) {
    it(`refuses ${name}`, () => {
      assert.throws(
        () => resolve(name),
        (error) =>
          error instanceof GatehouseError && error.code === code && !error.message.includes("hunter2"),
      );
    });
  }
});

describe("parsePypirc", () => {
  it("reads what twine reads, with every character of a password", () => {
    const text = [
      "# comment",
      "[distutils]",
      "index-servers =",
      "    pypi",
      "    corp",
      "[pypi]",
      "  username = __token__",
      "  password = pypi-a%b#c;d=e:f",
      "",
      "[corp]",
      "Repository: https://corp.example/upload/",
      "username:me",
      'password="quoted" ; no comment',
      "nonsense",
    ].join("\r\n");
    assert.deepEqual(parsePypirc(text), [
      { name: "pypi", repository: null, username: "__token__", password: "pypi-a%b#c;d=e:f" },
      {
        name: "corp",
        repository: "https://corp.example/upload/",
        username: "me",
        password: '"quoted" ; no comment',
      },
    ]);
  });
});
