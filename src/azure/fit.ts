/** The one way from an answer of Azure DevOps to a typed document. Fields that we do not name are free: it adds some every month. */
import type { Static, TSchema } from "typebox";
import { Check, Errors } from "typebox/value";
import { GatehouseError } from "../errors.ts";

/** Throws `azure-answer`; `what` names for people what was asked for. */
export function fit<T extends TSchema>(schema: T, document: unknown, what: string): Static<T> {
  if (Check(schema, document)) return document;
  const [fault] = Errors(schema, document);
  const problem =
    fault === undefined ? "it has another shape" : `${fault.instancePath || "the answer"} ${fault.message}`;
  throw GatehouseError.of("azure-answer", { what, problem });
}
