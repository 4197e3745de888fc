/** From an answer to what the gate reads in it. */
import type { Static, TSchema } from "typebox";
import { Check, Errors } from "typebox/value";
import { type Refusal, refused } from "./refusal.ts";

/** `document` as `schema` has it, or a refusal that names the first fault's place. */
export function readAnswer<T extends TSchema>(
  schema: T,
  document: unknown,
  what: string,
): { readonly kind: "read"; readonly value: Static<T> } | Refusal {
  if (Check(schema, document)) return { kind: "read", value: document };
  const [fault] = Errors(schema, document);
  const problem =
    fault === undefined ? "it has another shape" : `${fault.instancePath || "the answer"} ${fault.message}`;
  return refused("gate-answer", { what, problem });
}
