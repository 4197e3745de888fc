import assert from "node:assert/strict";
import { findVersionCopies } from "../../../src/packages/version-copies.ts";
import { memoryFiles } from "../../support/memory-files.ts";

const folder = { folder: "/p", path: "sdk/p" };
const at = (path: string) => ({ path: `sdk/p/${path}`, line: 3 });

async function copies(contents: Record<string, string>, versionAt = at("pyproject.toml")): Promise<string[]> {
  const found = await findVersionCopies(memoryFiles(contents), folder, versionAt);
  return found.map(({ value, at: place }) => `${value} ${place.path}:${place.line}`);
}

describe("packages/version-copies", () => {
  it("are what the own module says", async () => {
    const contents = {
      "/p/contoso/core/_version.py": '# x\n\nVERSION = "1.0.9"\n',
      "/p/contoso/core/__init__.py": "from ._version import VERSION\n\n__version__ = VERSION\n",
      "/p/contoso/core/_client.py": "",
    };
    assert.deepEqual(await copies(contents), ["1.0.9 sdk/p/contoso/core/_version.py:3"]);
    assert.deepEqual(await copies(contents, at("contoso/core/_version.py")), []);
  });

  it("are a text of __init__.py too", async () => {
    const contents = {
      "/p/src/contoso/__init__.py": '"""X."""\n__version__ = "2.0"\n',
      "/p/src/contoso/a.py": "",
    };
    assert.deepEqual(await copies(contents), ["2.0 sdk/p/src/contoso/__init__.py:2"]);
  });

  it("are not what generated or vendored code, tests and other modules say", async () => {
    const contents = {
      "/p/azure/mgmt/x/__init__.py": "",
      "/p/azure/mgmt/x/_client.py": "",
      "/p/azure/mgmt/x/_generated/_version.py": 'VERSION = "9"',
      "/p/azure/mgmt/x/v2020_01_01/_version.py": 'VERSION = "8"',
      "/p/tests/_version.py": 'VERSION = "7"',
    };
    assert.deepEqual(await copies(contents), []);
    assert.deepEqual(await copies({ "/p/a/_version.py": 'VERSION = "1"', "/p/b/_version.py": "" }), []);
  });

  it("are not what only running code would say", async () => {
    const contents = { "/p/contoso/_version.py": "import x\nVERSION = x.version()\n__version__: str\n" };
    assert.deepEqual(await copies(contents), []);
  });
});
