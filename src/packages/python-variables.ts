/** What statements do to variables. */
import { evaluate, add, itemsOf, type Scope } from "./python-expressions.ts";
import { argumentsOf } from "./python-calls.ts";
import { childrenOf, type PythonNode } from "./python-tree.ts";
import { listValue, type PythonValue, textOf, unknown } from "./python-values.ts";

/** More variables, or entries of a dictionary, than any setup script has; branches compare them all. */
const most = 1000;

/** Sets a variable. One that is too much is left out, and so unknown. */
export function setVariable({ variables }: Scope, name: string, value: PythonValue): void {
  if (variables.size < most || variables.has(name)) variables.set(name, value);
}

/** The name that a node is, or null. */
export function nameOf(node: PythonNode | undefined, { source }: Scope): string | null {
  return node?.name === "VariableName" ? source.slice(node.from, node.to) : null;
}

/** `a = b = value`, `a: str = value`, `a["key"] = value`. Of `a, b = …` each is unknown. */
export function assign(children: readonly PythonNode[], scope: Scope): void {
  const last = children.findLastIndex(({ name }) => name === "AssignOp");
  if (last === -1) return;
  const several = children.some(({ name }) => name === ",");
  const value = several ? unknown : evaluate(children[last + 1], scope);
  for (const child of children.slice(0, last)) setTarget(child, value, scope);
}

/** `a += value`. Any other operator makes it unknown. */
export function update([target, operator, added]: readonly PythonNode[], scope: Scope): void {
  if (target === undefined || operator === undefined) return;
  const plus = scope.source.slice(operator.from, operator.to) === "+=";
  const value = plus ? add(evaluate(target, scope), evaluate(added, scope), operator.from) : unknown;
  setTarget(target, value, scope);
}

/** The variables that a statement changes in a way that is not followed. */
export function forget(targets: readonly PythonNode[], scope: Scope): void {
  for (const target of targets) setTarget(target, unknown, scope);
}

function setTarget(target: PythonNode, value: PythonValue, scope: Scope): void {
  const name = nameOf(target, scope);
  if (name !== null) return setVariable(scope, name, value);
  if (target.name !== "MemberExpression") {
    if (/^(?:Tuple|Array|Parenthesized)Expression$/.test(target.name)) forget(childrenOf(target), scope);
    return;
  }
  const [owner, access, key] = childrenOf(target);
  if (owner === undefined) return;
  const before = evaluate(owner, scope);
  const entry = access?.name === "[" ? textOf(evaluate(key, scope)) : null;
  const known = before.kind === "dictionary" && entry !== null && before.entries.size < most;
  // An attribute of something else is no variable of ours.
  if (access?.name === "[" || before.kind === "dictionary")
    setTarget(
      owner,
      known ? { ...before, entries: new Map(before.entries).set(entry, value) } : partly(before),
      scope,
    );
}

/** What is left of a value that was changed in a way that is not followed. */
function partly(before: PythonValue): PythonValue {
  return before.kind === "dictionary" ? { kind: "dictionary", entries: new Map(), whole: false } : unknown;
}

/** `names.append(…)` and other methods that change what they belong to. */
export function useMethod(callee: PythonNode, list: PythonNode, scope: Scope): void {
  const [owner, , property] = childrenOf(callee);
  if (owner === undefined || property === undefined) return;
  const before = evaluate(owner, scope);
  const { positional, keywords, whole } = argumentsOf(list, scope, (node) => evaluate(node, scope));
  const [given] = positional;
  const after = (value: PythonValue) => setTarget(owner, value, scope);
  if (before.kind === "list")
    switch (scope.source.slice(property.from, property.to)) {
      case "append":
        return after(listValue([...before.items, given ?? unknown]));
      case "extend":
        return after(listValue([...before.items, ...itemsOf(given ?? unknown)]));
      case "insert":
        return after(listValue([...before.items, positional[1] ?? unknown]));
      case "remove":
      case "pop":
      case "clear":
        return after(unknown);
      default:
        return;
    }
  if (before.kind !== "dictionary" || scope.source.slice(property.from, property.to) !== "update") return;
  const added = given?.kind === "dictionary" ? given : null;
  const entries = new Map([...before.entries, ...(added?.entries ?? []), ...keywords]);
  const all = before.whole && whole && (given === undefined || added?.whole === true);
  after(
    entries.size > most
      ? unknown
      : {
          kind: "dictionary",
          entries: given !== undefined && added === null ? new Map(keywords) : entries,
          whole: all,
        },
  );
}
