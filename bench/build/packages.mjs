// Twelve small packages in the Azure SDK's style, in a git repository of their own.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const names = [
  "alpha",
  "beta",
  "gamma",
  "delta",
  "epsilon",
  "zeta",
  "eta",
  "theta",
  "iota",
  "kappa",
  "lambda",
  "mu",
];

function setup(name) {
  return `from setuptools import find_packages, setup

setup(
    name="contoso-${name}",
    version="1.0.0",
    description="Contoso ${name}",
    long_description=open("README.md").read(),
    long_description_content_type="text/markdown",
    author="Contoso",
    license="MIT",
    packages=find_packages(exclude=["tests", "tests.*"]),
    python_requires=">=3.9",
    install_requires=["requests>=2.20"],
)
`;
}

/** Makes them below `folder` unless they are there; returns the service directory. */
export function packages(folder) {
  const service = join(folder, "sdk/contoso");
  if (existsSync(join(folder, ".git"))) return { service, names: names.map((name) => `contoso-${name}`) };
  rmSync(folder, { recursive: true, force: true });
  const write = (path, text) => {
    mkdirSync(join(service, path, ".."), { recursive: true });
    writeFileSync(join(service, path), text);
  };
  for (const name of names) {
    const at = `contoso-${name}`;
    write(
      `${at}/pyproject.toml`,
      '[build-system]\nrequires = ["setuptools>=77"]\nbuild-backend = "setuptools.build_meta"\n',
    );
    write(`${at}/setup.py`, setup(name));
    write(`${at}/README.md`, `# Contoso ${name}\n\n${"Words about it. ".repeat(200)}\n`);
    write(
      `${at}/CHANGELOG.md`,
      "# Release History\n\n## 1.0.0 (2026-11-01)\n\n### Features Added\n\n- First release.\n",
    );
    write(`${at}/contoso_${name}/__init__.py`, '"""Contoso."""\n');
    for (const module of ["client", "models", "operations", "_version"])
      write(`${at}/contoso_${name}/${module}.py`, `VALUE = "${module}"\n`.repeat(100));
  }
  const artifacts = names
    .map((name) => `      - name: contoso-${name}\n        safeName: contoso${name}\n`)
    .join("");
  write(
    "ci.yml",
    `extends:\n  template: release.yml\n  parameters:\n    ServiceDirectory: contoso\n    Artifacts:\n${artifacts}`,
  );
  const git = (...args) => spawnSync("git", args, { cwd: folder, stdio: "ignore" });
  git("init", "--quiet");
  git("add", "--all");
  git(
    "-c",
    "user.name=Bench",
    "-c",
    "user.email=bench@contoso.example",
    "commit",
    "--quiet",
    "--message",
    "Packages",
  );
  return { service, names: names.map((name) => `contoso-${name}`) };
}
