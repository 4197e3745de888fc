// All 770 packages of the simulated monorepo in one service directory, the largest that there could be; of sizes that differ by a hundred.
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { monorepo } from "../validate/monorepo.mjs";

/** Bytes of the module that the package in that place of the list has besides: 2 KB to 200 KB. */
const generatedBytes = (at, packages) => Math.round(2048 * 100 ** (((at * 337) % packages) / packages));

/** As the Azure SDK's packages begin: several distributions share these. */
const namespace = '__path__ = __import__("pkgutil").extend_path(__path__, __name__)\n';

/** Makes it below `root`, unless it is there; gives the service directory and the packages in the order of its list. */
export function fleet(root) {
  const service = join(root, "repository/sdk/fleet");
  const namesOf = () =>
    readdirSync(service)
      .filter((name) => name.startsWith("azure-"))
      .toSorted();
  if (existsSync(join(root, "done-2"))) return { service, names: namesOf() };
  rmSync(root, { recursive: true, force: true });
  const source = monorepo(join(root, "source"));
  mkdirSync(service, { recursive: true });
  for (const directory of readdirSync(source))
    for (const name of readdirSync(join(source, directory)).filter((entry) => entry !== "ci.yml"))
      renameSync(join(source, directory, name), join(service, name));
  const names = namesOf();
  for (const [at, name] of names.entries()) {
    const line = `VALUE_${String(at).padStart(4, "0")} = "a line of what a generator wrote"\n`;
    const text = line.repeat(Math.ceil(generatedBytes(at, names.length) / line.length));
    const [azure, kind] = name.split("-");
    writeFileSync(join(service, name, name.replaceAll("-", "/"), "_generated.py"), text);
    for (const folder of [azure, `${azure}/${kind}`])
      writeFileSync(join(service, name, folder, "__init__.py"), namespace);
    appendFileSync(join(service, name, "MANIFEST.in"), "include azure/__init__.py\n");
  }
  const entries = names.map(
    (name) => `      - name: ${name}\n        safeName: ${name.replaceAll("-", "")}\n`,
  );
  const head =
    "extends:\n  template: /templates/release.yml@gatehouse\n  parameters:\n    ServiceDirectory: fleet\n    Artifacts:\n";
  writeFileSync(join(service, "ci.yml"), head + entries.join(""));
  writeFileSync(join(root, "done-2"), "");
  return { service, names };
}
