/**
 * Expands pipeline templates as Azure Pipelines does when it compiles a run, as far as `templates/` go: parameters,
 * `if`, `else`, `each`, nested templates, and the functions below. Throws on everything else, so that no template
 * grows beyond what is understood here.
 * https://learn.microsoft.com/azure/devops/pipelines/process/template-expressions
 */
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";

export type Value = string | number | boolean | null | readonly Value[] | { readonly [key: string]: Value };
type Names = Readonly<Record<string, Value>>;
type Mapping = { readonly [key: string]: Value };

/** The template at `path` with `parameters`; `variables` are those that are known when a run is compiled. */
export function expandTemplate(path: string, parameters: Names, variables: Names): Mapping {
  const document = parse(readFileSync(path, "utf8")) as Mapping;
  const given = withDefaults(path, (document["parameters"] ?? []) as readonly Mapping[], parameters);
  const { parameters: _, ...rest } = document;
  const context = { names: { parameters: given, variables }, folder: dirname(path) };
  return asMapping(expand(rest, context));
}

interface Context {
  readonly names: Names;
  /** Where templates are looked for. */
  readonly folder: string;
  readonly functions?: Readonly<Record<string, (...values: Value[]) => Value>>;
}

/** Azure Pipelines refuses a parameter that the template does not declare, and a required one that is not given. */
function withDefaults(path: string, declared: readonly Mapping[], given: Names): Mapping {
  const names = new Set(declared.map(({ name = null }) => text(name)));
  const unknown = Object.keys(given).filter((name) => !names.has(name));
  if (unknown.length > 0) throw new Error(`${path}: unexpected parameters ${unknown.join(", ")}`);
  return Object.fromEntries(
    declared.map((parameter): [string, Value] => {
      const name = text(parameter["name"] ?? null);
      const value = given[name] ?? parameter["default"];
      if (value === undefined) throw new Error(`${path}: no value for the parameter ${name}`);
      return [name, typed(`${path}: ${name}`, text(parameter["type"] ?? null), value)];
    }),
  );
}

function typed(what: string, type: string, value: Value): Value {
  const wrong = () => new Error(`${what} is no ${type}: ${JSON.stringify(value)}`);
  switch (type) {
    case "string":
      if (typeof value === "object") throw wrong();
      return String(value);
    case "number":
      if (Number.isNaN(Number(value))) throw wrong();
      return Number(value);
    case "boolean":
      if (!/^(?:true|false)$/i.test(text(value))) throw wrong();
      return /^true$/i.test(text(value));
    case "stepList":
      if (!Array.isArray(value)) throw wrong();
      return value;
    case "object":
      return value;
    default:
      throw wrong();
  }
}

function expand(value: Value, context: Context): Value {
  if (typeof value === "string") return expandText(value, context);
  if (Array.isArray(value)) return value.flatMap((item: Value) => expandItem(item, context));
  if (typeof value === "object" && value !== null) return expandMapping(value as Mapping, context);
  return value;
}

const directive = /^\$\{\{\s*(if|elseif|else|each)\b\s*([^]*?)\s*\}\}$/;
const whole = /^\$\{\{((?:(?!\}\})[^])*)\}\}$/;

/** An item of a list: a list in its place is put in, item by item. */
function expandItem(item: Value, context: Context): readonly Value[] {
  const keys = typeof item === "object" && item !== null && !Array.isArray(item) ? Object.keys(item) : [];
  if (keys.length > 0 && keys.every((key) => directive.test(key)))
    return branches(item as Mapping, context).flatMap(([body, inner]) => listed(expand(body, inner)));
  if (keys.includes("template")) return included(item as Mapping, context);
  const expanded = expand(item, context);
  return typeof item === "string" && whole.test(item) ? listed(expanded) : [expanded];
}

/** `- template: x.yml`: the list that this file has for where it is used. */
function included(item: Mapping, context: Context): readonly Value[] {
  const { template, parameters = {} } = item;
  const given = asMapping(expand(parameters, context));
  const { stages } = expandTemplate(
    join(context.folder, text(template ?? null)),
    given,
    context.names["variables"] as Names,
  );
  return listed(stages ?? null);
}

function expandMapping(mapping: Mapping, context: Context): Mapping {
  const result: Record<string, Value> = {};
  for (const [key, value] of Object.entries(mapping)) {
    if (!directive.test(key)) result[text(expandText(key, context))] = expand(value, context);
  }
  for (const [body, inner] of branches(mapping, context))
    Object.assign(result, asMapping(expand(body, inner)));
  return result;
}

