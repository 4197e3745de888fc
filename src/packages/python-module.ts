/** Walks the statements of a module in their order and keeps what its variables are worth. */
import { argumentsOf } from "./python-calls.ts";
import { type Arguments, evaluate, type Scope } from "./python-expressions.ts";
import { importedNames } from "./python-imports.ts";
import { afterBranch } from "./python-same.ts";
import { plainVariables } from "./python-plain.ts";
import { childrenOf, groupsOf, parsePython, type PythonNode } from "./python-tree.ts";
import { listValue, type PythonFunction, type PythonValue, textValue, unknown } from "./python-values.ts";
import { assign, forget, nameOf, setVariable, update, useMethod } from "./python-variables.ts";

/** A module as read: its variables at the end, and the keyword arguments of each call of `setup`. */
export interface PythonModule {
  readonly variables: ReadonlyMap<string, PythonValue>;
  readonly setups: readonly SetupCall[];
}

/** `whole` is false when it may be given more: a `**dictionary` that is not known. */
export type SetupCall = Pick<Arguments, "keywords" | "whole">;

interface Walk {
  readonly scope: Scope;
  readonly setups: SetupCall[];
  /** What a `return` gave: nothing runs after it. */
  returned: PythonValue | null;
}

/** Statements within statements. */
const deepest = 50;
/** Functions that call functions; and calls in all, since two each would double with every step. */
const deepestCall = 4;
const mostCalls = 300;

/** Reads a module's text; `path` is what `__file__` stands for. Never throws and runs nothing. */
export function readModule(text: string, path: string): PythonModule {
  const file: [string, PythonValue] = ["__file__", textValue([path], 0)];
  const plain = plainVariables(text);
  if (plain !== null) return { variables: new Map([file, ...plain]), setups: [] };
  const variables = new Map([file]);
  let [calls, depth] = [0, 0];
  const call = (called: PythonFunction, args: Arguments): PythonValue => {
    calls += 1;
    if (calls > mostCalls || depth >= deepestCall) return unknown;
    depth += 1;
    const value = callFunction(called, args, walk);
    depth -= 1;
    return value;
  };
  const scope: Scope = { source: text, variables, executed: null, call };
  const walk: Walk = { scope, setups: [], returned: null };
  const module = parsePython(text);
  if (module !== null) for (const statement of childrenOf(module)) step(statement, walk, 0);
  return { variables, setups: walk.setups };
}

function step(node: PythonNode, walk: Walk, depth: number): void {
  if (depth > deepest || walk.returned !== null) return;
  const { scope } = walk;
  const children = childrenOf(node);
  const block = (body: PythonNode) => childrenOf(body).forEach((child) => step(child, walk, depth + 1));
  const bodies = children.filter(({ name }) => name === "Body");
  switch (node.name) {
    case "ImportStatement":
      for (const [name, value] of importedNames(node, scope.source)) setVariable(scope, name, value);
      break;
    case "AssignStatement":
      assign(children, scope);
      break;
    case "UpdateStatement":
      update(children, scope);
      break;
    case "DeleteStatement":
      forget(children.slice(1), scope);
      break;
    case "ExpressionStatement":
      run(children[0], walk);
      break;
    case "ReturnStatement":
      walk.returned = children.length > 2 ? unknown : evaluate(children[1], scope);
      break;
    case "StatementGroup":
      children.forEach((child) => step(child, walk, depth + 1));
      break;
    case "FunctionDefinition":
    case "ClassDefinition":
      define(node, children, scope);
      break;
    case "DecoratedStatement":
      forget(childrenOf(children.at(-1) ?? node), scope);
      break;
    case "WithStatement":
      openAll(children, scope);
      bodies.forEach(block);
      break;
    case "IfStatement":
      if (isTrue(children[1], scope)) bodies.slice(0, 1).forEach(block);
      else for (const body of bodies) perhaps(walk, () => block(body));
      break;
    case "TryStatement":
      bodies.slice(0, 1).forEach(block);
      for (const body of bodies.slice(1)) perhaps(walk, () => block(body));
      break;
    case "ForStatement":
      forget(
        children.slice(
          1,
          children.findIndex(({ name }) => name === "in"),
        ),
        scope,
      );
      for (const body of bodies) perhaps(walk, () => block(body));
      break;
    case "WhileStatement":
      for (const body of bodies) perhaps(walk, () => block(body));
      break;
    case "MatchStatement":
    case "MatchBody":
      for (const child of children) if (child.name.startsWith("Match")) step(child, walk, depth + 1);
      break;
    case "MatchClause":
      for (const body of bodies) perhaps(walk, () => block(body));
      break;
    default:
      break;
  }
}

