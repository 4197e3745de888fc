/** Packages of every kind of build back end, as files; and a service directory of them. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** Paths within the package, and their texts. */
export type Sources = Readonly<Record<string, string>>;

const system = (requires: string, backend: string) =>
  `[build-system]\nrequires = ["${requires}"]\nbuild-backend = "${backend}"\n`;
const project = (name: string, more = 'version = "1.2.0"\n') =>
  `[project]\nname = "${name}"\nrequires-python = ">=3.9"\ndescription = "One of Contoso"\n${more}`;

/** One package for each; all are version 1.2.0, and have one module that says so. */
export const backEndPackages: Readonly<Record<string, Sources>> = {
  "contoso-setuptools": {
    "pyproject.toml": system("setuptools>=77", "setuptools.build_meta") + project("contoso-setuptools"),
    "contoso_setuptools/__init__.py": 'VERSION = "1.2.0"\n',
  },
  "contoso-cfg": {
    "setup.cfg":
      "[metadata]\nname = contoso-cfg\nversion = attr: contoso_cfg.VERSION\n[options]\npackages = find:\n",
    "setup.py": "from setuptools import setup\nsetup()\n",
    "contoso_cfg/__init__.py": 'VERSION = "1.2.0"\n',
  },
  "contoso-setup-py": {
    "setup.py": `import os, re
from setuptools import find_packages, setup
with open(os.path.join("contoso", "setup_py", "_version.py")) as file:
    version = re.search(r'VERSION = "(.+)"', file.read()).group(1)
setup(name="contoso-setup-py", version=version, packages=find_packages(exclude=["contoso", "tests"]), python_requires=">=3.9")
`,
    "contoso/__init__.py": "__path__ = __import__('pkgutil').extend_path(__path__, __name__)\n",
    "contoso/setup_py/__init__.py": "",
    "contoso/setup_py/_version.py": 'VERSION = "1.2.0"\n',
  },
  "contoso-hatchling": {
    "pyproject.toml": system("hatchling", "hatchling.build") + project("contoso-hatchling"),
    "contoso_hatchling/__init__.py": "",
  },
  "contoso-flit": {
    "pyproject.toml": system("flit_core>=3.11,<4", "flit_core.buildapi") + project("contoso-flit"),
    "contoso_flit/__init__.py": "",
  },
  "contoso-poetry": {
    "pyproject.toml": system("poetry-core>=2", "poetry.core.masonry.api") + project("contoso-poetry"),
    "contoso_poetry/__init__.py": "",
  },
  "contoso-uv": {
    "pyproject.toml": system("uv_build>=0.9", "uv_build") + project("contoso-uv"),
    "src/contoso_uv/__init__.py": "",
  },
  // A back end of its own, which asks for a requirement when it is called.
  "contoso-own": {
    "pyproject.toml":
      '[build-system]\nrequires = []\nbuild-backend = "own"\nbackend-path = ["tools"]\n' +
      project("contoso-own") +
      '[tool.flit.sdist]\ninclude = ["tools/"]\n',
    "tools/own.py": `import os
def get_requires_for_build_sdist(config_settings=None): return ["flit_core>=3.11"]
def get_requires_for_build_wheel(config_settings=None): return ["flit_core>=3.11"]
def build_sdist(folder, config_settings=None):
    from flit_core import buildapi
    return buildapi.build_sdist(folder)
def build_wheel(folder, config_settings=None, metadata=None):
    from flit_core import buildapi
    return buildapi.build_wheel(folder)
`,
    "contoso_own/__init__.py": "",
  },
};

/** A package whose setup.py is this. */
export function setupPy(name: string, code: string): Sources {
  const module = name.replaceAll("-", "_");
  return {
    "pyproject.toml": system("setuptools>=77", "setuptools.build_meta"),
    "setup.py": `from setuptools import setup\n${code}\nsetup(name="${name}", version="1.2.0", packages=["${module}"], python_requires=">=3.9")\n`,
    [`${module}/__init__.py`]: "",
  };
}

/** Writes packages as `<folder>/<name>`, with what all have in common, and the ci.yml that lists them. */
export function writeServiceDirectory(folder: string, packages: Readonly<Record<string, Sources>>): void {
  const common: Sources = {
    "README.md": "# Contoso\n\nWhat it does.\n",
    "CHANGELOG.md": "# Release History\n\n## 1.2.0 (2026-11-01)\n\n### Features Added\n\n- More.\n",
  };
  const entries = Object.keys(packages).map(
    (name) => `      - name: ${name}\n        safeName: ${name.replaceAll("-", "")}\n`,
  );
  const ci = `extends:\n  template: release.yml\n  parameters:\n    Artifacts:\n${entries.join("")}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "ci.yml"), ci);
  for (const [name, sources] of Object.entries(packages)) {
    for (const [path, text] of Object.entries({ ...common, ...sources })) {
      mkdirSync(dirname(join(folder, name, path)), { recursive: true });
      writeFileSync(join(folder, name, path), text);
    }
  }
}
