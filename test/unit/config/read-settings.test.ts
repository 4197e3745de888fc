import assert from "node:assert/strict";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { parseConfig } from "../../../src/config/parse-config.ts";
import { configFinder, readSettings, usableConfig } from "../../../src/config/read-config.ts";
import { configSchema } from "../../../src/config/schema.ts";
import { defaultSettings } from "../../../src/config/settings.ts";
import type { Files } from "../../../src/ports.ts";
import { type MemoryFile, memoryFiles } from "../../support/memory-files.ts";

const folder = "/repo/sdk/contoso";
const place = { folder, path: "sdk/contoso" };
const read = (text: MemoryFile) => readSettings(memoryFiles({ [`${folder}/gatehouse.yml`]: text }), place);

const whole = `
index: testpypi
simpleUrl: https://test.example/simple/
requiredOwner: microsoft
ownerContact: "@contoso/owners, owners@contoso.example"
artifactNames: underscores
rules:
  typed: off
  readme-links: error
accept:
  - rule: package-not-listed
    package: azure-*-nspkg
    reason: Retired.
  - {rule: owner, reason: "Transferred in May."}
`;

describe("settings of gatehouse.yml", () => {
  it("are all read", async () => {
    const { path, settings, faults } = await read(whole);
    assert.deepEqual(faults, []);
    assert.equal(path, "sdk/contoso/gatehouse.yml");
    assert.deepEqual(
      [...settings.severities],
      [
        ["typed", "off"],
        ["readme-links", "error"],
      ],
    );
    assert.deepEqual(settings.accepted, [
      { rule: "package-not-listed", package: "azure-*-nspkg", reason: "Retired." },
      { rule: "owner", package: null, reason: "Transferred in May." },
    ]);
    assert.equal(settings.artifactNames, "underscores");
    assert.equal(settings.requiredOwner, "microsoft");
    assert.equal(settings.ownerContact, "@contoso/owners, owners@contoso.example");
    assert.deepEqual(
      settings.ruleNames.map(({ value, line, column }) => [value, line, column]),
      [
        ["typed", 8, 3],
        ["readme-links", 9, 3],
        ["package-not-listed", 11, 11],
        ["owner", 14, 12],
      ],
    );
  });

  it("have defaults where there is no file, or nothing in it", async () => {
    assert.deepEqual(await readSettings(memoryFiles({}), place), {
      path: null,
      settings: defaultSettings,
      faults: [],
    });
    assert.deepEqual((await read("# nothing\n")).settings, defaultSettings);
  });

  const shown: readonly (readonly [file: string, seen: string, expected: string])[] = [
    ["/repo/sdk/contoso", "sdk/contoso", "sdk/contoso/gatehouse.yml"],
    ["/repo/sdk", "sdk/contoso", "sdk/gatehouse.yml"],
    ["/repo", "sdk/contoso", "gatehouse.yml"],
    ["", "sdk/contoso", "../gatehouse.yml"],
    ["/repo/sdk/contoso", ".", "gatehouse.yml"],
    ["/repo", ".", "../../gatehouse.yml"],
    ["/repo", "../contoso", "../../gatehouse.yml"],
    ["/repo/sdk", "/repo/sdk/contoso", "/repo/sdk/gatehouse.yml"],
  ];
  for (const [file, seen, expected] of shown) {
    it(`of ${file || "/"} are shown as ${expected} from ${seen}`, async () => {
      const files = memoryFiles({ [`${file}/gatehouse.yml`]: "rules: {a: b, typed: off}" });
      const { path, faults, settings } = await readSettings(files, { folder, path: seen });
      assert.deepEqual([path, faults[0]?.path, settings.ruleNames[0]?.path], [expected, expected, expected]);
    });
  }

  it("are looked for once in each folder", async () => {
    const asked: string[] = [];
    const files: Files = {
      ...memoryFiles({}),
      readText: (path) => Promise.resolve(asked.push(path)).then(() => null),
    };
    const find = configFinder(files);
    for (const name of ["a", "b", "c"]) {
      await readSettings(files, { folder: `/repo/sdk/${name}`, path: `sdk/${name}` }, find);
    }
    assert.equal(asked.length, 6);
    assert.equal(new Set(asked).size, 6);
  });
});

