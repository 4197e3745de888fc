/** The functions and methods of the standard library that setup scripts find their names, versions and texts with. */
import { folderOf, joinPaths } from "./paths.ts";
import {
  combineTexts,
  compose,
  filesOf,
  listValue,
  type PythonValue,
  textOf,
  textValue,
  unknown,
} from "./python-values.ts";

export type Call = (args: readonly PythonValue[], at: number) => PythonValue;
/** The owner is the value before the dot. */
export type Method = (owner: PythonValue, args: readonly PythonValue[], at: number) => PythonValue;

const first: Call = (args) => args[0] ?? unknown;
const itself: Method = (owner) => owner;
const onFirstText =
  (change: (text: string) => string): Call =>
  (args, at) =>
    combineTexts(args.slice(0, 1), at, ([text = ""]) => change(text));
const onText =
  (change: (text: string) => string): Method =>
  (owner, _, at) =>
    owner.kind === "text" ? combineTexts([owner], at, ([text = ""]) => change(text)) : owner;
/** Such a path stands where its last part does. */
const join: Call = (args, at) => {
  const last = args.at(-1);
  return combineTexts(args, last?.kind === "text" ? last.at : at, joinPaths);
};

/** By the function as written. */
export const functions: Readonly<Record<string, Call>> = {
  open: openFile,
  "io.open": openFile,
  "codecs.open": openFile,
  "os.path.join": join,
  "path.join": join,
  "os.path.abspath": first,
  "os.path.realpath": first,
  "os.path.normpath": first,
  "path.abspath": first,
  "os.path.dirname": onFirstText(folderOf),
  "path.dirname": onFirstText(folderOf),
  Path: join,
  "pathlib.Path": join,
  str: first,
  cast: (args) => args[1] ?? unknown,
  "typing.cast": (args) => args[1] ?? unknown,
  compile: first,
  list: ([all]) => (all === undefined ? listValue([]) : asList(all)),
  tuple: ([all]) => (all === undefined ? listValue([]) : asList(all)),
  sorted: ([all]) => (all === undefined ? unknown : asList(all)),
  filter: ([, all]) => (all === undefined ? unknown : asList(all)),
  "re.search": search,
  "re.match": search,
  "re.compile": first,
  "ast.literal_eval": first,
};

/** By the method's name. */
export const methods: Readonly<Record<string, Method>> = {
  read: asContent,
  read_text: (owner) => asContent(owner.kind === "text" ? openFile([owner]) : owner),
  open: (owner) => openFile([owner]),
  strip: onText((text) => text.trim()),
  rstrip: onText((text) => text.trimEnd()),
  lower: (owner, _, at) => combineTexts([owner], at, ([text = ""]) => text.toLowerCase()),
  resolve: itself,
  absolute: itself,
  decode: itself,
  copy: itself,
  joinpath: (owner, args, at) => join([owner, ...args], at),
  search: (owner, args) => search([owner, ...args]),
  match: (owner, args) => search([owner, ...args]),
  group: (owner) => (owner.kind === "stored" ? owner : unknown),
  readlines: (owner) => asLines(asContent(owner)),
  splitlines: asLines,
  split: (owner, [separator]) =>
    separator === undefined ? unknown : textOf(separator) === "\n" ? asLines(owner) : split(owner, separator),
  replace,
  join: joinTexts,
};

function openFile(args: readonly PythonValue[]): PythonValue {
  const [path] = args;
  return path?.kind === "text" ? { kind: "file", paths: path.texts, at: path.at } : unknown;
}

function asContent(owner: PythonValue): PythonValue {
  return owner.kind === "file"
    ? { kind: "stored", paths: owner.paths, attributes: null, at: owner.at }
    : unknown;
}

function asList(value: PythonValue): PythonValue {
  return value.kind === "list" || value.kind === "lines" ? value : unknown;
}

/** The lines of a text; each begins where it stands in the literal, as far as that has no escapes. */
function asLines(owner: PythonValue): PythonValue {
  if (owner.kind === "stored" && owner.attributes === null)
    return { kind: "lines", paths: owner.paths, at: owner.at };
  const text = textOf(owner);
  return text === null || owner.kind !== "text" ? unknown : pieces(text.split(/\r\n|\r|\n/), owner.at);
}

function split(owner: PythonValue, separator: PythonValue): PythonValue {
  const [text, mark] = [textOf(owner), textOf(separator)];
  if (text === null || mark === null || mark === "" || owner.kind !== "text") return unknown;
  return pieces(text.split(mark), owner.at);
}

function pieces(texts: readonly string[], at: number): PythonValue {
  return listValue(texts.map((text) => textValue([text], at)));
}

/** Of the text of a file it leaves the file, whose white space is of no account. */
function replace(owner: PythonValue, [from, to]: readonly PythonValue[], at: number): PythonValue {
  const files = owner.kind === "text" ? null : filesOf(owner);
  if (files !== null) return (textOf(from) ?? "x").trim() === "" ? owner : { kind: "document", files };
  // A long replacement for every letter is no name.
  if (from === undefined || to === undefined || (textOf(to) ?? "").length > 100) return unknown;
  return combineTexts([owner, from, to], at, ([text = "", old = "", next = ""]) =>
    text.replaceAll(old, () => next),
  );
}

function joinTexts(owner: PythonValue, [list]: readonly PythonValue[], at: number): PythonValue {
  if (list?.kind !== "list") return unknown;
  return compose([owner, ...list.items], at, ([separator = "", ...texts]) => texts.join(separator));
}

/** `re.search(r"^VERSION\s*=…", content)`: the variable that the pattern begins with, in that file. */
function search(args: readonly PythonValue[]): PythonValue {
  const [pattern, content] = args;
  const variable = /^(?:\(\?[a-z]{1,5}\))?(?:\.\*)?\^?(?:\\s\*)?\(?([A-Za-z_]\w*)(?![\w*+?{])/.exec(
    textOf(pattern) ?? "",
  )?.[1];
  if (variable === undefined || content?.kind !== "stored" || content.attributes !== null) return unknown;
  return { kind: "stored", paths: content.paths, attributes: [variable], at: content.at };
}
