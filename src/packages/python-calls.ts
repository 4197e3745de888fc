/** Calls: of the standard library's functions that setup scripts use, and of the module's own. */
import type { Arguments, Scope } from "./python-expressions.ts";
import { functions, type Method, methods } from "./python-library.ts";
import { childrenOf, groupsOf, type PythonNode } from "./python-tree.ts";
import { compose, type PythonValue, textOf, textValue, unknown } from "./python-values.ts";

type Evaluate = (node: PythonNode | undefined) => PythonValue;

/** The value of a call; unknown for every function that is neither known nor defined in the module. */
export function callValue(node: PythonNode, scope: Scope, evaluate: Evaluate): PythonValue {
  const [callee, list] = childrenOf(node);
  if (callee === undefined || list?.name !== "ArgList") return unknown;
  const args = argumentsOf(list, scope, evaluate);
  const written = scope.source.slice(callee.from, callee.to).replace(/\s+/g, "");
  const own = callee.name === "VariableName" ? scope.variables.get(written) : undefined;
  // `from os.path import join`
  const imported = own?.kind === "member" && own.level === 0 ? `${own.module}.${own.attribute}` : written;
  if (own?.kind === "function") return scope.call(own, args);
  if (written === "dict" && args.positional.length === 0)
    return { kind: "dictionary", entries: args.keywords, whole: args.whole };
  const called = Object.hasOwn(functions, imported) ? functions[imported] : undefined;
  if (called !== undefined) return called(args.positional, node.from);
  if (callee.name !== "MemberExpression") return unknown;
  const [owner, , property] = childrenOf(callee);
  const name = property === undefined ? "" : scope.source.slice(property.from, property.to);
  const value = evaluate(owner);
  if (name === "format") return format(value, args, node.from);
  const method: Method | undefined = Object.hasOwn(methods, name) ? methods[name] : undefined;
  return method?.(value, args.positional, node.from) ?? unknown;
}

/** The arguments of a call; those of a `*list` and of a `**dictionary` that are known count as written out. */
export function argumentsOf(list: PythonNode, scope: Scope, evaluate: Evaluate): Arguments {
  const positional: PythonValue[] = [];
  const keywords = new Map<string, PythonValue>();
  let whole = true;
  for (const [head, operator, value] of groupsOf(list)) {
    if (head === undefined) continue;
    if (operator?.name === "AssignOp") keywords.set(scope.source.slice(head.from, head.to), evaluate(value));
    else if (head.name === "**") {
      const unpacked = evaluate(operator);
      whole &&= unpacked.kind === "dictionary" && unpacked.whole;
      if (unpacked.kind === "dictionary") for (const [key, item] of unpacked.entries) keywords.set(key, item);
    } else if (head.name === "*") {
      const unpacked = evaluate(operator);
      whole &&= unpacked.kind === "list";
      if (unpacked.kind === "list") positional.push(...unpacked.items);
    } else positional.push(operator === undefined ? evaluate(head) : unknown);
  }
  return { positional, keywords, whole };
}

/** `pattern.format(…)` with `{}`, `{0}` and `{name}`; one with a conversion or a format is not followed. */
function format(owner: PythonValue, { positional, keywords }: Arguments, at: number): PythonValue {
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
  return compose(parts, at, (texts) => texts.join(""));
}
