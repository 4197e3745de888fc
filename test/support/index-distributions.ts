/** Small distributions for tests, and artifacts in the record that they belong to. */
import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { nodeFiles } from "../../src/adapters/files.ts";
import { digestOf } from "../../src/release/digest.ts";
import { normalizeName } from "../../src/release/name.ts";
import type { Approved } from "../../src/release/stages.ts";

export interface TestPackage {
  readonly name: string;
  readonly version: string;
  readonly requires?: readonly string[];
  /** Metadata in place of the right one. */
  readonly metadata?: string;
  /** What makes the bytes differ. */
  readonly salt?: string;
}

/** Python's own zipfile and tarfile, so that the archives are not of our making. */
const script = `
import base64, hashlib, io, json, sys, tarfile, zipfile
folder, stem, version, module, metadata, salt = json.loads(sys.argv[1])
info = f"{stem}-{version}.dist-info"
files = {
    f"{module}.py": f"value = {salt!r}\\n",
    f"{info}/METADATA": metadata,
    f"{info}/WHEEL": "Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
    f"{info}/licenses/LICENSE": "MIT\\n",
}
def row(name, text):
    hashed = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
    return f"{name},sha256={hashed},{len(text.encode())}\\n"
with zipfile.ZipFile(f"{folder}/{stem}-{version}-py3-none-any.whl", "w", zipfile.ZIP_DEFLATED) as wheel:
    for name, text in files.items():
        wheel.writestr(name, text)
    wheel.writestr(f"{info}/RECORD", "".join(row(*file) for file in files.items()) + f"{info}/RECORD,,\\n")
with tarfile.open(f"{folder}/{stem}-{version}.tar.gz", "w:gz") as sdist:
    for name, text in [(f"{module}.py", f"value = {salt!r}\\n"), ("PKG-INFO", metadata), ("LICENSE", "MIT\\n")]:
        data = text.encode()
        member = tarfile.TarInfo(f"{stem}-{version}/{name}")
        member.size = len(data)
        sdist.addfile(member, io.BytesIO(data))
`;

/** Makes a wheel and an sdist in `<parent>/<name>/` and approves them. */
export async function approvedArtifact(parent: string, wanted: TestPackage): Promise<Approved> {
  const { name, version, requires = [], salt = "" } = wanted;
  const folder = join(parent, name);
  const stem = normalizeName(name).replaceAll("-", "_");
  const metadata = wanted.metadata ?? metadataText(wanted);
  await mkdir(folder, { recursive: true });
  const args = JSON.stringify([folder, stem, version, stem, metadata, salt]);
  await promisify(execFile)("python3", ["-c", script, args]);
  const described = [
    { name: `${stem}-${version}.tar.gz`, kind: "sdist" as const },
    { name: `${stem}-${version}-py3-none-any.whl`, kind: "wheel" as const },
  ];
  const files = await Promise.all(
    described.map(async (file) => ({ ...file, ...(await nodeFiles.digests(join(folder, file.name))) })),
  );
  const project = normalizeName(name);
  const digest = await digestOf({ name: project, version, files });
  const safeName = stem;
  const approval = {
    schema: "gatehouse/approve@1" as const,
    name,
    version,
    digest,
    decision: "approved" as const,
    index: null,
    by: "tester",
    at: "2026-11-01T00:00:00.000Z",
    comment: "",
  };
  return {
    name,
    safeName,
    package: project,
    version,
    path: null,
    chosen: true,
    release: true,
    released: false,
    reason: "",
    previous: null,
    dependsOn: [],
    findings: [],
    digest,
    files,
    requiresDist: [...requires],
    changelog: null,
    changes: null,
    tests: { outcome: "passed", runs: [] },
    approval,
  };
}

/** Metadata as a current back end writes it. */
export function metadataText({ name, version, requires = [] }: TestPackage): string {
  return [
    "Metadata-Version: 2.4",
    `Name: ${name}`,
    `Version: ${version}`,
    "Summary: Küche and 厨房",
    "Requires-Python: >=3.9",
    "Classifier: Programming Language :: Python :: 3",
    "Classifier: Operating System :: OS Independent",
    "Project-URL: Homepage, https://example.com/home",
    "License-Expression: MIT",
    "License-File: LICENSE",
    "Description-Content-Type: text/markdown",
    ...requires.map((requirement) => `Requires-Dist: ${requirement}`),
    "",
    "# Readme",
    "",
    "With a blank line, and -- dashes.",
    "",
  ].join("\n");
}
