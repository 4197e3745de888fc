// A monorepo of the Azure SDK's size and style: 255 service directories, 770 packages, 20 MB of text. The same every time.
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const serviceDirectories = 255;
const packages = 770;
const words =
  "the client library sends a request to the service and returns a poller for long running operations which callers await with credentials from their environment before resources are created listed updated or deleted in a subscription".split(
    " ",
  );

/** Prose of about `bytes` characters that differs by `seed`. */
function prose(bytes, seed) {
  let text = "";
  for (let at = seed; text.length < bytes; at += 1) {
    text += `${words[(at * 7 + seed) % words.length]}${at % 14 === 13 ? ".\n" : " "}`;
    if (at % 120 === 119) text += "\n";
  }
  return text;
}

function readme(name, seed) {
  const section = (title, at) => `## ${title}\n\n${prose(1500, seed + at)}\n`;
  const example = `\`\`\`python\nfrom ${name.replaceAll("-", ".")} import Client\n\nclient = Client("https://contoso.example", credential)\nfor item in client.list():\n    print(item.name)\n\`\`\`\n`;
  return `# ${name} client library for Python\n\n[Source code](https://github.com/Azure/azure-sdk-for-python) | [Package (PyPI)](https://pypi.org/project/${name}/)\n\n${["Getting started", "Key concepts", "Examples", "Troubleshooting", "Next steps", "Contributing"].map(section).join(`\n${example}\n`)}`;
}

function changelog(version, seed) {
  let text = `# Release History\n\n## ${version} (2026-01-15)\n\n### Features Added\n\n- ${prose(200, seed)}\n\n### Bugs Fixed\n\n- ${prose(150, seed + 1)}\n\n`;
  for (let minor = 39; text.length < 15_000; minor -= 1) {
    const month = String(1 + (minor % 12)).padStart(2, "0");
    text += `## 1.${minor}.0 (20${String(10 + Math.floor(minor / 4)).padStart(2, "0")}-${month}-10)\n\n### Features Added\n\n- ${prose(250, seed + minor)}\n\n### Other Changes\n\n- ${prose(120, seed + minor)}\n\n`;
  }
  return text;
}

const setup = (name) => `#!/usr/bin/env python

# -------------------------------------------------------------------------
# Copyright (c) Microsoft Corporation. All rights reserved.
# Licensed under the MIT License. See License.txt in the project root for
# license information.
# --------------------------------------------------------------------------

import os
import re

from setuptools import setup, find_packages

# Change the PACKAGE_NAME only to change folder and different name
PACKAGE_NAME = "${name}"
PACKAGE_PPRINT_NAME = "${name} Client Library"

# a-b-c => a/b/c
package_folder_path = PACKAGE_NAME.replace("-", "/")

# Version extraction inspired from 'requests'
with open(os.path.join(package_folder_path, "_version.py"), "r") as fd:
    version = re.search(r'^VERSION\\s*=\\s*[\\'"]([^\\'"]*)[\\'"]', fd.read(), re.MULTILINE).group(1)

if not version:
    raise RuntimeError("Cannot find version information")

with open("README.md", encoding="utf-8") as f:
    readme = f.read()
with open("CHANGELOG.md", encoding="utf-8") as f:
    changelog = f.read()

setup(
    name=PACKAGE_NAME,
    version=version,
    description="Microsoft Azure {} for Python".format(PACKAGE_PPRINT_NAME),
    long_description=readme + "\\n\\n" + changelog,
    long_description_content_type="text/markdown",
    license="MIT License",
    author="Microsoft Corporation",
    author_email="azpysdkhelp@microsoft.com",
    url="https://github.com/Azure/azure-sdk-for-python/tree/main/sdk",
    keywords="azure, azure sdk",
    classifiers=[
        "Development Status :: 5 - Production/Stable",
        "Programming Language :: Python",
        "Programming Language :: Python :: 3 :: Only",
        "Programming Language :: Python :: 3",
        "Programming Language :: Python :: 3.9",
        "Programming Language :: Python :: 3.10",
        "Programming Language :: Python :: 3.11",
        "Programming Language :: Python :: 3.12",
        "License :: OSI Approved :: MIT License",
    ],
    zip_safe=False,
    packages=find_packages(
        exclude=[
            "tests",
            # Exclude packages that will be covered by PEP420 or nspkg
            "azure",
        ]
    ),
    include_package_data=True,
    package_data={
        "${name}": ["py.typed"],
    },
    python_requires=">=3.9",
    install_requires=[
        "azure-core>=1.30.0",
        "isodate>=0.6.1",
        "typing-extensions>=4.6.0",
    ],
    extras_require={"aio": ["aiohttp>=3.0"]},
)
`;

