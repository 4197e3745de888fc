/** setup.py, read without running it: what its call of `setup()` is given. */
import { lineFinder } from "./lines.ts";
import { fieldNames, type Metadata } from "./metadata.ts";
import { readModule, type SetupCall } from "./python-module.ts";
import { sameValue } from "./python-same.ts";
import { type PythonValue, unknown } from "./python-values.ts";
import { withoutMark } from "./read-text.ts";
import { type Keywords, setupFields } from "./setup-py-fields.ts";
import { setupPackageData } from "./setup-py-data.ts";

const call = /\bsetup\s*\(/;
const callWithSomething = /\bsetup\s*\(\s*[^)\s]/;

/** The metadata of a setup.py. What would take running it is null or left out. Never throws. */
export function readSetupPy(original: string): Metadata {
  const text = withoutMark(original);
  const get = keywordsOf(setupCalls(text));
  const lineAt = lineFinder(text);
  const line = (at: number, piece?: string) =>
    lineAt(at) + (piece === undefined ? 0 : linesDown(text, at, piece));
  return {
    file: "setup.py",
    text,
    name: get("name") ?? null,
    version: versionOf(get),
    roots: ["", "src"],
    fields: setupFields(get, line),
    packageData: setupPackageData(get),
    asksSetup: true,
    leaves: fieldNames,
    problem: null,
  };
}

/** The calls of `setup()`. Where all are without arguments, as beside setup.cfg, the code need not be looked at. */
function setupCalls(text: string): readonly SetupCall[] {
  if (callWithSomething.test(text)) return readModule(text, "setup.py").setups;
  return call.test(text) ? [{ keywords: new Map(), whole: true }] : [];
}

/**
 * What `setup()` is given for a keyword; undefined when nothing. Without any call that was found, everything is
 * unknown; of two calls in two branches it can't be told which one runs, unless they agree.
 */
function keywordsOf([first, ...others]: readonly SetupCall[]): Keywords {
  const given = ({ keywords, whole }: SetupCall, key: string) =>
    keywords.get(key) ?? (whole ? undefined : unknown);
  return (key) => {
    if (first === undefined) return unknown;
    const value = given(first, key);
    return others.every((other) => isSame(given(other, key), value)) ? value : unknown;
  };
}

function isSame(a: PythonValue | undefined, b: PythonValue | undefined): boolean {
  return a === undefined || b === undefined ? a === b : sameValue(a, b);
}

/** How many lines below the beginning of a literal a piece of it stands, on a line of its own. */
function linesDown(text: string, at: number, piece: string): number {
  const mark = /^[A-Za-z]{0,2}("""|''')/.exec(text.slice(at, at + 5));
  if (mark === null) return 0;
  const [opening, quotes = ""] = mark;
  const end = text.indexOf(quotes, at + opening.length);
  const literal = text.slice(at + opening.length, end === -1 ? undefined : end);
  return Math.max(
    0,
    literal.split(/\r\n|\r|\n/).findIndex((line) => line.trim() === piece),
  );
}

/** setuptools-scm and pbr take it from git. */
function versionOf(get: Keywords): PythonValue | null {
  const version = get("version");
  if (version !== undefined && version.kind !== "none") return version;
  const foreign = ["use_scm_version", "pbr"].some((key) => get(key) !== undefined);
  return foreign ? unknown : null;
}
