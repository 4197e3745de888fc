/** Real sdists of the Azure SDK, of different years and styles, laid out as a service directory. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A file of an index, by its place below https://files.pythonhosted.org/packages/ and its hash. */
export interface RealSdist {
  readonly name: string;
  readonly version: string;
  /** The newest entry of its changelog, as it stands there; null without a changelog. */
  readonly newest: readonly [version: string, status: string | null] | null;
  readonly file: string;
  readonly sha256: string;
}

const sdist = (
  name: string,
  version: string,
  newest: RealSdist["newest"],
  file: string,
  sha256: string,
): RealSdist => ({ name, version, newest, file, sha256 });

export const realSdists: readonly RealSdist[] = [
  // 2017: a zip, setup.py that reads its version with a regular expression, HISTORY.rst.
  sdist(
    "azure-mgmt-cdn",
    "1.0.0",
    ["1.0.0", "2017-06-30"],
    "ac/7a/97a3de0d0d565b911f58cee57de7240be60743f2b59094e49ba9f4d79cdc/azure-mgmt-cdn-1.0.0.zip",
    "084d2c6032601aef59bf26c1f17fc0e3b5273dafb256af550d0f069c99ac58f6",
  ),
  // 2019: requirements by Python version, in extras with a marker.
  sdist(
    "azure-servicebus",
    "0.50.2",
    ["0.50.2", "2019-12-9"],
    "62/8f/d3b4d435323d4eb2234bde3e128073eccc1a5b86a74e3a8c87624c93155d/azure-servicebus-0.50.2.zip",
    "836649d510aa2b7467bc87d8dab18f2db917b63aa2fe8f3e5d0bb44011e465f5",
  ),
  sdist(
    "azure-cosmos",
    "4.0.0b6",
    ["4.0.0b6", null],
    "33/4f/fdc2deabe7f11ef6c20c0fc46cd773e69afb3c4bb8f03a0aa12b170489b9/azure-cosmos-4.0.0b6.zip",
    "cd50bebb22fa50f324720c2250f5cce1f4b8b5f6bcc2878ac4d1c53300b16e91",
  ),
  // 2020: a date that is not padded; generated code with versions of its own.
  sdist(
    "azure-storage-blob",
    "12.3.2",
    ["12.3.2", "2020-6-12"],
    "c0/70/b7f5a7a0e9f38b5f5afa0ccb60ae460edce8dc0a0d2b1a88a98f8b99fb95/azure-storage-blob-12.3.2.zip",
    "b99ce18c5063b22a988e6e997a491aab6c7c4dd62d1424b4e2b934e6ef104356",
  ),
  sdist(
    "azure-core-tracing-opentelemetry",
    "1.0.0b6",
    ["1.0.0b6", "2020-07-06"],
    "7f/3f/1225c10a7aeda8d9c9f4a6c2f217d4bafac83b36b89f84534458d8c64a43/azure-core-tracing-opentelemetry-1.0.0b6.zip",
    "88b8486c077ba76afc8b8132bafeca846ec681d6b136b4b81b7d33c8e9fa8883",
  ),
  // 2022 and 2023.
  sdist(
    "azure-identity",
    "1.12.0",
    ["1.12.0", "2022-11-08"],
    "fa/d7/a7402d68d1975d869ce3ba7b6e11983310c12ff8793f0ebf01cd7ca1f398/azure-identity-1.12.0.zip",
    "7f9b1ae7d97ea7af3f38dd09305e19ab81a1e16ab66ea186b6579d85c1ca2347",
  ),
  sdist(
    "azure-batch",
    "14.0.0",
    ["14.0.0", "2023-05-01"],
    "2a/30/ff110d2e3fd960fe29986c080bed49741f4f9549e5f28810c3c0d32a5a66/azure-batch-14.0.0.zip",
    "165b1e99b86f821024c4fae85fb34869d407aa0ebb0ca4b96fb26d859c26c934",
  ),
  sdist(
    "azure-mgmt-avs",
    "8.0.0",
    ["8.0.0", "2023-08-25"],
    "9e/d2/d73a14a6ca8f89bcea7a15fa6aad96361f43697febb68885e449bf808ef6/azure-mgmt-avs-8.0.0.tar.gz",
    "aadd8101befe55a2b92ea4396722aca7214a0ea8ff5dc198cb4b1d41ec1c898d",
  ),
  // 2025 and 2026: names by PEP 625, `[project]` with a dynamic version.
  sdist(
    "azure-eventhub",
    "5.15.1",
    ["5.15.1", "2025-11-11"],
    "20/bf/96eec5aa57cb08f1e84e1dfa3888e52dbba53e218596cdab5b61d795a1ae/azure_eventhub-5.15.1.tar.gz",
    "201de7b6e10b7517c594e529aa7d21c6887ac2a4757fc4850c991a3f640a02fb",
  ),
  sdist(
    "azure-ai-projects",
    "2.2.0",
    ["2.2.0", "2026-05-29"],
    "b9/d8/24342aea74fe75b0a8378b6eff665b9c1cb63f855c1a96f70a0095e474a2/azure_ai_projects-2.2.0.tar.gz",
    "58ee31bb031cfb004051145c545294bb0d32de679c670c312ef384845bd72cef",
  ),
  sdist(
    "azure-core",
    "1.41.0",
    ["1.41.0", "2026-05-07"],
    "a6/f3/b416179e408990df5db0d516283022dde0f5d0111d98c1a848e41853e81c/azure_core-1.41.0.tar.gz",
    "f46ff5dfcd230f25cf1c19e8a34b8dc08a337b2503e268bb600a16c00db8ad5a",
  ),
  sdist(
    "azure-keyvault-secrets",
    "4.12.0",
    ["4.12.0", "2026-10-27"],
    "39/24/ef81175436814f088cb1b9c4252f580f1c29e8ae1ca7d01cce7f9f6c3b7a/azure_keyvault_secrets-4.12.0.tar.gz",
    "435ea0abb5280baaad9553da7a19e73e1b581048783b852210352bfcb0316aff",
  ),
];