const pyproject = "[tool.azure-sdk-build]\npyright = false\nmypy = true\n";

function ciFile(service, names) {
  const entries = names.map((name) => `    - name: ${name}\n      safeName: ${name.replaceAll("-", "")}\n`);
  const paths = (indent) =>
    ["include", "exclude"].map((kind) => `${indent}${kind}:\n${indent}- sdk/${service}/\n`).join("");
  return `# NOTE: Please refer to https://aka.ms/azsdk/engsys/ci-yaml before editing this file.\n\ntrigger:\n  branches:\n    include:\n    - main\n    - hotfix/*\n    - release/*\n  paths:\n${paths("    ")}\npr:\n  branches:\n    include:\n    - main\n    - feature/*\n  paths:\n${paths("    ")}\nextends:\n  template: ../../eng/pipelines/templates/stages/archetype-sdk-client.yml\n  parameters:\n    ServiceDirectory: ${service}\n    TestProxy: true\n    Artifacts:\n${entries.join("")}`;
}

/** Writes the monorepo below `root`, unless it is there; gives the folder of its service directories. */
export function monorepo(root) {
  const done = join(root, "done-2");
  if (existsSync(done)) return join(root, "sdk");
  rmSync(root, { recursive: true, force: true });
  const write = (path, text) => {
    const file = join(root, "sdk", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  for (let at = 0; at < serviceDirectories; at += 1) {
    const service = `service${String(at).padStart(3, "0")}`;
    const own =
      Math.floor(((at + 1) * packages) / serviceDirectories) -
      Math.floor((at * packages) / serviceDirectories);
    const names = ["client", "mgmt", "data", "events"]
      .slice(0, own)
      .map((kind) => `azure-${kind}-${service}`);
    write(`${service}/ci.yml`, ciFile(service, names));
    for (const [position, name] of names.entries()) {
      const seed = at * 4 + position;
      const version = `1.${40 + (seed % 9)}.${seed % 3}`;
      const module = `${service}/${name}/${name.replaceAll("-", "/")}`;
      write(`${service}/${name}/setup.py`, setup(name));
      if (seed % 3 === 0) write(`${service}/${name}/pyproject.toml`, pyproject);
      write(
        `${service}/${name}/MANIFEST.in`,
        `include *.md\ninclude LICENSE\nrecursive-include tests *.py\ninclude ${name.replaceAll("-", "/")}/py.typed\n`,
      );
      write(`${service}/${name}/LICENSE`, prose(1000, 1));
      write(`${service}/${name}/README.md`, readme(name, seed));
      write(`${service}/${name}/CHANGELOG.md`, changelog(version, seed));
      write(`${module}/_version.py`, `# coding=utf-8\n\nVERSION = "${version}"\n`);
      write(
        `${module}/__init__.py`,
        `from ._client import Client\nfrom ._version import VERSION\n\n__version__ = VERSION\n__all__ = ["Client"]\n`,
      );
      write(`${module}/_client.py`, `class Client:\n    """${prose(300, seed)}"""\n`);
      write(`${module}/py.typed`, "");
    }
  }
  writeFileSync(done, "");
  return join(root, "sdk");
}
