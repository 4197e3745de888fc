/** One line of the plan, and what carries it out. */
import type { Protected } from "./actual.ts";
import type { CheckKind } from "./checks.ts";
import type { WantedPipeline } from "./wanted.ts";

/** Something that setup makes. It adds, and never changes what is there. */
export type Act =
  | { readonly kind: "group" }
  | { readonly kind: "environment" }
  | { readonly kind: "pipeline"; readonly pipeline: WantedPipeline }
  | { readonly kind: "check"; readonly of: "environment" | "connection"; readonly check: CheckKind }
  | {
      readonly kind: "permit";
      /** Null: it is not there yet. */
      readonly resource: Pick<Protected, "type" | "id" | "name"> | null;
      readonly names: readonly string[];
    };

/** One line of the plan. Texts hold foreign names. */
export interface Item {
  readonly what: string;
  /** `make`: it is not there, and setup makes it. `differs`: for people to put right: setup weakens and replaces nothing. */
  readonly state: "right" | "make" | "differs";
  readonly detail: string;
  readonly act: Act | null;
}

export const right = (what: string, detail = ""): Item => ({ what, state: "right", detail, act: null });
export const make = (what: string, act: Act, detail = ""): Item => ({ what, state: "make", detail, act });
export const differs = (what: string, detail: string): Item => ({
  what,
  state: "differs",
  detail,
  act: null,
});
