/** The part of JSON Schema that `schema.ts` uses, and what it says in words. */

interface Described {
  readonly description?: string;
}

export interface TextShape extends Described {
  readonly type: "string";
  readonly pattern?: string;
  /** What to write, where the pattern does not match. Editors show it too. */
  readonly patternErrorMessage?: string;
}

export interface ChoiceShape extends Described {
  readonly enum: readonly string[];
}

/** A mapping with keys of ours. */
export interface RecordShape extends Described {
  readonly type: "object";
  readonly properties: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly additionalProperties: false;
}

/** A mapping whose keys are names. */
export interface TableShape extends Described {
  readonly type: "object";
  readonly additionalProperties: Shape;
}

interface ListShape extends Described {
  readonly type: "array";
  readonly minItems?: number;
  readonly items: Shape;
}

export type Shape = TextShape | ChoiceShape | RecordShape | TableShape | ListShape;

/** What to write for a shape, as a sentence. */
export function remedyOf(shape: Shape): string {
  if ("enum" in shape) return `Write ${choices(shape.enum)}.`;
  if (shape.type === "string")
    return shape.patternErrorMessage ?? "Write a text, in quotes where it looks like something else.";
  if (shape.type === "array") return "Write a list: each entry on a line of its own, after `- `.";
  return "Write a mapping: each key on a line of its own, its value after `: `.";
}

/** Names in backticks: `a`, `b` or `c`. */
export function choices(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  const last = quoted.at(-1) ?? "";
  return quoted.length < 2 ? last : `${quoted.slice(0, -1).join(", ")} or ${last}`;
}

/** `text` as the beginning of a sentence. */
export function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
