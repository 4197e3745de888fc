import assert from "node:assert/strict";
import { GatehouseError } from "../../../src/errors.ts";
import { findPackageByName } from "../../../src/packages/find-package-by-name.ts";
import { findServiceDirectories } from "../../../src/packages/find-service-directories.ts";
import { packageOf, readServiceDirectory } from "../../../src/packages/service-directory.ts";
import { memoryFiles } from "../../support/memory-files.ts";

const place = { folder: "/repo/sdk/contoso", path: "sdk/contoso" };
const list = "Artifacts:\n- {name: contoso_core, safeName: core}\n";
const setup = (name: string) => `setup(name="${name}", version="1.0")`;
const refusal = async (file: string | Error | null): Promise<GatehouseError> => {
  try {
    await readServiceDirectory(
      memoryFiles(file === null ? {} : { "/repo/sdk/contoso/ci.yml": file }),
      place,
      null,
    );
  } catch (thrown) {
    if (thrown instanceof GatehouseError) return thrown;
    throw thrown;
  }
  return assert.fail("it was read");
};

describe("packages/service-directory", () => {
  it("is a ci.yml and packages, matched in any spelling", async () => {
    const files = memoryFiles({
      "/repo/sdk/contoso/ci.yml": list,
      "/repo/sdk/contoso/contoso-core/setup.py": setup("Contoso.Core"),
    });
    const service = await readServiceDirectory(files, place, null);
    assert.deepEqual(
      [service.folder, service.path, service.ci.path],
      ["/repo/sdk/contoso", "sdk/contoso", "sdk/contoso/ci.yml"],
    );
    assert.equal(packageOf(service, { package: "contoso-core" })?.version, "1.0");
    assert.equal(packageOf(service, { package: "contoso-blob" }), null);
  });

  it("takes the list of an input instead, with or without a ci.yml", async () => {
    const service = await readServiceDirectory(memoryFiles({}), place, '[{"name": "a", "safeName": "b"}]');
    assert.equal(service.ci.path, "artifacts");
    assert.equal(service.ci.entries[0]?.name?.value, "a");
  });

  it("refuses a ci.yml that is missing, no text, or too large", async () => {
    assert.equal((await refusal(null)).code, "ci-missing");
    assert.match(
      (await refusal(new TypeError("bad bytes"))).message,
      /ci\.yml can't be read: it is not UTF-8\./,
    );
    assert.match((await refusal("#".repeat(5_000_001))).message, /larger than 5 MB/);
  });
});

describe("packages/find-service-directories", () => {
  const files = memoryFiles({
    "/repo/sdk/b/ci.yml": list,
    "/repo/sdk/b/pkg/setup.py": setup("only-here"),
    "/repo/sdk/b/pkg/ci.yml": list,
    "/repo/sdk/a/ci.yml": "not: a list",
    "/repo/sdk/a/pkg/setup.py": setup("contoso-core"),
    "/repo/.hidden/ci.yml": list,
    "/repo/node_modules/x/ci.yml": list,
    "/repo/1/2/3/4/5/6/ci.yml": list,
    "/repo/1/2/3/4/5/6/7/ci.yml": list,
    "/repo/2/2/3/4/5/6/7/ci.yml": list,
  });
  const root = { folder: "/repo", path: "." };

  it("finds every folder with a ci.yml, and nothing inside one", async () => {
    const found = await findServiceDirectories(files, root);
    assert.deepEqual(
      found.map(({ path }) => path),
      ["1/2/3/4/5/6", "sdk/a", "sdk/b"],
    );
    assert.deepEqual(found[1]?.folder, "/repo/sdk/a");
    const itself = { folder: "/repo/sdk/b", path: "b" };
    assert.deepEqual(await findServiceDirectories(files, itself), [itself]);
  });

  it("finds packages by name, whether listed or not", async () => {
    const sdk = { folder: "/repo/sdk", path: "sdk" };
    assert.deepEqual(await findPackageByName(files, sdk, "Contoso.Core"), [
      { service: { folder: "/repo/sdk/a", path: "sdk/a" }, listed: false, artifactName: null },
      { service: { folder: "/repo/sdk/b", path: "sdk/b" }, listed: true, artifactName: "contoso_core" },
    ]);
    assert.deepEqual(await findPackageByName(files, sdk, "only_here"), [
      { service: { folder: "/repo/sdk/b", path: "sdk/b" }, listed: false, artifactName: null },
    ]);
    assert.deepEqual(await findPackageByName(files, sdk, "nowhere"), []);
  });
});