describe("faults in gatehouse.yml", () => {
  /** Text, `line:column` of each fault, and words of the first message and remedy. */
  const cases: readonly (readonly [text: string, places: readonly string[], words: RegExp])[] = [
    ["indx: pypi\nartifactNames: hyphens", ["1:1"], /"indx" is no setting.*\nDid you mean `index`\?/u],
    ["quite_another: 1", ["1:1"], /\nIt takes `index`, .* or `tests`\./u],
    [
      "rules:\n  typed: of",
      ["2:10"],
      /"typed" in `rules` can't be the text "of".\nWrite `error`, .* or `off`\./u,
    ],
    ["rules:\n  typed: [off]", ["2:10"], /can't be a list/u],
    ["rules:\n  typed:\n", ["2:3"], /"typed" in `rules` is empty/u],
    ["rules: [typed]", ["1:8"], /^`rules` is a list, not a mapping.\nWrite a mapping/u],
    ["rules:\n", ["1:1"], /`rules` is empty/u],
    ["artifactNames: hyphen", ["1:16"], /"hyphen".\nWrite `hyphens` or `underscores`\./u],
    ["index: 1", ["1:8"], /`index` can't be the number "1".\nWrite a text/u],
    ["requiredOwner: a b", ["1:16"], /"a b"/u],
    ["ownerContact: ' '", ["1:15"], /\nWrite whom to ask/u],
    ["accept: {}", ["1:9"], /`accept` is a mapping, not a list/u],
    ["accept:\n- typed", ["2:3"], /^Entry 1 of `accept` is the text "typed", not a mapping/u],
    ["accept:\n- rule: typed", ["2:3"], /^Entry 1 of `accept` has no `reason`.\nAdd `reason:`\. Say why/u],
    ["accept:\n- rule: typed\n  reason: ' '", ["3:11"], /^`reason` of entry 1 .*\nSay why/u],
    ["accept:\n- rule: typed\n  reason: ''", ["3:11"], /^`reason` of entry 1 of `accept` is empty/u],
    [
      "accept:\n- rule: typed\n  reason: x\n  pakage: y",
      ["4:3"],
      /is no key of entry 1.*\nDid you mean `package`/u,
    ],
    ["accept:\n- {rule: typed, reason: x, package: '+(a|aa)'}", ["2:37"], /\nWrite a package's name/u],
    ["accept:\n- {rule: typed, reason: x, package: '*a*a*a*'}", ["2:37"], /three times/u],
    ["- index", ["1:1"], /^gatehouse.yml is a list, not a mapping/u],
    ["index: [", ["1:9"], /not YAML/u],
    ["index: pypi\nindex: local", ["2:1"], /given twice/u],
    ["index: pypi\n---\nindex: local", ["2:1"], /\n.*gatehouse.yml is one YAML document/u],
    ["index: *pypi", ["1:8"], /no anchor/u],
    ["__proto__: {}", ["1:1"], /"__proto__" is no setting/u],
    ["constructor: x", ["1:1"], /"constructor" is no setting/u],
  ];
  for (const [text, places, words] of cases) {
    it(`are told of ${JSON.stringify(text)}`, async () => {
      const { faults } = await read(text);
      const [first] = faults;
      assert.deepEqual(faults.map(({ line, column }) => `${line}:${column}`).slice(0, places.length), places);
      assert.match(`${first?.message}\n${first?.remedy}`, words);
      for (const { message, remedy } of faults)
        assert.match(`${message}\n${remedy}`, /^\S[^\n]*[.?]\n\S[^\n]*[.?]$/u);
    });
  }

  it("are told of what can't be read as text", async () => {
    const { faults } = await read(new TypeError("The encoded data was not valid"));
    assert.deepEqual(
      faults.map(({ path, line }) => [path, line]),
      [["sdk/contoso/gatehouse.yml", null]],
    );
  });

  it("leave what is right in use", async () => {
    const text =
      "indx: x\nindex: testpypi\nrules: {typed: of, readme: note}\naccept:\n- {rule: owner, reason: x}\n- {rule: typed}\n";
    const { settings, faults } = await read(text);
    assert.equal(faults.length, 3);
    assert.deepEqual([...settings.severities], [["readme", "note"]]);
    assert.deepEqual(settings.accepted, [{ rule: "owner", package: null, reason: "x" }]);
    const files = memoryFiles({ [`${folder}/gatehouse.yml`]: text });
    assert.equal((await usableConfig(files, folder)).index, "testpypi");
  });

  it("never widen an acceptance", async () => {
    for (const bad of ["package: 1", "package:", "pakage: contoso", "package: [contoso]", "package: 'a b'"]) {
      const { settings, faults } = await read(`accept:\n- rule: owner\n  reason: x\n  ${bad}\n`);
      assert.deepEqual(settings.accepted, [], bad);
      assert.equal(faults.length, 1, bad);
    }
  });

  it("end, however many there are", async () => {
    const text = Array.from({ length: 50_000 }, (_, at) => `setting_${at}: 1\n`).join("");
    assert.equal((await read(text)).faults.length, 50);
  });

  it("are all there is: what comes out fits the schema, whatever goes in", () => {
    const fits = new Ajv2020({ strict: false }).compile(configSchema);
    const keys = [...Object.keys(configSchema.properties), "rule", "package", "reason", "x", "<<", "? "];
    const values = [
      "error",
      "off",
      "hyphens",
      "1",
      "",
      "~",
      "[a]",
      "{a: b}",
      "&a x",
      "*a",
      '"',
      "'",
      "- x",
      "|",
    ];
    const line = fc
      .tuple(
        fc.constantFrom("", "  ", "    ", "- ", "  - "),
        fc.constantFrom(...keys),
        fc.constantFrom(...values),
      )
      .map(([indent, key, value]) => `${indent}${key}: ${value}`);
    const text = fc.oneof(
      fc.array(line, { maxLength: 12 }).map((lines) => lines.join("\n")),
      fc.string({ unit: "binary" }),
    );
    fc.assert(
      fc.property(text, (input) => {
        const { config, faults } = parseConfig(input);
        assert.ok(fits(config), JSON.stringify(fits.errors));
        for (const { line: at, message } of faults) {
          assert.ok(at === null || (at >= 1 && at <= input.split("\n").length), `line ${at}`);
          assert.match(message, /\S/u);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
