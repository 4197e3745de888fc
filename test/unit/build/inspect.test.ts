import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFile, readFile, stat, writeFile } from "node:fs/promises";
import fc from "fast-check";
import { nodeFiles } from "../../../src/adapters/files.ts";
import { checks, inspect } from "../../../src/build/inspect/inspect.ts";
import { checkFiles } from "../../../src/distributions/check-files.ts";
import { parseFileName } from "../../../src/release/filename.ts";
import { type ArchiveMember, writeArchive } from "../../support/archives.ts";
import { approvedArtifact } from "../../support/index-distributions.ts";
import { refusal } from "../../support/record-errors.ts";
import { temporaryFolder } from "../../support/record-folders.ts";

const metadata = (more = "") =>
  `Metadata-Version: 2.4\nName: contoso-core\nVersion: 1.2.0\nLicense-File: LICENSE\nDescription-Content-Type: text/markdown\n${more}\n# Core\n`;
const info = "contoso_core-1.2.0.dist-info";
const wheelText = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n";
const wheel: readonly ArchiveMember[] = [
  { name: "contoso/core/__init__.py", text: "VERSION = '1.2.0'\n" },
  { name: `${info}/METADATA`, text: metadata() },
  { name: `${info}/WHEEL`, text: wheelText },
  { name: `${info}/licenses/LICENSE`, text: "MIT" },
];
const root = "contoso_core-1.2.0";
const sdist: readonly ArchiveMember[] = [
  { name: `${root}/PKG-INFO`, text: metadata() },
  { name: `${root}/LICENSE`, text: "MIT" },
  { name: `${root}/contoso/core/__init__.py`, text: "VERSION = '1.2.0'\n" },
];
const sdistFile = `${root}.tar.gz`;
const wheelFile = `${root}-py3-none-any.whl`;

