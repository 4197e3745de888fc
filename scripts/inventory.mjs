// What others made in the extension: dist/sbom.cdx.json (CycloneDX) and dist/THIRD-PARTY-NOTICES.txt, of what the bundler took.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { root } from "./prepare.mjs";

/** The folders of the packages that anything in these bundles is from. */
export function packagesIn(metafiles) {
  const inputs = metafiles
    .flatMap(({ outputs }) => Object.values(outputs))
    .flatMap((output) => Object.entries(output.inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  const folders = inputs.map(([path]) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]);
  return [...new Set(folders.filter((folder) => folder !== undefined))].toSorted((a, b) => (a < b ? -1 : 1));
}

/** npm's own bill of materials, of what is bundled only, and without what changes from one making to the next. */
function billOfMaterials(identities) {
  // Of all: with --omit=dev it leaves out what a tool for working on it needs as well.
  const args = ["sbom", "--sbom-format=cyclonedx", "--sbom-type=application"];
  const bill = JSON.parse(
    execFileSync("npm", args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
  );
  const { $schema, bomFormat, specVersion, version, metadata, components, dependencies } = bill;
  const { lifecycles, tools, component } = metadata;
  const isIn = (ref) => identities.has(ref);
  const lost = [...identities].filter((ref) => !components.some((one) => one["bom-ref"] === ref));
  if (lost.length > 0) throw new Error(`bundled, but not known to npm: ${lost.join(", ")}`);
  return {
    $schema,
    bomFormat,
    specVersion,
    version,
    // npm names it after the folder that the clone lies in.
    metadata: { lifecycles, tools, component: { ...component, name: "gatehouse" } },
    components: components.filter((one) => isIn(one["bom-ref"])),
    dependencies: dependencies
      .filter(({ ref }) => isIn(ref) || ref === component["bom-ref"])
      .map(({ ref, dependsOn }) => ({ ref, dependsOn: dependsOn.filter(isIn) })),
  };
}

const isNotice = (name) => /^(?:licen[cs]e|copying|notice|third-?party-?notices?)\b/i.test(name);

/** One package's notice: who it is, its licence, and the texts that it brings along. */
function notice(folder) {
  const { name, version, license, licenses, author, repository } = readPackage(folder);
  const texts = readdirSync(`${root}${folder}`, { withFileTypes: true })
    .filter((entry) => entry.isFile() && isNotice(entry.name))
    .map((entry) => readFileSync(`${root}${folder}/${entry.name}`, "utf8").trim());
  const origin = repository?.url ?? repository;
  const by = author?.name ?? author;
  const head = [`${name} ${version}`, license ?? licenses?.[0]?.type, origin, by && `by ${by}`];
  return [head.filter((line) => typeof line === "string").join("\n"), ...texts].join("\n\n");
}

function readPackage(folder) {
  return JSON.parse(readFileSync(`${root}${folder}/package.json`, "utf8"));
}

/** Writes both, of the packages in `dist/bundled.json`. */
export function writeInventory() {
  const folders = JSON.parse(readFileSync(`${root}dist/bundled.json`, "utf8"));
  const identities = new Set(folders.map(readPackage).map(({ name, version }) => `${name}@${version}`));
  writeFileSync(`${root}dist/sbom.cdx.json`, `${JSON.stringify(billOfMaterials(identities), null, 2)}\n`);
  const head = "Gatehouse contains parts of the packages below, each under its own licence.";
  const line = `\n\n${"-".repeat(80)}\n\n`;
  writeFileSync(`${root}dist/THIRD-PARTY-NOTICES.txt`, `${[head, ...folders.map(notice)].join(line)}\n`);
}
