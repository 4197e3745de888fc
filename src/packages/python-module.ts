/** Walks the statements of a module in their order and keeps what its variables are worth. */
import { argumentsOf } from "./python-calls.ts";
import { add, evaluate, type Scope } from "./python-expressions.ts";
import { importedNames } from "./python-imports.ts";
import { childrenOf, groupsOf, parsePython, type PythonNode } from "./python-tree.ts";
import { type PythonValue, textValue, unknown } from "./python-values.ts";

/** A module as read: its variables at the end, and the keyword arguments of each call of `setup`. */
export interface PythonModule {
  readonly variables: ReadonlyMap<string, PythonValue>;
  readonly setups: readonly SetupCall[];
}

/** A call of `setup` and where it begins. */
interface SetupCall {
  readonly keywords: ReadonlyMap<string, PythonValue>;
  readonly at: number;
}

interface Walk {
  readonly scope: Scope;
  readonly setups: SetupCall[];
}

const deepest = 50;

/** Reads a module's text; `path` is what `__file__` stands for. Never throws and runs nothing. */
export function readModule(text: string, path: string): PythonModule {
  const variables = new Map<string, PythonValue>([["__file__", textValue([path], 0)]]);
  const walk: Walk = { scope: { source: text, variables, executed: null }, setups: [] };
  const module = parsePython(text);
  if (module !== null) for (const statement of childrenOf(module)) step(statement, walk, 0);
  return { variables, setups: walk.setups };
}

function step(node: PythonNode, walk: Walk, depth: number): void {
  if (depth > deepest) return;
  const { scope } = walk;
  const children = childrenOf(node);
  const block = (body: PythonNode) => childrenOf(body).forEach((child) => step(child, walk, depth + 1));
  const bodies = children.filter(({ name }) => name === "Body");
  switch (node.name) {
    case "ImportStatement":
      for (const [name, value] of importedNames(node, scope.source)) set(scope, name, value);
      break;
    case "AssignStatement":
      assign(children, scope);
      break;
    case "UpdateStatement":
      update(children, scope);
      break;
    case "ExpressionStatement":
      run(children[0], walk);
      break;
    case "StatementGroup":
      children.forEach((child) => step(child, walk, depth + 1));
      break;
    case "WithStatement":
      openAll(children, scope);
      bodies.forEach(block);
      break;
    case "IfStatement":
      if (isMain(children[1], scope)) bodies.slice(0, 1).forEach(block);
      else for (const body of bodies) perhaps(scope, () => block(body));
      break;
    case "TryStatement":
      bodies.slice(0, 1).forEach(block);
      for (const body of bodies.slice(1)) perhaps(scope, () => block(body));
      break;
    case "ForStatement":
    case "WhileStatement":
      for (const body of bodies) perhaps(scope, () => block(body));
      break;
    default:
      break;
  }
}

/** More variables than any setup script has; branches compare them all. */
const mostVariables = 1000;

function set({ variables }: Scope, name: string, value: PythonValue): void {
  if (variables.size < mostVariables || variables.has(name)) variables.set(name, value);
}

/** What a branch changes is unknown after it: whether it runs can't be told. */
function perhaps(scope: Scope, branch: () => void): void {
  const before = new Map(scope.variables);
  branch();
  for (const [name, value] of scope.variables) {
    if (before.get(name) !== value) set(scope, name, unknown);
  }
}

function isMain(condition: PythonNode | undefined, { source }: Scope): boolean {
  return (
    condition !== undefined &&
    /^__name__\s*==\s*["']__main__["']$/.test(source.slice(condition.from, condition.to))
  );
}

function nameOf(node: PythonNode | undefined, { source }: Scope): string | null {
  return node?.name === "VariableName" ? source.slice(node.from, node.to) : null;
}

function assign(children: readonly PythonNode[], scope: Scope): void {
  const last = children.findLastIndex(({ name }) => name === "AssignOp");
  const several = children.some(({ name }) => name === ",");
  const value = several ? unknown : evaluate(children[last + 1], scope);
  for (const child of children.slice(0, Math.max(0, last))) {
    const name = nameOf(child, scope);
    if (name !== null) set(scope, name, value);
  }
}

function update([target, operator, added]: readonly PythonNode[], scope: Scope): void {
  const name = nameOf(target, scope);
  if (name === null || operator === undefined) return;
  const plus = scope.source.slice(operator.from, operator.to) === "+=";
  const value = plus ? add(evaluate(target, scope), evaluate(added, scope), operator.from) : unknown;
  set(scope, name, value);
}

function openAll(children: readonly PythonNode[], scope: Scope): void {
  children.forEach((child, at) => {
    const name = child.name === "as" ? nameOf(children[at + 1], scope) : null;
    if (name !== null) set(scope, name, evaluate(children[at - 1], scope));
  });
}

function run(call: PythonNode | undefined, { scope, setups }: Walk): void {
  if (call?.name !== "CallExpression") return;
  const [callee, list] = childrenOf(call);
  if (callee === undefined || list?.name !== "ArgList") return;
  const name = scope.source.slice(callee.from, callee.to);
  if (name === "exec") execute(list, scope);
  if (!/^(?:[\w.]+\.)?setup$/.test(name)) return;
  const { keywords } = argumentsOf(list, scope, (node) => evaluate(node, scope));
  setups.push({ keywords, at: call.from });
}

/** `exec(open("_version.py").read(), about)`: what that file sets can be looked up in `about`, or here. */
function execute(list: PythonNode, scope: Scope): void {
  const [code, target] = groupsOf(list);
  const content = evaluate(code?.[0], scope);
  if (content.kind !== "stored" || content.attributes !== null) return;
  const name = nameOf(target?.[0], scope);
  if (name === null) scope.executed = content.paths;
  else set(scope, name, { kind: "namespace", paths: content.paths });
}
