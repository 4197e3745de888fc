/** The one way from text to a typed document: JSON, then schema. */
import type { Static, TSchema } from "typebox";
import { Check, Errors } from "typebox/value";
import { GatehouseError } from "../errors.ts";

/** `text` as the document that `schema` describes. Throws `record-invalid` with the first fault's place. */
export function check<T extends TSchema>(schema: T, text: string, path: string): Static<T> {
  const document = parse(text, path);
  if (Check(schema, document)) return document;
  const [fault] = Errors(schema, document);
  const problem =
    fault === undefined ? "it has another shape" : `${fault.instancePath || "the document"} ${fault.message}`;
  throw GatehouseError.of("record-invalid", { path, problem });
}

function parse(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw GatehouseError.of("record-invalid", { path, problem: "it is not JSON" }, { cause });
  }
}
