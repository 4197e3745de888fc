/**
 * Whether a document is as a JSON Schema has it, for a browser: a program of a few lines in place of a library of a
 * hundred kilobytes. It knows what the schema of the record uses, and throws on anything else. A schema is made into
 * functions once, since a record has some ten thousand places.
 */

/** A JSON Schema: an object of keywords. */
export type JsonSchema = object;

/** What is amiss, and where below the value that was looked at: `/artifacts/0/name`, or nothing for itself. */
interface Fault {
  readonly at: string;
  readonly what: string;
}

type Check = (value: unknown) => Fault | null;

const notes = new Set(["$schema", "$id", "title", "description"]);

/** What each keyword asks for. */
const checks: Readonly<Record<string, (wanted: never, schema: { readonly properties?: object }) => Check>> = {
  type: (wanted: string) => when((value) => !isOf(wanted, value), `is no ${wanted}`),
  const: (wanted: unknown) => when((value) => value !== wanted, `is not ${String(wanted)}`),
  enum: (wanted: readonly unknown[]) =>
    when((value) => !wanted.includes(value), `is none of ${wanted.join(", ")}`),
  anyOf(wanted: readonly JsonSchema[]) {
    const all = wanted.map(checkOf);
    return (value) => {
      const faults = all.map((check) => check(value));
      return faults.includes(null) ? null : (faults[0] ?? null);
    };
  },
  pattern(wanted: string) {
    const expression = new RegExp(wanted, "u");
    return when((value) => typeof value === "string" && !expression.test(value), `is not like ${wanted}`);
  },
  maxLength: (wanted: number) => when((value) => isLonger(value, wanted), "is too long"),
  minimum: (wanted: number) => when((value) => typeof value === "number" && value < wanted, "is too small"),
  maxItems: (wanted: number) =>
    when((value) => Array.isArray(value) && value.length > wanted, "has too many entries"),
  items(wanted: JsonSchema) {
    const check = checkOf(wanted);
    return (value) => {
      for (const [n, item] of Array.isArray(value) ? value.entries() : []) {
        const fault = check(item);
        if (fault !== null) return below(n, fault);
      }
      return null;
    };
  },
  required: (wanted: readonly string[]) => (value) => {
    const missing = isObject(value) ? wanted.find((name) => !Object.hasOwn(value, name)) : undefined;
    return missing === undefined ? null : { at: `/${missing}`, what: "is missing" };
  },
  properties(wanted: Readonly<Record<string, JsonSchema>>) {
    const fields = Object.entries(wanted).map(([name, one]) => [name, checkOf(one)] as const);
    return (value) => {
      if (!isObject(value)) return null;
      for (const [name, check] of fields) {
        const fault = Object.hasOwn(value, name) ? check(value[name]) : null;
        if (fault !== null) return below(name, fault);
      }
      return null;
    };
  },
  additionalProperties:
    (wanted: boolean, { properties = {} }) =>
    (value) => {
      const extra =
        !wanted && isObject(value)
          ? Object.keys(value).find((name) => !Object.hasOwn(properties, name))
          : undefined;
      return extra === undefined ? null : { at: "", what: `has an unknown field ${extra.slice(0, 40)}` };
    },
};

const known = new WeakMap<JsonSchema, Check>();

/** Null when `value` fits; else the place of the first fault (`the document/artifacts/0/name`) and what it is. */
export function misfit(schema: JsonSchema, value: unknown): string | null {
  const check = known.get(schema) ?? checkOf(schema);
  known.set(schema, check);
  const fault = check(value);
  return fault === null ? null : `the document${fault.at} ${fault.what}`;
}

function checkOf(schema: JsonSchema): Check {
  const all = Object.entries(schema)
    .filter(([keyword]) => !notes.has(keyword))
    .map(([keyword, wanted]) => {
      const made = checks[keyword];
      if (made === undefined) throw new RangeError(`the schema uses ${keyword}, which is not known here`);
      return made(wanted as never, schema);
    });
  return (value) => {
    for (const check of all) {
      const fault = check(value);
      if (fault !== null) return fault;
    }
    return null;
  };
}

function when(isAmiss: (value: unknown) => boolean, what: string): Check {
  const fault = { at: "", what };
  return (value) => (isAmiss(value) ? fault : null);
}

const below = (key: string | number, { at, what }: Fault): Fault => ({ at: `/${key}${at}`, what });

function isOf(kind: string, value: unknown): boolean {
  if (kind === "null") return value === null;
  if (kind === "array") return Array.isArray(value);
  if (kind === "integer") return Number.isInteger(value);
  if (kind === "object") return isObject(value);
  return typeof value === kind;
}

/** In characters, of which one may be two units of the text's length. */
function isLonger(value: unknown, limit: number): boolean {
  return typeof value === "string" && value.length > limit && Array.from(value).length > limit;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
