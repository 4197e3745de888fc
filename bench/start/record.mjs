// A record of one artifact whose files hold their own names.
import { createHash } from "node:crypto";

const sha256 = (text) => createHash("sha256").update(text).digest("hex");

export function record() {
  const names = ["contoso_core-1.2.0-py3-none-any.whl", "contoso_core-1.2.0.tar.gz"];
  const files = names.map((name) => ({
    name,
    kind: name.endsWith(".whl") ? "wheel" : "sdist",
    sha256: sha256(name),
    md5: createHash("md5").update(name).digest("hex"),
    // The gate compares SHA-256 alone.
    blake2b256: sha256(name),
    size: name.length,
  }));
  const lines = [
    "gatehouse-digest-1",
    "contoso-core",
    "1.2.0",
    ...files.map((f) => `${f.sha256}  ${f.name}`),
  ];
  const artifact = {
    name: "contoso-core",
    safeName: "contosocore",
    package: "contoso-core",
    version: "1.2.0",
    path: "sdk/contoso/contoso-core",
    chosen: true,
    release: true,
    released: false,
    reason: "1.2.0 is not on the index",
    previous: null,
    dependsOn: [],
    findings: [],
    digest: sha256(lines.map((line) => `${line}\n`).join("")),
    files,
    requiresDist: [],
    changelog: null,
    changes: null,
    tests: { outcome: "passed", runs: [] },
  };
  const origin = {
    commit: null,
    dirty: false,
    serviceDirectory: "sdk/contoso",
    index: null,
    simpleUrl: null,
  };
  const document = JSON.stringify({ schema: "gatehouse/record@1", ...origin, artifacts: [artifact] });
  return { document, names };
}
