import assert from "node:assert/strict";
import fc from "fast-check";
import { combineSources } from "../../../src/packages/sources.ts";
import { brief, packageWith } from "./declared-builder.ts";

const anyOf = (pieces: readonly string[]) =>
  fc.oneof(
    { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
    {
      weight: 4,
      arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((all) => all.join("")),
    },
  );
const script = anyOf([
  "setup(",
  ")",
  "install_requires=",
  "extras_require=",
  "long_description=",
  "license_files=",
  "project_urls=",
  "package_data=",
  "def f(a, *b):\n    ",
  "return ",
  "f(",
  '"""a\nb"""',
  '"x"',
  "'",
  'f"{',
  "}",
  "\n",
  "\r\n",
  "    ",
  "=",
  "A",
  "+",
  ".append(",
  '["k"]',
  "[",
  "]",
  "if ",
  "for ",
  " in ",
  ":",
  "with open('f') as ",
  ".read()",
  ".splitlines()",
  "import ",
  ",",
  "**",
  "*",
  "{",
  "None",
  "True",
  "del ",
  "%",
  "#",
  "\uFEFF",
]);
const config = anyOf([
  "[metadata]",
  "[options]",
  "[options.extras_require]",
  "[options.package_data]",
  "\n",
  "\r",
  "\r\n",
  "  ",
  "\t",
  "=",
  ":",
  "version",
  "name",
  "license_files",
  "install_requires",
  "project_urls",
  "file: a",
  "attr: a.b",
  ";",
  "#",
  ",",
  "x",
  "]",
  "\uFEFF",
]);
const project = anyOf([
  "[project]\n",
  "[project.",
  "[[tool.poetry.dependencies.x]]\n",
  "[tool.poetry]\n",
  "[tool.poetry.dependencies]\n",
  "[tool.flit.metadata]\n",
  "[tool.setuptools.dynamic]\n",
  "[build-system]\n",
  "]\n",
  "name",
  "version",
  "dynamic",
  "license",
  "readme",
  "urls",
  "dependencies",
  "module",
  ' = "x"\n',
  ' = ["version", "readme", "license"]\n',
  ' = ["a",\n"b"]\n',
  ' = {file = ["a"]}\n',
  ' = {text = "x"}\n',
  '= """\n"""\n',
  "# x\n",
  "\r\n",
  ".",
  "\uFEFF",
]);

describe("packages: the readers, whatever they are given", () => {
  it("never throw, end soon, and name only lines that are there", () => {
    const perhaps = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary);
    const texts = fc.record({ toml: perhaps(project), script: perhaps(script), config: perhaps(config) });
    fc.assert(
      fc.property(texts, (given) => {
        const read = combineSources(given);
        if (read === null) return;
        const files: Record<string, string | null> = {
          "pyproject.toml": given.toml,
          "setup.py": given.script,
          "setup.cfg": given.config,
        };
        for (const [, { said, file }] of read.fields) {
          const last = (files[file] ?? "").split(/\r\n|\r|\n/).length;
          for (const { line } of [...said.texts, ...said.files])
            assert.ok(line === null || (line >= 1 && line <= last), `${file}:${line} of ${last}`);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("end soon for what grows", () => {
    const growing = [
      'A = ["x"]\nA = A + A\n',
      "A = [A, A]\n",
      "A = {**A, 'x': A}\n",
      "A.append(A)\n",
      "def f():\n    return f() + f()\nf()\n",
      "if x:\n    A = ['a']\n",
      "f'{A}{A}'\n",
      'A = "a"\n"b"\n',
      "A['a']['b'] = A\n",
      "@",
      "def f(",
      "{",
      "lambda: ",
      "match x:\n case 1:\n  ",
    ];
    const start = performance.now();
    for (const part of growing)
      combineSources({
        toml: null,
        script: `A = {}\n${part.repeat(1000)}\nsetup(name=A, install_requires=A, extras_require=A, **A)\nsetup(install_requires=A)`,
        config: null,
      });
    for (const part of [
      "[a",
      "a = [",
      "a.",
      '"',
      "'''",
      "{",
      "#",
      "[[a]]\n",
      "= ",
      " ",
      "a={b={",
      "\n[project]\n",
    ])
      combineSources({ toml: `[project]\nname = "a"\n${part.repeat(20_000)}`, script: null, config: null });
    for (const part of ["[a", "a=", " ", "=", "a\n ", "\r", "[metadata]\n", ";", "x,"])
      combineSources({
        toml: null,
        script: null,
        config: `[metadata]\nclassifiers =\n${part.repeat(50_000)}`,
      });
    assert.ok(performance.now() - start < 20_000);
  });
});

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,7}$/);
const name = fc.array(word, { minLength: 2, maxLength: 4 }).map((parts) => parts.join("-"));
const version = fc.stringMatching(/^[1-9]\.[0-9]\.[0-9](?:b[1-9])?$/);
const requirement = fc.tuple(word, version).map(([of, from]) => `${of}>=${from}`);

/** How setup scripts write the name of a package. */
const nameShapes: readonly ((name: string) => readonly [before: string, expression: string])[] = [
  (all) => ["", JSON.stringify(all)],
  (all) => [`PACKAGE_NAME = '${all}'\n`, "PACKAGE_NAME"],
  (all) => [`NAMESPACE = "${all.replaceAll("-", ".")}"\n`, 'NAMESPACE.replace(".", "-")'],
  (all) => [
    `A, B = "x", "y"\nLAST = "${all.split("-").at(-1)}"\n`,
    `f"${all.split("-").slice(0, -1).join("-")}-{LAST}"`,
  ],
  (all) => ["", `"{}-{rest}".format("${all.split("-")[0]}", rest="${all.split("-").slice(1).join("-")}")`],
  (all) => ["", `"%s-%s" % ("${all.split("-")[0]}", '${all.split("-").slice(1).join("-")}')`],
  (all) => [
    "",
    `"-".join([${all
      .split("-")
      .map((part) => JSON.stringify(part))
      .join(", ")}])`,
  ],
  (all) => [
    `def name_of(folder):\n    return folder.replace("/", "-")\n`,
    `name_of("${all.replaceAll("-", "/")}")`,
  ],
];

/** How they find their version, in a file of this folder. */
const versionShapes: readonly ((folder: string) => readonly [before: string, expression: string])[] = [
  (folder) => [
    `with open(os.path.join("${folder}", "_version.py"), "r") as fd:\n    version = re.search(r'^VERSION\\s*=\\s*[\\'"]([^\\'"]*)[\\'"]', fd.read(), re.MULTILINE).group(1)\nif not version:\n    raise RuntimeError("x")\n`,
    "version",
  ],
  (folder) => [
    `here = os.path.abspath(os.path.dirname(__file__))\nabout = {}\nwith open(os.path.join(here, "${folder}", "_version.py")) as f:\n    exec(f.read(), about)\n`,
    'about["VERSION"]',
  ],
  (folder) => [
    `folder = PACKAGE_FOLDER = "${folder.replaceAll("/", "-")}".replace("-", "/")\nfor line in []: pass\n`,
    `re.search(r"^VERSION = (.*)", io.open(f"{PACKAGE_FOLDER}/_version.py").read(), re.M)[1]`,
  ],
  (folder) => [`from ${folder.replaceAll("/", ".")}._version import VERSION as V\n`, "V"],
  (folder) => [
    `from pathlib import Path\ndef read(*parts):\n    with (Path(__file__).parent).joinpath(*parts).open() as fp:\n        return fp.read()\n`,
    `re.search("^VERSION = '(.*)'", read("${folder}", "_version.py")).group(1)`,
  ],
];

describe("packages: a setup.py of known shapes", () => {
  it("gives the name, version and requirements that it was made of, at their lines", async () => {
    const made = fc.record({
      name,
      version,
      requires: fc.uniqueArray(requirement, { maxLength: 4 }),
      nameShape: fc.constantFrom(...nameShapes),
      versionShape: fc.constantFrom(...versionShapes),
      comments: fc.nat(3),
      ending: fc.constantFrom("\n", "\r\n"),
      mark: fc.constantFrom("", "\uFEFF"),
    });
    await fc.assert(
      fc.asyncProperty(made, async (given) => {
        const folder = given.name.replaceAll("-", "/");
        const [named, nameExpression] = given.nameShape(given.name);
        const [found, versionExpression] = given.versionShape(folder);
        const requires = given.requires.map((one) => `        "${one}",\n`).join("");
        const text = `import os, re, io\n${"# comment\n".repeat(given.comments)}${named}${found}\nREADME = open("README.md").read()\n\nsetup(\n    name=${nameExpression},\n    version=${versionExpression},\n    long_description=README + "\\n",\n    install_requires=[\n${requires}    ],\n)\n`;
        const source = await packageWith({
          "setup.py": given.mark + text.replaceAll("\n", given.ending),
          [`${folder}/_version.py`]: `# x${given.ending}VERSION = "${given.version}"${given.ending}`,
          [`${folder}/_other/_version.py`]: 'VERSION = "9.9.9"',
        });
        const lineOf = (piece: string) => text.slice(0, text.indexOf(piece)).split("\n").length;
        assert.deepEqual(
          [source.name, source.version, source.versionAt],
          [given.name, given.version, { path: `pkg/${folder}/_version.py`, line: 2 }],
        );
        const { requires: read, description, unread } = brief(source.declared);
        const expected = given.requires.map((one) => `${one} @ setup.py:${lineOf(`        "${one}",`)}`);
        assert.deepEqual(
          [read ?? [], description, unread],
          [expected, [`README.md @ setup.py:${lineOf("README = ")}`], undefined],
        );
      }),
      { numRuns: 300 },
    );
  });
});
