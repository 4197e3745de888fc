/** Calls of the standard library that setup scripts find their names, versions and paths with. */
import { folderOf, joinPaths } from "./paths.ts";
import type { Scope } from "./python-expressions.ts";
import { childrenOf, groupsOf, type PythonNode } from "./python-tree.ts";
import { combineTexts, type PythonValue, textOf, textsOf, textValue, unknown } from "./python-values.ts";

type Evaluate = (node: PythonNode | undefined) => PythonValue;
type Call = (args: readonly PythonValue[], at: number) => PythonValue;
type Method = (owner: PythonValue, args: readonly PythonValue[], at: number) => PythonValue;

const first: Call = (args) => args[0] ?? unknown;
const onFirstText =
  (change: (text: string) => string): Call =>
  (args, at) =>
    combineTexts(args.slice(0, 1), at, ([text = ""]) => change(text));
const join: Call = (args, at) => combineTexts(args, at, joinPaths);

/** By the callee as written. */
const calls: Readonly<Record<string, Call>> = {
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
  "re.search": search,
  "re.match": search,
  "ast.literal_eval": first,
};

/** By the method's name; the owner is the value before the dot. */
const methods: Readonly<Record<string, Method>> = {
  read: asContent,
  read_text: (owner) => asContent(owner.kind === "text" ? openFile([owner]) : owner),
  open: (owner) => openFile([owner]),
  strip: (owner, _, at) =>
    owner.kind === "text" ? combineTexts([owner], at, ([text = ""]) => text.trim()) : owner,
  rstrip: (owner, _, at) =>
    owner.kind === "text" ? combineTexts([owner], at, ([text = ""]) => text.trimEnd()) : owner,
  lower: (owner, _, at) => combineTexts([owner], at, ([text = ""]) => text.toLowerCase()),
  resolve: (owner) => owner,
  absolute: (owner) => owner,
  decode: (owner) => owner,
  joinpath: (owner, args, at) => combineTexts([owner, ...args], at, joinPaths),
  group: (owner) => (owner.kind === "stored" ? owner : unknown),
  replace: (owner, [from, to], at) => {
    // A long replacement for every letter is no name.
    if (from === undefined || to === undefined || (textOf(to) ?? "").length > 100) return unknown;
    return combineTexts([owner, from, to], at, ([text = "", old = "", next = ""]) =>
      text.replaceAll(old, () => next),
    );
  },
  join: (owner, [list], at) => {
    const texts = textsOf(list);
    const whole = list?.kind === "list" && list.items.length === texts.length;
    return whole ? combineTexts([owner], at, ([separator = ""]) => texts.join(separator)) : unknown;
  },
};

/** The value of a call; unknown for every function that is not in the tables above. */
export function callValue(node: PythonNode, scope: Scope, evaluate: Evaluate): PythonValue {
  const [callee, list] = childrenOf(node);
  if (callee === undefined || list?.name !== "ArgList") return unknown;
  const { positional, keywords } = argumentsOf(list, scope, evaluate);
  const written = scope.source.slice(callee.from, callee.to).replace(/\s+/g, "");
  const call = Object.hasOwn(calls, written) ? calls[written] : undefined;
  if (call !== undefined) return call(positional, node.from);
  if (callee.name !== "MemberExpression") return unknown;
  const [owner, , property] = childrenOf(callee);
  const name = property === undefined ? "" : scope.source.slice(property.from, property.to);
  const value = evaluate(owner);
  if (name === "format") return format(value, positional, keywords, node.from);
  return Object.hasOwn(methods, name) ? (methods[name]?.(value, positional, node.from) ?? unknown) : unknown;
}

/** Positional and keyword arguments of a call; those of a `**dictionary` that is known count as keywords. */
export function argumentsOf(list: PythonNode, scope: Scope, evaluate: Evaluate) {
  const positional: PythonValue[] = [];
  const keywords = new Map<string, PythonValue>();
  for (const [head, operator, value] of groupsOf(list)) {
    if (head === undefined) continue;
    if (operator?.name === "AssignOp") keywords.set(scope.source.slice(head.from, head.to), evaluate(value));
    else if (head.name !== "**") positional.push(operator === undefined ? evaluate(head) : unknown);
    else {
      const unpacked = evaluate(operator);
      if (unpacked.kind === "dictionary") for (const [key, item] of unpacked.entries) keywords.set(key, item);
    }
  }
  return { positional, keywords };
}

function openFile(args: readonly PythonValue[]): PythonValue {
  const [path] = args;
  return path?.kind === "text" ? { kind: "file", paths: path.texts } : unknown;
}

function asContent(owner: PythonValue): PythonValue {
  return owner.kind === "file" ? { kind: "stored", paths: owner.paths, attributes: null } : unknown;
}

/** `re.search(r"^VERSION\s*=…", content)`: the variable that the pattern begins with, in that file. */
function search(args: readonly PythonValue[]): PythonValue {
  const [pattern, content] = args;
  const variable = /^\^?(?:\\s\*)?\(?([A-Za-z_]\w*)(?![\w*+?{])/.exec(textOf(pattern) ?? "")?.[1];
  if (variable === undefined || content?.kind !== "stored" || content.attributes !== null) return unknown;
  return { kind: "stored", paths: content.paths, attributes: [variable] };
}

function format(
  owner: PythonValue,
  positional: readonly PythonValue[],
  keywords: ReadonlyMap<string, PythonValue>,
  at: number,
): PythonValue {
  const pattern = textOf(owner);
  if (pattern === null) return unknown;
  const parts: PythonValue[] = [];
  let next = 0;
  for (const piece of pattern.split(/(\{\{|\}\}|\{[^{}]*\})/)) {
    if (piece === "{{" || piece === "}}") parts.push(textValue([piece.slice(1)], at));
    else if (piece.startsWith("{")) {
      const name = piece.slice(1, -1);
      const position = name === "" ? next++ : /^\d{1,3}$/.test(name) ? Number(name) : null;
      parts.push((position === null ? keywords.get(name) : positional[position]) ?? unknown);
    } else parts.push(textValue([piece], at));
  }
  return combineTexts(parts, at, (texts) => texts.join(""));
}