/** The bodies of a mapping's directives that hold, each with the names that hold in it. */
function branches(mapping: Mapping, context: Context): [Value, Context][] {
  const found: [Value, Context][] = [];
  let taken = false;
  for (const [key, body] of Object.entries(mapping)) {
    const [, word = "", rest = ""] = directive.exec(key) ?? [];
    if (word === "if") taken = false;
    if (word === "each") {
      const [, name = "", list = ""] = /^(\w+)\s+in\s+([^]+)$/.exec(rest) ?? fail(key);
      for (const item of entriesOf(evaluate(list, context)))
        found.push([body, { ...context, names: { ...context.names, [name]: item } }]);
    } else if (word !== "" && !taken) {
      taken = word === "else" || truth(evaluate(rest, context));
      if (taken) found.push([body, context]);
    }
  }
  return found;
}

function entriesOf(value: Value): readonly Value[] {
  if (Array.isArray(value)) return value;
  if (typeof value !== "object" || value === null) throw new Error(`each over ${JSON.stringify(value)}`);
  return Object.entries(value).map(([key, one]) => ({ key, value: one }));
}

function expandText(written: string, context: Context): Value {
  const alone = whole.exec(written);
  if (alone !== null) return evaluate(alone[1] ?? "", context);
  return written.replaceAll(/\$\{\{([^]*?)\}\}/g, (_, expression: string) =>
    text(evaluate(expression, context)),
  );
}

const functions: Readonly<Record<string, (...values: Value[]) => Value>> = {
  and: (...values) => values.every(truth),
  or: (...values) => values.some(truth),
  not: (value = null) => !truth(value),
  eq: (a = null, b = null) => same(a, b),
  ne: (a = null, b = null) => !same(a, b),
  join: (separator = "", list = []) => listed(list).map(text).join(text(separator)),
  replace: (from = "", what = "", by = "") => text(from).replaceAll(text(what), text(by)),
  containsValue: (list = [], value = null) => listed(list).some((item) => same(item, value)),
};

/** Functions that are looked at only while a run goes on. */
const whileRunning: typeof functions = {
  in: (value = null, ...others) => others.some((other) => same(value, other)),
  always: () => true,
  canceled: () => false,
};

/** The value of a condition, or of what stands in `$[ … ]`, while a run goes on. */
export function evaluateExpression(expression: string, names: Names): Value {
  return evaluate(expression, { names, folder: "", functions: { ...functions, ...whileRunning } });
}

/** One expression: a literal, a name with its properties, or a call of a function above. */
function evaluate(expression: string, context: Context): Value {
  let rest = expression.trim();
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const found = pattern.exec(rest);
    if (found !== null) rest = rest.slice(found[0].length).trimStart();
    return found;
  };
  const one = (): Value => {
    const literal = take(/^'((?:[^']|'')*)'/);
    if (literal !== null) return (literal[1] ?? "").replaceAll("''", "'");
    const number = take(/^\d+(?:\.\d+)?/);
    if (number !== null) return Number(number[0]);
    const [, name = ""] = take(/^([A-Za-z_]\w*)/) ?? fail(expression);
    if (take(/^\(/) !== null) return call(name);
    if (/^(?:true|false)$/i.test(name)) return /^true$/i.test(name);
    if (!(name in context.names)) fail(`${expression}: ${name} is not known`);
    let value: Value = context.names[name] ?? null;
    for (;;) {
      const [, dotted, quoted] = take(/^(?:\.([A-Za-z_]\w*)|\[\s*'([^']*)'\s*\])/) ?? [];
      const key = dotted ?? quoted;
      if (key === undefined) return value;
      value = propertyOf(value, key);
    }
  };
  const call = (name: string): Value => {
    const values: Value[] = [];
    while (take(/^\)/) === null) {
      if (values.length > 0 && take(/^,/) === null) fail(expression);
      values.push(one());
    }
    return ((context.functions ?? functions)[name] ?? fail(`${expression}: no function ${name}`))(...values);
  };
  const value = one();
  return rest === "" ? value : fail(expression);
}

/** Keys are looked up without regard to case, as Azure Pipelines seems to do. */
function propertyOf(value: Value, key: string): Value {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const found = Object.entries(value).find(([name]) => name.toLowerCase() === key.toLowerCase());
  return found?.[1] ?? null;
}

function truth(value: Value): boolean {
  return value !== null && value !== false && value !== 0 && value !== "";
}

function same(a: Value, b: Value): boolean {
  return text(a).toLowerCase() === text(b).toLowerCase();
}

function text(value: Value): string {
  if (typeof value === "boolean") return value ? "True" : "False";
  if (value === null) return "";
  return typeof value === "object" ? fail(`no text: ${JSON.stringify(value)}`) : `${value}`;
}

function listed(value: Value): readonly Value[] {
  return Array.isArray(value) ? value : fail(`no list: ${JSON.stringify(value)}`);
}

function asMapping(value: Value): Mapping {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Mapping)
    : fail(`no mapping: ${JSON.stringify(value)}`);
}

function fail(what: string): never {
  throw new Error(`The expander does not know: ${what}`);
}
