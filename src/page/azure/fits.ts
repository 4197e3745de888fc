/**
 * Whether a document is as a JSON Schema has it, for a browser: a program of a few lines in place of a library of a
 * hundred kilobytes. It knows what the schema of the record uses, and throws on anything else.
 */

/** A JSON Schema: an object of keywords. */
export type JsonSchema = object;

const notes = new Set(["$schema", "$id", "title", "description"]);

type Test = (
  wanted: never,
  value: unknown,
  at: string,
  schema: { readonly properties?: object },
) => string | null;

const tests: Readonly<Record<string, Test>> = {
  type: (wanted: string, value, at) => (kindsOf(value).includes(wanted) ? null : `${at} is no ${wanted}`),
  const: (wanted: unknown, value, at) => (value === wanted ? null : `${at} is not ${String(wanted)}`),
  enum: (wanted: readonly unknown[], value, at) =>
    wanted.includes(value) ? null : `${at} is none of ${wanted.join(", ")}`,
  anyOf: (wanted: readonly JsonSchema[], value, at) => {
    const problems = wanted.map((one) => misfit(one, value, at));
    return problems.includes(null) ? null : (problems[0] ?? `${at} has another shape`);
  },
  pattern: (wanted: string, value, at) =>
    typeof value !== "string" || new RegExp(wanted, "u").test(value) ? null : `${at} is not like ${wanted}`,
  maxLength: (wanted: number, value, at) =>
    typeof value === "string" && Array.from(value).length > wanted ? `${at} is too long` : null,
  minimum: (wanted: number, value, at) =>
    typeof value === "number" && value < wanted ? `${at} is too small` : null,
  maxItems: (wanted: number, value, at) =>
    Array.isArray(value) && value.length > wanted ? `${at} has too many entries` : null,
  items: (wanted: JsonSchema, value, at) =>
    Array.isArray(value) ? first(value.map((item, n) => () => misfit(wanted, item, `${at}/${n}`))) : null,
  required: (wanted: readonly string[], value, at) => {
    const missing = isObject(value) ? wanted.find((name) => !Object.hasOwn(value, name)) : undefined;
    return missing === undefined ? null : `${at}/${missing} is missing`;
  },
  properties: (wanted: Readonly<Record<string, JsonSchema>>, value, at) =>
    isObject(value)
      ? first(
          Object.entries(wanted).map(([name, one]) => () => {
            return Object.hasOwn(value, name) ? misfit(one, value[name], `${at}/${name}`) : null;
          }),
        )
      : null,
  additionalProperties: (wanted: boolean, value, at, { properties = {} }) => {
    const extra = isObject(value)
      ? Object.keys(value).find((name) => !Object.hasOwn(properties, name))
      : undefined;
    return wanted || extra === undefined ? null : `${at} has an unknown field ${extra.slice(0, 40)}`;
  },
};

/** Null when `value` fits; else the place of the first fault (`the document/artifacts/0/name`) and what it is. */
export function misfit(schema: JsonSchema, value: unknown, at = "the document"): string | null {
  return first(
    Object.entries(schema)
      .filter(([keyword]) => !notes.has(keyword))
      .map(([keyword, wanted]) => () => {
        const test = tests[keyword];
        if (test === undefined) throw new RangeError(`the schema uses ${keyword}, which is not known here`);
        return test(wanted as never, value, at, schema);
      }),
  );
}

function first(all: readonly (() => string | null)[]): string | null {
  for (const one of all) {
    const problem = one();
    if (problem !== null) return problem;
  }
  return null;
}

function kindsOf(value: unknown): readonly string[] {
  if (value === null) return ["null"];
  if (Array.isArray(value)) return ["array"];
  if (typeof value === "number") return Number.isInteger(value) ? ["number", "integer"] : ["number"];
  return [typeof value];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