/** What a branch changes is unknown after it, as far as both ways differ: whether it runs can't be told. */
function perhaps(walk: Walk, branch: () => void): void {
  const { scope } = walk;
  const before = new Map(scope.variables);
  branch();
  for (const [name, value] of scope.variables) {
    const old = before.get(name);
    if (old !== value) setVariable(scope, name, afterBranch(old, value));
  }
  if (walk.returned !== null) walk.returned = unknown;
}

/** Whether a condition surely holds: of the main module, and of what a search found. */
function isTrue(condition: PythonNode | undefined, scope: Scope): boolean {
  if (condition === undefined) return false;
  const written = scope.source.slice(condition.from, condition.to);
  if (/^__name__\s*==\s*["']__main__["']$/.test(written)) return true;
  const value = evaluate(condition, scope);
  return value.kind === "stored" || (value.kind === "boolean" && value.value);
}

function define(node: PythonNode, children: readonly PythonNode[], scope: Scope): void {
  const name = nameOf(
    children.find((child) => child.name === "VariableName"),
    scope,
  );
  const plain = node.name === "FunctionDefinition" && children[0]?.name === "def";
  if (name !== null) setVariable(scope, name, plain ? { kind: "function", node } : unknown);
}

/** A function's own variables are gone after it; what it reads is what the module has when it is called. */
function callFunction({ node }: PythonFunction, args: Arguments, { scope, setups }: Walk): PythonValue {
  const children = childrenOf(node);
  const body = children.find(({ name }) => name === "Body");
  const list = children.find(({ name }) => name === "ParamList");
  if (body === undefined || list === undefined) return unknown;
  const inner: Scope = { ...scope, variables: new Map(scope.variables) };
  bind(list, args, inner);
  const walk: Walk = { scope: inner, setups, returned: null };
  for (const statement of childrenOf(body)) step(statement, walk, 0);
  return walk.returned ?? { kind: "none" };
}

function bind(list: PythonNode, { positional, keywords, whole }: Arguments, scope: Scope): void {
  let at = 0;
  for (const [head, second, value] of groupsOf(list)) {
    const star = head?.name === "*" || head?.name === "**";
    const name = nameOf(star ? second : head, scope);
    if (name === null) continue;
    const given = positional[at] ?? keywords.get(name);
    const fallback = second?.name === "AssignOp" ? evaluate(value, scope) : unknown;
    if (!star) setVariable(scope, name, given ?? (whole ? fallback : unknown));
    else setVariable(scope, name, head.name === "*" && whole ? listValue(positional.slice(at)) : unknown);
    at += 1;
  }
}

function openAll(children: readonly PythonNode[], scope: Scope): void {
  children.forEach((child, at) => {
    const name = child.name === "as" ? nameOf(children[at + 1], scope) : null;
    if (name !== null) setVariable(scope, name, evaluate(children[at - 1], scope));
  });
}

function run(call: PythonNode | undefined, { scope, setups }: Walk): void {
  if (call?.name !== "CallExpression") return;
  const [callee, list] = childrenOf(call);
  if (callee === undefined || list?.name !== "ArgList") return;
  const name = scope.source.slice(callee.from, callee.to);
  if (name === "exec") execute(list, scope);
  else if (/^(?:[\w.]+\.)?setup$/.test(name))
    setups.push(argumentsOf(list, scope, (node) => evaluate(node, scope)));
  else if (callee.name === "MemberExpression") useMethod(callee, list, scope);
  else if (scope.variables.get(name)?.kind === "function") evaluate(call, scope);
}

/** `exec(open("_version.py").read(), about)`: what that file sets can be looked up in `about`, or here. */
function execute(list: PythonNode, scope: Scope): void {
  const [code, target] = groupsOf(list);
  const content = evaluate(code?.[0], scope);
  if (content.kind !== "stored" || content.attributes !== null) return;
  const name = nameOf(target?.[0], scope);
  if (name === null) scope.executed = content.paths;
  else setVariable(scope, name, { kind: "namespace", paths: content.paths });
}