async function flawsOf(path: string, typed: readonly string[] = []): Promise<string[]> {
  const file = path.slice(path.lastIndexOf("/") + 1);
  const parsed = parseFileName(file);
  assert.ok(parsed);
  const { size } = await stat(path);
  const inspection = await inspect(nodeFiles, { path, size, parsed, typed });
  if ("problem" in inspection) return [`problem: ${inspection.problem}`];
  for (const { message, remedy } of inspection.flaws) {
    assert.match(message, /^[^.].*[^.]$/s);
    assert.match(remedy, /^[A-Z`].*\.$/s);
  }
  return inspection.flaws.map(({ name, message }) => `${name}: ${message}`);
}

/** What is said of an archive with these members. */
async function said(
  file: string,
  members: readonly ArchiveMember[],
  { record = `${info}/RECORD` as string | null, typed = [] as readonly string[] } = {},
): Promise<string[]> {
  await using folder = await temporaryFolder();
  const path = `${folder.path}/${file}`;
  writeArchive(path, members, file.endsWith(".whl") ? record : null);
  return await flawsOf(path, typed);
}

const without = (members: readonly ArchiveMember[], name: string) =>
  members.filter((member) => member.name !== name);
const instead = (members: readonly ArchiveMember[], name: string, text: string) =>
  members.map((member) => (member.name === name ? { ...member, text } : member));

type Case = readonly [rule: string, what: RegExp, said: () => Promise<string[]>];
const key = "A".repeat(86);
const pem = `-----BEGIN RSA PRIVATE KEY-----\n${"MIIEowIBAAKCAQEA".repeat(8)}\n`;
const inWheel = (...more: readonly ArchiveMember[]) => said(wheelFile, [...wheel, ...more]);
const inSdist = (...more: readonly ArchiveMember[]) => said(sdistFile, [...sdist, ...more]);

const bad: readonly Case[] = [
  ["member-name", /\.\.\/evil/, () => inWheel({ name: "../evil.py" })],
  ["member-name", /\/etc\/passwd/, () => inWheel({ name: "/etc/passwd" })],
  ["member-name", /a\\b/, () => inSdist({ name: `${root}/a\\b.py` })],
  [
    "member-duplicate",
    /contoso\/core\/__init__\.py/,
    () => inWheel({ name: "contoso/core/__init__.py", text: "other" }),
  ],
  ["member-duplicate", /LICENSE/, () => inSdist({ name: `${root}/./LICENSE`, text: "x" })],
  ["member-link", /link → \.\.\/\.\.\/etc/, () => inSdist({ name: `${root}/link`, link: "../../etc" })],
  ["member-link", /link → \/etc\/passwd/, () => inSdist({ name: `${root}/link`, link: "/etc/passwd" })],
  ["member-link", /pipe/, () => inSdist({ name: `${root}/pipe`, device: true })],
  ["member-link", /hard → \.\.\/x/, () => inSdist({ name: `${root}/a/hard`, hard: "../x" })],
  ["member-link", /l → deep\/\.\.\/\.\./, () => inSdist({ name: `${root}/l`, link: "deep/../../x" })],
  [
    "member-link",
    /q\/l → \.\.\/\.\.\/e/,
    () => inSdist({ name: `${root}/p/q`, link: "../z" }, { name: `${root}/p/q/l`, link: "../../e" }),
  ],
  ["member-link", /sparse/, () => inSdist({ name: `${root}/sparse`, sparse: true })],
  ["member-link", /contoso\/link/, () => inWheel({ name: "contoso/link", link: "core" })],
  ["sdist-root", /other\/file/, () => inSdist({ name: "other/file" })],
  ["sdist-license", /LICENSE/, () => said(sdistFile, without(sdist, `${root}/LICENSE`))],
  ["wheel-license", /LICENSE/, () => said(wheelFile, without(wheel, `${info}/licenses/LICENSE`))],
  ["wheel-tags", /has no .*WHEEL/, () => said(wheelFile, without(wheel, `${info}/WHEEL`))],
  [
    "wheel-tags",
    /py3-none-any.*py2-none-any/,
    () => said(wheelFile, instead(wheel, `${info}/WHEEL`, wheelText.replace("py3", "py2"))),
  ],
  [
    "wheel-tags",
    /version 2\.0/,
    () => said(wheelFile, instead(wheel, `${info}/WHEEL`, wheelText.replace("1.0", "2.0"))),
  ],
  ["wheel-record", /has no .*RECORD/, () => said(wheelFile, wheel, { record: null })],
  [
    "wheel-record",
    /does not list: contoso\/core/,
    () => said(wheelFile, [...wheel, { name: `${info}/RECORD`, text: "" }], { record: null }),
  ],
  [
    "wheel-record",
    /differ.*core\/__init__/,
    () =>
      said(
        wheelFile,
        [...wheel, { name: `${info}/RECORD`, text: "contoso/core/__init__.py,sha256=AAAA,18\n" }],
        { record: null },
      ),
  ],
  [
    "wheel-record",
    /that it lacks: gone\.py/,
    () =>
      said(wheelFile, [...wheel, { name: `${info}/RECORD`, text: "gone.py,sha256=AAAA,18\n" }], {
        record: null,
      }),
  ],
  ["wheel-platform", /linux_x86_64/, () => said(`${root}-cp311-cp311-linux_x86_64.whl`, wheel)],
  [
    "description",
    /text\/html/,
    () =>
      said(sdistFile, instead(sdist, `${root}/PKG-INFO`, metadata().replace("text/markdown", "text/html"))),
  ],
  [
    "description",
    /latin-1/,
    () =>
      said(
        sdistFile,
        instead(
          sdist,
          `${root}/PKG-INFO`,
          metadata().replace("text/markdown", "text/plain; charset=latin-1"),
        ),
      ),
  ],
  [
    "description-missing",
    /no long description/,
    () => said(sdistFile, instead(sdist, `${root}/PKG-INFO`, metadata().replace("# Core\n", ""))),
  ],
  [
    "description-untyped",
    /takes it for reStructuredText/,
    () =>
      said(
        sdistFile,
        instead(
          sdist,
          `${root}/PKG-INFO`,
          metadata().replace("Description-Content-Type: text/markdown\n", ""),
        ),
      ),
  ],
  [
    "shipped-secret",
    /contoso\/settings\.py \(the key of an Azure/,
    () => inWheel({ name: "contoso/settings.py", text: `C = "AccountKey=${key}=="` }),
  ],
  ["shipped-secret", /key\.pem \(a private key\)/, () => inSdist({ name: `${root}/key.pem`, text: pem })],
  [
    "shipped-secret",
    /service\.json \(a private key\)/,
    () => inSdist({ name: `${root}/service.json`, text: JSON.stringify({ key: pem }) }),
  ],
  ["shipped-secret", /\.env \(a file of environment/, () => inSdist({ name: `${root}/.env`, text: "A=1" })],
  [
    "shipped-secret",
    /big\.txt \(a token of PyPI\)/,
    () => inSdist({ name: `${root}/big.txt`, text: `${"x".repeat(65_500)} pypi-AgE${"a".repeat(80)} ` }),
  ],
  [
    "test-secret",
    /tests\/fake\.py/,
    () => inSdist({ name: `${root}/tests/fake.py`, text: `AccountKey=${key}==` }),
  ],
  ["shipped-cache", /core\.pyc/, () => inWheel({ name: "contoso/__pycache__/core.pyc", text: "x" })],
  ["wheel-top-level", /tests/, () => inWheel({ name: "tests/__init__.py" })],
  ["wheel-top-level", /__init__\.py/, () => inWheel({ name: "__init__.py" })],
  ["wheel-top-level", /README\.md/, () => inWheel({ name: "README.md" })],
  ["wheel-top-level", /docs/, () => inWheel({ name: `${root}.data/purelib/docs/a.py` })],
  ["wheel-importable", /a-b\.py/, () => inWheel({ name: "contoso/core/a-b.py" })],
  ["wheel-importable", /without any module: pictures/, () => inWheel({ name: "pictures/a.png" })],
  ["wheel-empty", /no module/, () => said(wheelFile, without(wheel, "contoso/core/__init__.py"))],
  ...["a = b:c", "[console_scripts]\na", "[g]\na = b\na = c", "[g]\na = b c"].map(
    (text): Case => [
      "wheel-entry-points",
      /entry_points\.txt/,
      () => inWheel({ name: `${info}/entry_points.txt`, text }),
    ],
  ),
  ...(
    [
      [/metadata of version 9\.0/, metadata().replace("2.4", "9.0")],
      [/name more than once/, metadata("Name: contoso-core\n")],
      [/summary has 600 characters/, metadata(`Summary: ${"x".repeat(600)}\n`)],
      [/Requires-Python 3\.9 or so/, metadata("Requires-Python: 3.9 or so\n")],
      [/both License/, metadata("License: MIT\nLicense-Expression: MIT\n")],
      [/an address: other @/, metadata("Requires-Dist: other @ https://example.com/other.whl\n")],
    ] as const
  ).map(
    ([what, text]): Case => [
      "metadata-fields",
      what,
      () => said(sdistFile, instead(sdist, `${root}/PKG-INFO`, text)),
    ],
  ),
  ["wheel-namespace", /hides the contoso packages/, () => inWheel({ name: "contoso/__init__.py", text: "" })],
  [
    "wheel-typed",
    /contoso\/core\/py\.typed/,
    () => said(wheelFile, wheel, { typed: ["src/contoso/core/py.typed"] }),
  ],
  ["member-method", /odd\.py/, () => inWheel({ name: "odd.py", text: "x", method: 14 })],
];

describe("inspecting built files", function () {
  this.timeout(30_000);

  it("says nothing of good ones", async () => {
    assert.deepEqual(await said(wheelFile, wheel), []);
    assert.deepEqual(await said(sdistFile, sdist), []);
    const init = `${root}/contoso/core/__init__.py`;
    assert.deepEqual(await inSdist({ name: `${root}/link`, link: "contoso/core/__init__.py" }), []);
    assert.deepEqual(await inSdist({ name: `${root}/contoso/link`, link: "../contoso/core" }), []);
    assert.deepEqual(await inSdist({ name: `${root}/hard`, hard: init }), []);
    assert.deepEqual(
      await inWheel(
        { name: "contoso_core-stubs/__init__.pyi" },
        { name: "contoso/core/fast.cpython-311-x86_64-linux-gnu.so" },
        { name: "contoso.pth" },
        {
          name: `${info}/entry_points.txt`,
          text: "# ours\n[console_scripts]\ncontoso = contoso.core:main.run [a]\n",
        },
      ),
      [],
    );
    const typed = [...wheel, { name: "contoso/core/py.typed" }];
    assert.deepEqual(await said(wheelFile, typed, { typed: ["contoso/core/py.typed"] }), []);
    const platform = instead(
      wheel,
      `${info}/WHEEL`,
      wheelText.replace("py3-none-any", "cp311-cp311-manylinux_2_28_x86_64"),
    );
    assert.deepEqual(await said(`${root}-cp311-cp311-manylinux_2_28_x86_64.whl`, platform), []);
  });

  for (const [rule, what, look] of bad) {
    it(`${rule}: ${String(what)}`, async () => {
      const flaws = await look();
      assert.ok(
        flaws.some(
          (flaw) =>
            (flaw.startsWith(`${rule}: `) || flaw.startsWith("problem: ")) &&
            (what.test(flaw) || rule === "member-method"),
        ),
        flaws.join("\n"),
      );
    });
  }

  it("tries each check", () => {
    const tried = new Set(bad.map(([rule]) => rule));
    assert.deepEqual(
      checks.map(({ name }) => name).filter((name) => !tried.has(name)),
      [],
    );
    assert.equal(new Set(checks.map(({ name }) => name)).size, checks.length);
  });

  it("refuses a zip that is another file to other readers", async () => {
    await using folder = await temporaryFolder();
    const path = `${folder.path}/${wheelFile}`;
    writeArchive(path, wheel, `${info}/RECORD`);
    const good = await readFile(path);
    const end = good.lastIndexOf("PK\u0005\u0006", undefined, "latin1");
    const directory = good.readUInt32LE(end + 16);
    const changed = (change: (bytes: Buffer) => void) => {
      const bytes = Buffer.from(good);
      change(bytes);
      return bytes;
    };
    const moved = (by: number) => (bytes: Buffer) => {
      bytes.writeUInt32LE(directory + by, end + 16);
    };
    const junk = Buffer.from("junk");
    const cases: readonly (readonly [RegExp, Buffer])[] = [
      [/directory and its header .* differ/, changed((bytes) => bytes.write("C", 30))],
      [/directory and its header .* differ/, changed((bytes) => bytes.writeUInt16LE(0, 8))],
      [
        /bytes of no member/,
        Buffer.concat([good.subarray(0, directory), junk, changed(moved(4)).subarray(directory)]),
      ],
      [/after its directory/, Buffer.concat([good.subarray(0, end), junk, good.subarray(end)])],
      [/./, Buffer.concat([good, junk])],
      [/./, Buffer.concat([junk, good])],
      [/after its directory/, Buffer.concat([changed((bytes) => bytes.writeUInt16LE(4, end + 20)), junk])],
      [
        /bytes of no member/,
        changed((bytes) => {
          bytes.writeUInt16LE(good.readUInt16LE(end + 10) - 1, end + 10);
        }),
      ],
    ];
    for (const [what, bytes] of cases) {
      await writeFile(path, bytes);
      const [flaw = ""] = await flawsOf(path);
      assert.match(flaw, new RegExp(`^problem: .*(?:${what.source})`));
    }
  });

  it("stops at what swells without end", async () => {
    const [flaw] = await inWheel({ name: "zeros", text: "0".repeat(1 << 20), times: 80 });
    assert.match(flaw ?? "", /problem: .*50 times its size/);
  });

  it("finds what is damaged, wherever it is, or what was not harmed by it", async () => {
    await using folder = await temporaryFolder();
    for (const [file, members] of [
      [wheelFile, wheel],
      [sdistFile, sdist],
    ] as const) {
      const [path, broken] = [`${folder.path}/good-${file}`, `${folder.path}/${file}`];
      writeArchive(path, members, file.endsWith(".whl") ? `${info}/RECORD` : null);
      const bytes = await readFile(path);
      await fc.assert(
        fc.asyncProperty(
          fc.nat(bytes.length - 1),
          fc.integer({ min: 1, max: 255 }),
          fc.boolean(),
          async (at, flip, cut) => {
            const other = Buffer.from(cut ? bytes.subarray(0, at) : bytes);
            if (!cut) other[at] = (other[at] ?? 0) ^ flip;
            await writeFile(broken, other);
            // It neither throws nor hangs: it says something, or the byte was of no consequence.
            assert.ok(Array.isArray(await flawsOf(broken)));
          },
        ),
        { numRuns: 150 },
      );
    }
  });

  it("is undone by any later change: every door hashes again", async () => {
    await using folder = await temporaryFolder();
    const artifact = await approvedArtifact(folder.path, { name: "contoso-core", version: "1.2.0" });
    const place = `${folder.path}/contoso-core`;
    const name = artifact.files[0]?.name ?? "";
    const check = () => checkFiles(nodeFiles, place, artifact);
    await check();
    const bytes = await readFile(`${place}/${name}`);
    const changed = Buffer.from(bytes);
    changed[10] = (changed[10] ?? 0) ^ 1;
    await writeFile(`${place}/${name}`, changed);
    await assert.rejects(check(), refusal("files-changed", name));
    await writeFile(`${place}/${name}`, bytes);
    await copyFile(`${place}/${name}`, `${place}/more.tar.gz`);
    await assert.rejects(check(), refusal("files-changed", "more.tar.gz"));
    execFileSync("rm", [`${place}/more.tar.gz`]);
    await check();
  });
});
