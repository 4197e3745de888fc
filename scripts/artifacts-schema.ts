/** The schema of the `Artifacts` part of a ci.yml, for editors. All the rest of the file is left open. */

import { known } from "../src/validate/rules/artifact-key.ts";

/** What only Azure Pipelines can evaluate may stand for anything. */
const expression = {
  type: "string",
  pattern: "\\$\\{\\{|^\\$\\(",
  description: "An expression of Azure Pipelines.",
};
/** Both spellings are in use. */
const others = [...known, "skipVerifyChangeLog"].map((key) => [
  key,
  { description: "Of the Azure SDK's templates; Gatehouse passes it over." },
]);

const entry = {
  type: "object",
  description: "One package, released on its own.",
  required: ["name", "safeName"],
  properties: {
    name: {
      description: "The package's name; by custom with `_` for `-`.",
      type: "string",
      pattern: "^([A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?|.*\\$\\{\\{.*)$",
      patternErrorMessage:
        "A package's name: letters, digits, `-`, `_` and `.`, with a letter or digit at both ends.",
    },
    safeName: {
      description: "The end of the stage's name, Release_<safeName>; by custom the name without `-` and `_`.",
      type: "string",
      pattern: "^([A-Za-z0-9_]{1,80}|.*\\$\\{\\{.*)$",
      patternErrorMessage: "Letters, digits and `_`, at most 80.",
    },
    dependsOn: {
      description: "safeNames of entries of this list that must be released first.",
      anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }, { type: "null" }],
    },
    ...(Object.fromEntries(others) as object),
  },
};

/** An insert (`${{ if … }}:`), in which anything may stand. */
const insert = {
  type: "object",
  minProperties: 1,
  patternProperties: { "^\\$\\{\\{": {} },
  additionalProperties: false,
};

const list = {
  description: "The packages that this service directory releases.",
  anyOf: [{ type: "array", minItems: 1, items: { anyOf: [entry, insert] } }, expression],
};

/** `parameters` of a template. Where it is a list (those that a run asks for) this says nothing. */
const parameters = { properties: { Artifacts: list } };

const templates = {
  items: {
    properties: {
      parameters,
      stages: { $ref: "#/definitions/templates" },
      jobs: { $ref: "#/definitions/templates" },
    },
  },
};

/** JSON Schema of a whole ci.yml, of which it constrains the lists `Artifacts` alone. */
export const artifactsSchema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "ci.yml: Artifacts",
  description: "The lists `Artifacts` of a pipeline, where Gatehouse looks for them.",
  type: "object",
  properties: {
    extends: { properties: { parameters } },
    stages: { $ref: "#/definitions/templates" },
    jobs: { $ref: "#/definitions/templates" },
    parameters,
    Artifacts: list,
  },
  definitions: { templates },
} as const;
