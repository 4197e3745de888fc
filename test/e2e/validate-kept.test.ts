import assert from "node:assert/strict";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { goodPackage } from "../support/broken.ts";
import { gatehouse } from "../support/command.ts";

describe("gatehouse validate --offline, again", () => {
  let folder: string;
  let cache: string;
  beforeEach(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "gatehouse-kept-")));
    cache = join(folder, "cache");
    for (const service of ["one", "two"]) {
      write(`sdk/${service}/ci.yml`, ci(`contoso-${service}`));
      for (const [path, text] of Object.entries(goodPackage(`contoso-${service}`)))
        write(`sdk/${service}/contoso-${service}/${path}`, text);
    }
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const ci = (name: string) =>
    `extends:\n  parameters:\n    Artifacts:\n    - name: ${name}\n      safeName: ${name.replace("-", "")}\n`;
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const validate = async (...args: string[]) => {
    const { stdout, stderr } = await gatehouse(
      ["validate", "sdk", "--offline", "--format", "json", ...args],
      folder,
      { XDG_CACHE_HOME: cache },
    );
    assert.ok(stdout.startsWith("{"), stderr);
    return stdout;
  };
  const rulesIn = (report: string) =>
    (JSON.parse(report) as { findings: { rule: string }[] }).findings.map(({ rule }) => rule);
  const kept = () =>
    readdirSync(join(cache, "gatehouse/validate")).map((name) => join(cache, "gatehouse/validate", name));

  it("says the same when nothing changed, from what it kept", async () => {
    write("sdk/two/contoso-two/CHANGELOG.md", "# Release History\n");
    const first = await validate();
    assert.deepEqual(rulesIn(first), ["changelog-entry"]);
    const [file = ""] = kept();
    const body = readFileSync(file, "utf8");
    assert.equal(await validate(), first);
    assert.equal(readFileSync(file, "utf8"), body);
    assert.equal(kept().length, 1);
  });

  it("sees every change: of a text, a new package, a setting above, a file that is gone", async () => {
    assert.deepEqual(rulesIn(await validate()), []);
    write("sdk/one/contoso-one/CHANGELOG.md", "# Release History\n");
    assert.deepEqual(rulesIn(await validate()), ["changelog-entry"]);
    write("gatehouse.yml", "rules:\n  changelog-entry: off\n");
    assert.deepEqual(rulesIn(await validate()), []);
    rmSync(join(folder, "gatehouse.yml"));
    assert.deepEqual(rulesIn(await validate()), ["changelog-entry"]);
    for (const [path, text] of Object.entries(goodPackage("contoso-new")))
      write(`sdk/two/contoso-new/${path}`, text);
    assert.deepEqual(rulesIn(await validate()), ["changelog-entry", "package-not-listed"]);
    rmSync(join(folder, "sdk/one/contoso-one/README.md"));
    assert.ok(rulesIn(await validate()).includes("readme"));
    rmSync(join(folder, "sdk/one"), { recursive: true });
    assert.deepEqual(rulesIn(await validate()), ["package-not-listed"]);
  });

  it("judges for a pull request apart from a release", async () => {
    write("sdk/one/contoso-one/CHANGELOG.md", "# Release History\n\n## 1.1.0 (Unreleased)\n\n- New\n");
    assert.ok(rulesIn(await validate()).includes("changelog-date"));
    assert.ok(!rulesIn(await validate("--pull-request")).includes("changelog-date"));
    assert.ok(rulesIn(await validate()).includes("changelog-date"));
  });

  it("takes nothing from a kept file that is damaged, or says another thing", async () => {
    const first = await validate();
    const [file = ""] = kept();
    const body = readFileSync(file, "utf8");
    const damaged = ["", "{}", body.slice(0, -10), body.replace("contoso-one", "contoso-0ne"), `\n${body}`];
    for (const text of damaged) {
      writeFileSync(file, text);
      assert.equal(await validate(), first);
      assert.equal(readFileSync(file, "utf8"), body);
    }
  });

  it("says the same where nothing can be kept", async () => {
    const first = await validate();
    rmSync(cache, { recursive: true });
    writeFileSync(cache, "a file where the folder would be");
    assert.equal(await validate(), first);
  });
});
