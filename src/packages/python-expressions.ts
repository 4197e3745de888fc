/** Evaluates the expressions that setup scripts write their names, versions and paths with. */
import { folderOf, joinPaths } from "./paths.ts";
import { callValue } from "./python-calls.ts";
import { literalShape, literalText, unescapeText } from "./python-strings.ts";
import { childrenOf, groupsOf, type PythonNode } from "./python-tree.ts";
import {
  combineTexts,
  compose,
  listValue,
  type PythonFunction,
  type PythonValue,
  textOf,
  textValue,
  unknown,
} from "./python-values.ts";

/** What is known at a place of the code. */
export interface Scope {
  readonly source: string;
  readonly variables: Map<string, PythonValue>;
  /** Files run by `exec` without a dictionary of their own: variables that are not set here may be set there. */
  executed: readonly string[] | null;
  /** What a function of the module gives for its arguments. */
  readonly call: (called: PythonFunction, args: Arguments) => PythonValue;
}

/** What a call is given. */
export interface Arguments {
  readonly positional: readonly PythonValue[];
  readonly keywords: ReadonlyMap<string, PythonValue>;
  /** False when there may be more: a `*list` or `**dictionary` that is not known. */
  readonly whole: boolean;
}

const deepest = 100;

/** The value of an expression; unknown wherever code would have to run. */
export function evaluate(node: PythonNode | undefined, scope: Scope, depth = 0): PythonValue {
  if (node === undefined || depth > deepest) return unknown;
  const again = (child: PythonNode | undefined) => evaluate(child, scope, depth + 1);
  const source = scope.source.slice(node.from, node.to);
  switch (node.name) {
    case "String": {
      const text = literalText(source);
      return text === null ? unknown : textValue([text], node.from);
    }
    case "ContinuedString":
      return combineTexts(childrenOf(node).map(again), node.from, (texts) => texts.join(""));
    case "FormatString":
      return formatString(node, scope, again);
    case "VariableName":
      return variable(source, scope);
    case "ParenthesizedExpression":
      return again(groupsOf(node)[0]?.[0]);
    case "None":
      return { kind: "none" };
    case "Boolean":
      return { kind: "boolean", value: source === "True" };
    case "ArrayExpression":
    case "TupleExpression":
      return listValue(groupsOf(node).flatMap((group) => listItems(group, again)));
    case "DictionaryExpression":
      return dictionary(node, again);
    case "BinaryExpression":
      return binary(node, scope, again);
    case "ConditionalExpression":
      return either(again(childrenOf(node)[0]), again(childrenOf(node)[4]), node.from);
    case "MemberExpression":
      return member(node, scope, again);
    case "CallExpression":
      return callValue(node, scope, again);
    default:
      return unknown;
  }
}

function variable(name: string, { variables, executed }: Scope): PythonValue {
  const known = variables.get(name);
  if (known !== undefined) return known;
  return executed === null ? unknown : { kind: "stored", paths: executed, attributes: [name], at: 0 };
}

/** One item, or those of a `*list`. */
function listItems(
  [head, inner]: readonly PythonNode[],
  again: (child: PythonNode | undefined) => PythonValue,
): readonly PythonValue[] {
  if (head?.name !== "*") return [inner === undefined ? again(head) : unknown];
  const unpacked = again(inner);
  return unpacked.kind === "list" ? unpacked.items : [unknown];
}

/** Literal pieces and `{expression}`; one with a conversion or a format is not followed. */
function formatString(
  node: PythonNode,
  scope: Scope,
  again: (child: PythonNode | undefined) => PythonValue,
): PythonValue {
  const shape = literalShape(scope.source.slice(node.from, node.to));
  if (shape === null) return unknown;
  const raw = shape.prefix.includes("r");
  const parts: PythonValue[] = [];
  let from = node.from + shape.prefix.length + shape.quotes;
  const literal = (to: number) => {
    const body = scope.source.slice(from, to).replaceAll("{{", "{").replaceAll("}}", "}");
    parts.push(textValue([raw ? body : unescapeText(body)], from));
  };
  for (const child of childrenOf(node).filter(({ name }) => name === "FormatReplacement")) {
    const inner = childrenOf(child);
    literal(child.from);
    parts.push(inner.length === 3 ? again(inner[1]) : unknown);
    from = child.to;
  }
  literal(node.to - shape.quotes);
  return compose(parts, node.from, (texts) => texts.join(""));
}

