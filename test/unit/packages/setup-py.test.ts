import assert from "node:assert/strict";
import fc from "fast-check";
import { lineAt } from "../../../src/packages/paths.ts";
import { textOf } from "../../../src/packages/python-values.ts";
import { readSetupPy } from "../../../src/packages/setup-py.ts";

const nameOf = (text: string) => {
  const { name } = readSetupPy(text);
  const value = textOf(name ?? undefined);
  return value === null || name?.kind !== "text" ? null : { value, line: lineAt(text, name.at) };
};
const versionOf = (text: string) => {
  const { version } = readSetupPy(text);
  if (version?.kind === "text") return version.texts.length === 1 ? version.texts[0] : version.texts;
  if (version?.kind === "stored") return [version.paths, version.attributes];
  if (version?.kind === "member") return [version.module, version.level, version.attribute];
  return version?.kind ?? null;
};

describe("packages/setup-py: names", () => {
  const names: Record<string, string | null> = {
    'setup(name="contoso-core")': "contoso-core",
    "import setuptools\nsetuptools.setup(name='a' 'b')": "ab",
    'NAME = "a"\nsetup(name=NAME)': "a",
    'PREFIX = "contoso"\nNAME = PREFIX + "-" + "core"\nsetup(name=NAME)': "contoso-core",
    'P = "contoso"\nsetup(name=f"{P}-core")': "contoso-core",
    'P = "contoso"\nsetup(name="{}-{}".format(P, "core"))': "contoso-core",
    'P = "contoso"\nsetup(name="{p}-core".format(p=P))': "contoso-core",
    'P = "contoso"\nsetup(name="%s-core" % P)': "contoso-core",
    'setup(name="contoso.core".replace(".", "-"))': "contoso-core",
    'setup(name="-".join(["contoso", "core"]))': "contoso-core",
    'setup(name="-".join(("contoso", *["core"])))': "contoso-core",
    'def f(a, b="core", *c, **d): return a + "-" + b\nsetup(name=f("contoso"))': "contoso-core",
    'def f(a, b): return a + "-" + b\nsetup(name=f(b="core", a="contoso"))': "contoso-core",
    "def f(): return f()\nsetup(name=f())": null,
    '@x\ndef f(): return "a"\nsetup(name=f())': null,
    'async def f(): return "a"\nsetup(name=f())': null,
    'N = "a"\ndef f():\n    N = "b"\nf()\nsetup(name=N)': "a",
    'N = "a"\ndel N\nsetup(name=N)': null,
    'N = "a"\nfor N in x: pass\nsetup(name=N)': null,
    'N = "a"\nmatch x:\n    case 1:\n        N = "b"\nsetup(name=N)': null,
    'D = {"n": "a"}\nD["n"] = "b"\nsetup(name=D["n"])': "b",
    'D = {"n": "a"}\nD[x] = "b"\nsetup(name=D["n"])': null,
    'from os.path import join as j\nsetup(name=j("a", "b").replace("/", "-"))': "a-b",
    'import os\nsetup(name="a-b".replace("-", os.sep).replace(os.path.sep, "."))': "a.b",
    'A = B = "a"\nA += "b"\nsetup(name=A + B)': "aba",
    'N: str = "a"\nsetup(name=(N))': "a",
    'if __name__ == "__main__":\n    setup(name="a")': "a",
    'with open("x") as f:\n    setup(name="a")': "a",
    'args = {"name": "a"}\nsetup(**args)': "a",
    'if x:\n    setup(name="a", y=1)\nelse:\n    setup(name="a")': "a",
    'if x:\n    setup(name="a")\nelse:\n    setup(name="b")': null,
    'N = "a"\nif x:\n    N = "b"\nsetup(name=N)': null,
    'for N in "ab": pass\nN = input()\nsetup(name=N)': null,
    "setup(name=make_name())": null,
    'setup(name=f"{x!r}")': null,
    'setup(name=b"a")': null,
    "setup(name=": null,
    "print('no setup')": null,
    "": null,
  };
  for (const [text, expected] of Object.entries(names)) {
    it(JSON.stringify(text), () => assert.equal(nameOf(text)?.value ?? null, expected));
  }

  it("come with their line", () => {
    assert.deepEqual(nameOf('# a comment\n\nNAME = "a"\n\nsetup(\n    name=NAME,\n)\n'), {
      value: "a",
      line: 3,
    });
    assert.deepEqual(nameOf('setup(\r\n    name="a",\r\n)\r\n'), { value: "a", line: 2 });
  });
});

