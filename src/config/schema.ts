/**
 * The keys of `gatehouse.yml`: one source for the type, for what is checked, and for docs/gatehouse.schema.json. A plain
 * JSON Schema, so that nothing has to be loaded to read a file against it.
 */
import type { XStatic } from "typebox/schema";

/** A package, or several. */
const packages = {
  type: "string",
  description: "The package, or several by `*` and `?`. Without it: all.",
  // Braces, brackets and groups are left out, and few stars let in: a glob becomes a regular expression.
  pattern: "^(?=.{1,200}$)[A-Za-z0-9._?-]*(\\*[A-Za-z0-9._?-]*){0,3}$",
  patternErrorMessage:
    "Write a package's name; `*` stands for any letters (three times at most), `?` for one.",
} as const;

export const configSchema = {
  type: "object",
  properties: {
    index: { type: "string", description: "Index to read and publish to, as `--index` takes it." },
    simpleUrl: { type: "string", description: "Where that index is read, as `--simple-url` takes it." },
    requiredOwner: {
      type: "string",
      description: "User or organization that must own each project on the index.",
      pattern: "^[A-Za-z0-9]([A-Za-z0-9._-]{0,98}[A-Za-z0-9])?$",
      patternErrorMessage: "Write the name of one user or organization of the index, such as `microsoft`.",
    },
    ownerContact: {
      type: "string",
      description: "Whom to ask for that ownership: a name, an address. It is shown in remedies.",
      pattern: "\\S",
      patternErrorMessage: "Write whom to ask: a name, an address.",
    },
    artifactNames: {
      enum: ["hyphens", "underscores"],
      description: "The form of names in ci.yml. Without it either, but one form in one file.",
    },
    rules: {
      type: "object",
      description: "Severity of rules, by name. `off` leaves a rule out.",
      additionalProperties: { enum: ["error", "warning", "note", "off"] },
    },
    accept: {
      type: "array",
      description: "Findings that are known and lived with, each with its reason.",
      items: {
        type: "object",
        required: ["rule", "reason"],
        properties: {
          rule: {
            type: "string",
            description: "Name of the rule, as it stands in the finding.",
            patternErrorMessage: "Write the rule's name, as it stands in the finding.",
          },
          package: packages,
          reason: {
            type: "string",
            description: "Why, in a sentence. It stands in reports.",
            pattern: "\\S",
            patternErrorMessage: "Say why in a sentence: whoever reads the report will ask.",
          },
        },
        additionalProperties: false,
      },
    },
    tests: {
      type: "array",
      description: "What tests packages in place of pytest. The first entry that fits a package counts.",
      items: {
        type: "object",
        required: ["command"],
        properties: {
          package: packages,
          command: {
            type: "array",
            description:
              "A program and its arguments, started without a shell. `{junit}` in them is a path where it may leave JUnit XML.",
            minItems: 1,
            items: { type: "string", description: "One word, as the program gets it." },
          },
        },
        additionalProperties: false,
      },
    },
  },
  additionalProperties: false,
} as const;

/** What a gatehouse.yml may say. */
export type Config = XStatic<typeof configSchema>;