function dictionary(node: PythonNode, again: (child: PythonNode | undefined) => PythonValue): PythonValue {
  const entries = new Map<string, PythonValue>();
  let whole = true;
  for (const [key, colon, value] of groupsOf(node)) {
    const unpacked = key?.name === "**" ? again(colon) : null;
    const name = colon?.name === ":" ? textOf(again(key)) : null;
    if (name !== null) entries.set(name, again(value));
    else if (unpacked?.kind === "dictionary") {
      for (const [inner, item] of unpacked.entries) entries.set(inner, item);
      whole &&= unpacked.whole;
    } else whole = false;
  }
  return { kind: "dictionary", entries, whole };
}

function binary(
  node: PythonNode,
  scope: Scope,
  again: (child: PythonNode | undefined) => PythonValue,
): PythonValue {
  const [left, operator, right] = childrenOf(node);
  if (operator?.name !== "ArithOp") return unknown;
  const [a, b] = [again(left), again(right)];
  switch (scope.source.slice(operator.from, operator.to)) {
    case "+":
      return add(a, b, node.from);
    case "/":
      return combineTexts([a, b], b.kind === "text" ? b.at : node.from, joinPaths);
    case "%": {
      const values = b.kind === "list" ? b.items : [b];
      return compose([a, ...values], node.from, ([format = "", ...texts]) => fillPercent(format, texts));
    }
    default:
      return unknown;
  }
}

/** `a + b` of texts and of lists. */
export function add(a: PythonValue, b: PythonValue, at: number): PythonValue {
  if (a.kind === "list" || b.kind === "list") return listValue([...itemsOf(a), ...itemsOf(b)]);
  return compose([a, b], at, (texts) => texts.join(""));
}

/** The items of a list; of anything else one that is unknown. */
export function itemsOf(value: PythonValue): readonly PythonValue[] {
  return value.kind === "list" ? value.items : [unknown];
}

function fillPercent(format: string, texts: readonly string[]): string {
  let at = 0;
  return format.replace(/%(s|%)/g, (_, letter: string) => (letter === "%" ? "%" : (texts[at++] ?? "")));
}

function either(a: PythonValue, b: PythonValue, at: number): PythonValue {
  if (a.kind !== "text" || b.kind !== "text") return unknown;
  return textValue([...new Set([...a.texts, ...b.texts])], at);
}

function member(
  node: PythonNode,
  scope: Scope,
  again: (child: PythonNode | undefined) => PythonValue,
): PythonValue {
  const [owner, access, key] = childrenOf(node);
  const value = again(owner);
  const bracket = access?.name === "[";
  const name = key === undefined ? null : bracket ? textOf(again(key)) : scope.source.slice(key.from, key.to);
  // `re.search(…)[1]`: the match stays the match.
  if (bracket && value.kind === "stored") return value;
  if (name === null) return unknown;
  if (value.kind === "namespace")
    return { kind: "stored", paths: value.paths, attributes: [name], at: node.from };
  if (value.kind === "dictionary") return value.entries.get(name) ?? unknown;
  if (bracket) return unknown;
  if (value.kind === "module" || value.kind === "member") {
    const module = value.kind === "module" ? value.name : `${value.module}.${value.attribute}`;
    // Paths are written with `/` here, whatever the machine.
    if (name === "sep" && (module === "os" || module === "os.path")) return textValue(["/"], node.from);
    return { kind: "member", module, level: value.level, attribute: name };
  }
  if (name === "parent") return combineTexts([value], node.from, ([path = ""]) => folderOf(path));
  return unknown;
}
