// Makes what is published: `node --import=tsx prepare.mjs <folder>`. Prints the Python that has twine.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { nodeFiles } from "../../src/adapters/files.ts";
import { digestOf } from "../../src/release/digest.ts";
import { writeApproveSlice, writeRecord } from "../../src/release/record-folder.ts";
import { approvedArtifact } from "../../test/support/index-distributions.ts";
import { pythonWith } from "../../test/support/python-environment.ts";

const [folder] = process.argv.slice(2);

/** A wheel of so many megabytes, stored as they are. */
const inflate = `
import os, sys, zipfile
with zipfile.ZipFile(sys.argv[1], "a", zipfile.ZIP_STORED) as wheel, wheel.open("big/data.bin", "w") as member:
    for _ in range(int(sys.argv[2])): member.write(os.urandom(1 << 20))
`;

async function make(name, packages, megabytes = 0) {
  const out = `${folder}/${name}`;
  if (existsSync(`${out}/release.json`)) return;
  const artifacts = [];
  for (const one of packages) {
    const { approval, ...made } = await approvedArtifact(out, {
      name: one,
      version: "1.0",
      salt: one.repeat(300),
    });
    let artifact = made;
    if (megabytes > 0) {
      const wheel = made.files.find(({ kind }) => kind === "wheel");
      execFileSync("python3", ["-c", inflate, `${out}/${one}/${wheel.name}`, String(megabytes)]);
      const digests = await nodeFiles.digests(`${out}/${one}/${wheel.name}`);
      await nodeFiles.remove(`${out}/${one}/${made.files.find(({ kind }) => kind === "sdist").name}`);
      const files = [{ ...wheel, ...digests }];
      artifact = { ...made, files, digest: await digestOf({ name: made.package, version: "1.0", files }) };
    }
    artifacts.push(artifact);
    await writeApproveSlice(nodeFiles, out, artifact.safeName, { ...approval, digest: artifact.digest });
  }
  await writeRecord(nodeFiles, out, {
    schema: "gatehouse/record@1",
    commit: "0".repeat(40),
    dirty: false,
    serviceDirectory: "sdk/bench",
    index: null,
    simpleUrl: null,
    artifacts,
  });
}

await make(
  "many",
  Array.from({ length: 10 }, (_, at) => `bench-package${String.fromCharCode(97 + at)}`),
);
for (const megabytes of [10, 100, 1024]) await make(`big${megabytes}`, [`bench-big${megabytes}`], megabytes);
console.log(await pythonWith("test/support/python/twine.txt"));
console.log(await pythonWith("python/uv.txt"));
