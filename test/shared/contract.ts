/** The official Swagger contracts of Azure DevOps, as far as the stand-in serves them. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv-draft-04";
import type { Exchange } from "../support/azure/exchange.ts";
import { uncontractedRoutes } from "../support/azure/audit-routes.ts";
import { routes } from "../support/azure/routes.ts";

const contracts = join(process.env["GATEHOUSE_CONTRACTS"] ?? "", "azure-devops");
const documents = [
  "build/7.2/build.json",
  "pipelines/7.2/pipelines.json",
  "approvalsAndChecks/7.2/pipelinesChecks.json",
  "approvalsAndChecks/7.2/pipelinesapproval.json",
  "approvalsAndChecks/7.2/pipelinePermissions.json",
  "environments/7.2/environments.json",
  "git/7.2/git.json",
  "ims/7.2/identities.json",
  "graph/7.2/graph.json",
  "serviceEndpoint/7.2/serviceEndpoint.json",
];

interface Schema {
  readonly $ref?: string;
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
}
interface Parameter {
  readonly $ref?: string;
  readonly name: string;
  readonly in: string;
  readonly schema?: Schema;
  readonly required?: boolean;
  readonly enum?: readonly string[];
}
interface Operation {
  readonly parameters: readonly Parameter[];
  readonly responses: Readonly<Record<string, { readonly schema?: Schema }>>;
}
interface Swagger {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly "x-ms-paths"?: Swagger["paths"];
  readonly definitions: Readonly<Record<string, Schema>>;
  readonly parameters: Readonly<Record<string, Parameter>>;
}

/** What the contract says about one route. */
export interface Contract {
  readonly requestFaults: (exchange: Exchange) => string[];
  readonly answerFaults: (document: unknown) => string[];
}

/** Free by their description: any JSON. */
const opaque = new Set(["JObject", "ReferenceLinks"]);

/** Contracts by name of the route. Throws for a route that no contract has. */
export function readContracts(): ReadonlyMap<string, Contract> {
  const all = documents.map((path) => {
    const text = readFileSync(join(contracts, path), "utf8").replace(/^\uFEFF/, "");
    return JSON.parse(text) as Swagger;
  });
  return new Map(
    routes
      .filter((route) => !uncontractedRoutes.includes(route))
      .map(({ name, method, template, query }) => {
        const search = query === undefined ? "" : `?${query.map((one) => `${one}={${one}}`).join("&")}`;
        const path = `/{organization}/${template}${search}`;
        for (const swagger of all) {
          const paths = query === undefined ? swagger.paths : swagger["x-ms-paths"];
          const operation = paths?.[path]?.[method.toLowerCase()];
          if (operation !== undefined) return [name, contractOf(swagger, operation, template)];
        }
        throw new Error(`no contract has ${method} ${path}`);
      }),
  );
}

function contractOf(swagger: Swagger, operation: Operation, template: string): Contract {
  const ajv = new Ajv.default({ strict: false, formats });
  const open = Object.fromEntries([...opaque].map((name) => [name, { type: "object" }]));
  const schema = operation.responses["200"]?.schema ?? {};
  const compiled = new Map<Schema, ReturnType<typeof ajv.compile>>();
  const documentFaults = (wanted: Schema, document: unknown) => {
    const whole = { ...wanted, definitions: { ...swagger.definitions, ...open } };
    const validate = compiled.get(wanted) ?? ajv.compile(whole);
    compiled.set(wanted, validate);
    return [
      ...(validate(document) ? [] : [ajv.errorsText(validate.errors)]),
      ...unknownFields(swagger, wanted, document, ""),
    ];
  };
  const parameters = operation.parameters.map((one) =>
    one.$ref === undefined ? one : (swagger.parameters[one.$ref.split("/").at(-1) ?? ""] ?? one),
  );
  return {
    requestFaults: ({ query, path, body }) => [
      ...parameters.flatMap(({ name, in: where, required, enum: allowed }) => {
        const value = where === "query" ? query[name] : undefined;
        if (where === "query" && value === undefined) return required === true ? [`${name} is missing`] : [];
        // Several of what can be expanded are named at once.
        const values = name === "$expand" ? (value ?? "").split(",") : [value ?? ""];
        const odd = allowed !== undefined && values.some((one) => !allowed.includes(one));
        return odd ? [`${name} may not be ${value}`] : [];
      }),
      ...parameters.flatMap(({ in: where, schema: wanted = {} }) =>
        where === "body" && body !== undefined ? documentFaults(wanted, body) : [],
      ),
      ...(body === undefined || parameters.some((one) => one.in === "body") ? [] : ["it takes no body"]),
      ...Object.keys(query)
        .filter((name) => !parameters.some((one) => one.in === "query" && one.name === name))
        .map((name) => `${name} is unknown`),
      ...(sameSteps(path, template) ? [] : [`${path} is not ${template}`]),
    ],
    answerFaults: (document) => documentFaults(schema, unwrapped(schema, document)),
  };
}

/** The service wraps every list: `{ count, value }`. The contract describes what is in it. */
function unwrapped({ items }: Schema, document: unknown): unknown {
  if (items === undefined) return document;
  const { count, value } = document as { count?: unknown; value?: unknown };
  return Array.isArray(value) && count === value.length ? value : document;
}

const hex = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const formats = {
  uuid: hex,
  "date-time": /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/,
  int32: { type: "number" as const, validate: (n: number) => Number.isInteger(n) && Math.abs(n) < 2 ** 31 },
  int64: { type: "number" as const, validate: Number.isInteger },
  double: true as const,
  byte: true as const,
  Stream: true as const,
};

/** The service lets the timeline's id be left out, for the newest one, though the contract calls it required. */
function sameSteps(path: string, template: string): boolean {
  const given = path.split("/").length - 2;
  const wanted = template.split("/").length;
  return given === wanted || (template.endsWith("/{timelineId}") && given === wanted - 1);
}

/** A field that the contract does not have is a drift of the stand-in, though the schema lets it pass. */
function unknownFields(swagger: Swagger, schema: Schema, value: unknown, at: string): string[] {
  const known = fieldsOf(swagger, schema);
  if (Array.isArray(value)) {
    const items = resolve(swagger, schema)?.items ?? {};
    return value.flatMap((item, index) => unknownFields(swagger, items, item, `${at}/${index}`));
  }
  if (known === null || typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, field]) => {
    const own = known[key];
    return own === undefined
      ? [`${at}/${key} is unknown`]
      : unknownFields(swagger, own, field, `${at}/${key}`);
  });
}

/** The fields of an object with those of what it extends; null where any may be. */
function fieldsOf(swagger: Swagger, schema: Schema): Readonly<Record<string, Schema>> | null {
  const own = resolve(swagger, schema);
  if (own === null) return null;
  const inherited = (own.allOf ?? []).map((base) => fieldsOf(swagger, base));
  if (own.properties === undefined && inherited.length === 0) return null;
  return Object.assign({}, ...inherited, own.properties) as Record<string, Schema>;
}

function resolve(swagger: Swagger, schema: Schema): Schema | null {
  if (schema.$ref === undefined) return schema;
  const name = schema.$ref.split("/").at(-1) ?? "";
  return opaque.has(name) ? null : resolve(swagger, swagger.definitions[name] ?? {});
}
