/** A refusal of the gate: a code of the error table with what its texts leave blank. */
import { type ErrorCode, type ErrorParams, GatehouseError } from "../errors.ts";

export type GateCode = Extract<ErrorCode, `gate-${string}`>;

export interface Refusal {
  readonly kind: "refused";
  readonly code: GateCode;
  /** The refusal as an error, to be thrown at the edge. */
  readonly error: GatehouseError;
}

/** The texts may hold names from outside: print them through `plain`. */
export function refused<Code extends GateCode>(code: Code, params: ErrorParams<Code>): Refusal {
  return { kind: "refused", code, error: GatehouseError.of(code, params) };
}