describe("packages/setup-py: versions", () => {
  const search = "re.search(r'^VERSION\\s*=\\s*[\\'\"]([^\\'\"]*)[\\'\"]', fd.read(), re.MULTILINE).group(1)";
  const versions: Record<string, [text: string, expected: unknown]> = {
    "written out": ['setup(version="1.0")', "1.0"],
    "of a management package": [
      `PACKAGE_NAME = "contoso-mgmt-x"\nfolder = PACKAGE_NAME.replace("-", "/")\nwith open(os.path.join(folder, "version.py") if os.path.exists(os.path.join(folder, "version.py")) else os.path.join(folder, "_version.py"), "r") as fd:\n    version = ${search}\nif not version:\n    raise RuntimeError("x")\nsetup(name=PACKAGE_NAME, version=version)`,
      [["contoso/mgmt/x/version.py", "contoso/mgmt/x/_version.py"], ["VERSION"]],
    ],
    "searched with an index": [
      `setup(version=re.search("^__version__ = '(.*)'", open("a.py").read(), re.M)[1])`,
      [["a.py"], ["__version__"]],
    ],
    "searched, with the types told": [
      'from io import open\nwith open("a.py") as f:\n    v = cast(Match[str], re.search("^V = 1", f.read())).group(1)\nsetup(version=v)',
      [["a.py"], ["V"]],
    ],
    "of a whole file": ['setup(version=open("VERSION").read().strip())', [["VERSION"], null]],
    "of a path": [
      'from pathlib import Path\nhere = Path(__file__).parent\nsetup(version=(here / "src" / "VERSION").read_text().strip())',
      [["src/VERSION"], null],
    ],
    "below the folder of the script": [
      'here = os.path.abspath(os.path.dirname(__file__))\nwith io.open(os.path.join(here, "a", "v.py")) as f:\n    about = {}\n    exec(f.read(), about)\nsetup(version=about["VERSION"])',
      [["a/v.py"], ["VERSION"]],
    ],
    "left by exec": [
      'exec(open("a/v.py").read())\nsetup(version=__version__)',
      [["a/v.py"], ["__version__"]],
    ],
    imported: [
      "from contoso.core._version import VERSION as V\nsetup(version=V)",
      ["contoso.core._version", 0, "VERSION"],
    ],
    "of an imported module": [
      "import contoso.core\nsetup(version=contoso.core.__version__)",
      ["contoso.core", 0, "__version__"],
    ],
    "of a module by another name": [
      "import contoso.core as c\nsetup(version=c.__version__)",
      ["contoso.core", 0, "__version__"],
    ],
    "made by a plain function": ["def v():\n    return '1.0'\nsetup(version=v())", "1.0"],
    "made by a function that reads a file": [
      'here = os.path.dirname(__file__)\ndef read(*parts):\n    with open(os.path.join(here, *parts)) as f:\n        return f.read()\ndef find(*paths):\n    content = read(*paths)\n    match = re.search(r"^__version__ = 1", content, re.M)\n    if match:\n        return match.group(1)\n    raise RuntimeError("x")\nsetup(version=find("a", "b.py"))',
      [["a/b.py"], ["__version__"]],
    ],
    "made by a function that decides": [
      "def v():\n    if x:\n        return '1.0'\n    return '2.0'\nsetup(version=v())",
      "unknown",
    ],
    "searched by no plain name": [
      "setup(version=re.search('[vV]ersion', open('a').read()).group(0))",
      "unknown",
    ],
    "of two branches": ["if x:\n    v = '1'\nelse:\n    v = '2'\nsetup(version=v)", "unknown"],
    "not given": ["setup(name='a')", null],
  };
  for (const [title, [text, expected]] of Object.entries(versions)) {
    it(title, () => assert.deepEqual(versionOf(text), expected));
  }
});

describe("packages/setup-py: the rest", () => {
  it("requirements and classifiers", () => {
    const text = `BASE = ["a>=1"]\nsetup(\n    install_requires=BASE + [\n        "b",  # why\n        other(),\n    ],\n    classifiers=("Private :: Do Not Upload",),\n)`;
    const { fields } = readSetupPy(text);
    assert.deepEqual(fields.get("requires-dist"), {
      texts: [
        { value: "a>=1", line: 1 },
        { value: "b", line: 4 },
      ],
      files: [],
      whole: false,
    });
    assert.deepEqual(fields.get("classifier")?.texts, [{ value: "Private :: Do Not Upload", line: 7 }]);
  });

  it("never throws, whatever it is given, and ends soon", () => {
    const piece = fc.constantFrom(
      "setup(",
      ")",
      "name=",
      '"',
      "'",
      'f"{',
      "}",
      "\n",
      "    ",
      "=",
      "A",
      "+",
      ".replace(",
      ",",
      "[",
      "]",
      "if ",
      ":",
      "with ",
      " as ",
      "open(",
      "import ",
      "from ",
      ".",
      "**",
      "{",
      "(",
      "\\",
      "exec(",
      "%",
      "#",
      "else",
      "1",
    );
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(piece, { maxLength: 50 }).map((all) => all.join("")),
    );
    fc.assert(
      fc.property(text, (any) => void readSetupPy(any)),
      { numRuns: 1000 },
    );
    for (const part of [
      "(",
      "[",
      "setup(name=",
      "a+",
      "f(",
      "if x:\n ",
      "A = A + A\n",
      "x.replace('a', 'aa').",
      '"a" ',
      "\n",
      "if x: y=1\n",
    ])
      readSetupPy(`A = "a"\n${part.repeat(5000)}`);
    const doubling = `A = "a"\n${"A = A + A\n".repeat(200)}setup(name=A)`;
    assert.equal(nameOf(doubling), null);
  });
});
