/** The packed extension: what is in it, how large it is, what others made of it, and that it runs as it was unpacked. */
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { Ajv } from "ajv";
import { nodes, runTask } from "../support/agent.ts";
import { temporaryFolder } from "../support/record-folders.ts";
import { root } from "../support/root.ts";

const require = createRequire(import.meta.url);

/** Every file that may be in it. */
const known = [
  /^\[Content_Types\]\.xml$|^extension\.vso(?:manifest|omanifest)$|^extension\.vsixmanifest$/,
  /^(?:overview\.md|LICENSE|THIRD-PARTY-NOTICES\.txt|sbom\.cdx\.json)$/,
  /^images\/(?:extension|screenshots\/(?:run-light|hub))\.png$/,
  /^page\/(?:(?:index|run|hub)\.html|page\.css|(?:chunks\/)?[\w.-]+\.js)$/,
  /^tasks\/Gatehouse\w+\/(?:index\.js|package\.json|task\.json|icon\.png|chunks\/[\w.-]+\.js)$/,
  /^tasks\/Gatehouse(?:Validate|Build|Test)\/python\/\w+\.(?:py|txt)$/,
];

/** One of the schemas that the makers of CycloneDX publish with their library. */
function cycloneDx(name: string): object {
  const library = dirname(require.resolve("@cyclonedx/cyclonedx-library/package.json"));
  return JSON.parse(readFileSync(join(library, `res/schema/${name}.SNAPSHOT.schema.json`), "utf8")) as object;
}

describe("the extension package", function () {
  this.timeout(240_000);
  let folder: { readonly path: string } & AsyncDisposable;
  let size: number;
  let packed: string;
  let files: string[];

  before(async () => {
    const { status, stdout, stderr } = spawnSync("node", ["scripts/pack.mjs"], {
      cwd: root,
      encoding: "utf8",
    });
    assert.equal(status, 0, stderr);
    packed = stdout.trim();
    const vsix = join(root, packed);
    size = statSync(vsix).size;
    folder = await temporaryFolder();
    execFileSync("python3", ["-m", "zipfile", "-e", vsix, folder.path]);
    files = readdirSync(folder.path, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder.path, join(entry.parentPath, entry.name)));
  });
  after(() => folder[Symbol.asyncDispose]());

  const read = (name: string) => readFileSync(join(folder.path, name), "utf8");

  it("has at most 3 MB, and nothing in it that is not listed here", () => {
    assert.ok(size <= 3_000_000, `${size} bytes`);
    assert.deepEqual(
      files.filter((name) => !known.some((pattern) => pattern.test(name))),
      [],
    );
    for (const pattern of known)
      assert.ok(
        files.some((name) => pattern.test(name)),
        String(pattern),
      );
    const tasks = files.filter((name) => name.endsWith("/task.json"));
    assert.equal(tasks.length, readdirSync(join(root, "tasks")).length);
  });

  it("says what others made in it: each with name, version, hash and licence, in both documents", () => {
    const { metadata, components, dependencies } = JSON.parse(read("sbom.cdx.json")) as {
      metadata: { component: { name: string } };
      components: {
        "bom-ref": string;
        name: string;
        version: string;
        purl: string;
        hashes: object[];
        licenses: object[];
      }[];
      dependencies: { ref: string; dependsOn: string[] }[];
    };
    const notices = read("THIRD-PARTY-NOTICES.txt");
    assert.equal(metadata.component.name, "gatehouse");
    for (const { name, version, purl, hashes, licenses } of components) {
      assert.ok(purl.startsWith("pkg:npm/") && hashes.length > 0 && licenses.length > 0, name);
      assert.ok(notices.includes(`\n${name} ${version}\n`), `no notice of ${name}`);
    }
    const refs = new Set(components.map((one) => one["bom-ref"]));
    for (const { dependsOn } of dependencies) for (const ref of dependsOn) assert.ok(refs.has(ref), ref);
    const names = new Set(components.map(({ name }) => name));
    for (const shipped of ["undici", "azure-pipelines-task-lib", "azure-devops-ui", "react"])
      assert.ok(names.has(shipped), shipped);
    for (const tool of ["mocha", "typescript", "commander"]) assert.ok(!names.has(tool), tool);
  });

  it("has its bill of materials in CycloneDX's form", () => {
    const bill = JSON.parse(read("sbom.cdx.json")) as { specVersion: string };
    const ajv = new Ajv({ strict: false, unicodeRegExp: false, validateFormats: false });
    for (const name of ["spdx", "jsf-0.82"])
      ajv.addSchema(cycloneDx(name), `http://cyclonedx.org/schema/${name}.SNAPSHOT.schema.json`);
    const fits = ajv.compile(cycloneDx(`bom-${bill.specVersion}`));
    assert.ok(fits(bill), JSON.stringify(fits.errors));
    assert.ok(!fits({ ...bill, components: [{}] }));
  });

  it("names nothing of the machine that made it", () => {
    for (const name of files.filter((file) => /\.(?:json|txt|js|xml|vsixmanifest|vsomanifest)$/.test(file)))
      assert.ok(!read(name).includes(root), name);
  });

  for (const { version, path: node } of nodes) {
    it(`starts each task from where it was unpacked, on Node ${version}`, async function () {
      if (!existsSync(node)) return this.skip();
      for (const name of readdirSync(join(root, "tasks"))) {
        const task = join(folder.path, "tasks", name);
        const run = await runTask(name, {
          node,
          folder: folder.path,
          sources: folder.path,
          inputs: {},
          task,
        });
        assert.equal(run.result, "Failed", run.output);
        const issue = run.commands.find((command) => command.name === "task.logissue");
        // What it needs was not given: our own words, with the code that the table of errors has for it.
        assert.ok(Object.hasOwn(issue?.properties ?? {}, "code"), run.output);
        assert.notEqual(issue?.properties["code"], "unexpected", run.output);
      }
    });
  }

  it("has a twin for trying out, which shares no id with it, and links where it is told to", () => {
    const flags = ["--development", "--repository", "https://github.com/contoso/gatehouse"];
    const { status, stdout, stderr } = spawnSync("node", ["scripts/pack.mjs", ...flags], {
      cwd: root,
      encoding: "utf8",
    });
    assert.equal(status, 0, stderr);
    assert.equal(stdout, `${packed.replace("gatehouse-", "gatehouse-development-")}\n`);
    const folderOf = (path: string) =>
      readdirSync(join(root, path, "tasks")).map((name) => join(root, path, "tasks", name));
    const idsOf = (path: string) =>
      folderOf(path).map(
        (task) => (JSON.parse(readFileSync(join(task, "task.json"), "utf8")) as { id: string }).id,
      );
    const ids = [...idsOf("dist"), ...idsOf("dist/development")];
    assert.equal(new Set(ids).size, 14);
    for (const id of ids)
      assert.match(id, /^[\da-f]{8}-[\da-f]{4}-[48][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    const code = folderOf("dist/development").flatMap((task) =>
      readdirSync(join(task, "chunks")).map((name) => readFileSync(join(task, "chunks", name), "utf8")),
    );
    assert.ok(code.some((text) => text.includes('"gatehouse.gatehouse-development"')));
    assert.ok(!code.some((text) => text.includes('"gatehouse.gatehouse"')));
    const manifest = JSON.parse(readFileSync(join(root, "dist/development/vss-extension.json"), "utf8")) as {
      id: string;
      links: { support: { uri: string } };
    };
    assert.equal(manifest.id, "gatehouse-development");
    assert.equal(manifest.links.support.uri, "https://github.com/contoso/gatehouse/issues");
  });
});
