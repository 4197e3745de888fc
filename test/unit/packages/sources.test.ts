import assert from "node:assert/strict";
import { combineSources } from "../../../src/packages/sources.ts";

const dataOf = (toml: string | null, script: string | null, config: string | null) =>
  combineSources({ toml, script, config })?.packageData;

describe("packages/sources: package data", () => {
  const cases: Record<string, [ReturnType<typeof dataOf>, ...(string | null)[]]> = {
    "nothing is said": [{ include: null, patterns: [], excluded: [] }, null, "setup()", null],
    "[project] includes it unless it is told otherwise": [
      { include: true, patterns: [], excluded: [] },
      '[project]\nname = "a"',
      null,
      null,
    ],
    "[project] beside a setup.py that says no": [
      { include: false, patterns: [], excluded: [] },
      '[project]\nname = "a"',
      "setup(include_package_data=False)",
      null,
    ],
    "[tool.setuptools] decides": [
      { include: false, patterns: ["py.typed"], excluded: ["*.c"] },
      '[project]\nname = "a"\n[tool.setuptools]\ninclude-package-data = false\n[tool.setuptools.package-data]\n"*" = ["py.typed"]\n[tool.setuptools.exclude-package-data]\na = ["*.c"]\n',
      'setup(include_package_data=True, package_data={"": ["x"]})',
      null,
    ],
    "a pyproject.toml that only names the back end": [
      { include: null, patterns: [], excluded: [] },
      '[build-system]\nrequires = ["setuptools"]',
      "setup()",
      null,
    ],
    "setup.cfg": [
      { include: true, patterns: ["py.typed", "*.txt", "x"], excluded: ["y"] },
      null,
      "setup()",
      "[options]\ninclude_package_data = True\n[options.package_data]\n* = py.typed, *.txt\na =\n  x\n[options.exclude_package_data]\n* = y\n",
    ],
    "setup.py before setup.cfg": [
      { include: true, patterns: ["a.txt"], excluded: [] },
      null,
      'setup(include_package_data=True, package_data={"a": ["a.txt"]})',
      "[options]\ninclude_package_data = False\n[options.package_data]\n* = b.txt\n",
    ],
  };
  for (const [title, [expected, toml = null, script = null, config = null]] of Object.entries(cases))
    it(title, () => assert.deepEqual(dataOf(toml, script, config), expected));
});