/**
 * A service directory `<root>/sdk/real` with the sources of all of them, each in a folder of its name, and a ci.yml that
 * lists them. Downloaded once and kept in the system's temporary folder.
 */
export async function realServiceDirectory(): Promise<string> {
  const key = createHash("sha256").update(JSON.stringify(realSdists)).digest("hex").slice(0, 16);
  const root = join(tmpdir(), `gatehouse-real-${key}`);
  const folder = join(root, "sdk/real");
  if (existsSync(root)) return folder;
  const making = mkdtempSync(join(tmpdir(), "gatehouse-real-"));
  const target = join(making, "sdk/real");
  mkdirSync(target, { recursive: true });
  await Promise.all(realSdists.map((one) => unpack(one, making, join(target, one.name))));
  const entries = realSdists.map(
    ({ name }) => `    - name: ${name}\n      safeName: ${name.replaceAll("-", "")}\n`,
  );
  const ci = `extends:\n  template: x.yml\n  parameters:\n    ServiceDirectory: real\n    Artifacts:\n${entries.join("")}`;
  writeFileSync(join(target, "ci.yml"), ci);
  try {
    renameSync(making, root);
  } catch {
    // Another process was first.
    rmSync(making, { recursive: true, force: true });
  }
  return folder;
}

async function unpack({ file, sha256 }: RealSdist, scratch: string, target: string): Promise<void> {
  const answer = await fetch(`https://files.pythonhosted.org/packages/${file}`);
  if (!answer.ok) throw new Error(`${file}: status ${answer.status}`);
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const found = createHash("sha256").update(bytes).digest("hex");
  if (found !== sha256) throw new Error(`${file} has SHA-256 ${found}`);
  const archive = join(scratch, file.split("/").at(-1) ?? "");
  writeFileSync(archive, bytes);
  const out = `${archive}.d`;
  const script = "import shutil,sys; shutil.unpack_archive(sys.argv[1], sys.argv[2])";
  const { status, stderr } = spawnSync("python3", ["-c", script, archive, out], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
  renameSync(join(out, readdirSync(out)[0] ?? ""), target);
}

/** Requirements that the sdist's own metadata lists, as the build back end wrote them, without markers. */
export function recordedRequirements(folder: string): string[] {
  const infos = readdirSync(folder).filter((name) => name.endsWith(".egg-info"));
  const requires = infos.map((name) => join(folder, name, "requires.txt")).find((path) => existsSync(path));
  if (requires === undefined) {
    const info = readFileSync(join(folder, "PKG-INFO"), "utf8").split("\n\n")[0] ?? "";
    return [...info.matchAll(/^Requires-Dist: (?!.*\bextra ==)([^;\r\n]+)/gm)].map(([, line = ""]) => line);
  }
  // Sections `[extra]` are left out; `[:marker]` are requirements with a marker.
  const sections = readFileSync(requires, "utf8").split(/^(?=\[)/m);
  return sections
    .filter((section) => !section.startsWith("[") || section.startsWith("[:"))
    .flatMap((section) => section.split("\n").filter((line) => line.trim() !== "" && !line.startsWith("[")));
}
