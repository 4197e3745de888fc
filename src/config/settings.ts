/** What `gatehouse.yml` settles for the rules of validate. */

export type Severity = "error" | "warning" | "note";

/** A finding that a team lives with, and why. */
export interface Acceptance {
  readonly rule: string;
  /** Glob over a package's name; null accepts it for all. */
  readonly package: string | null;
  /** Never empty. */
  readonly reason: string;
}

/** Something in gatehouse.yml that can't be used. */
export interface ConfigFault {
  readonly path: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
  readonly remedy: string;
}

/** A rule's name in gatehouse.yml, and where it stands. Whether there is such a rule, the rule `config` says. */
export interface RuleMention {
  readonly value: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

export interface Settings {
  /** By rule. */
  readonly severities: ReadonlyMap<string, Severity | "off">;
  readonly accepted: readonly Acceptance[];
  /** Null: either form, but one in one file. */
  readonly artifactNames: "hyphens" | "underscores" | null;
  /** User or organization that must own each project on the index. */
  readonly requiredOwner: string | null;
  /** Whom to ask for ownership: a name, an address. */
  readonly ownerContact: string | null;
  /** Every rule that the file names. */
  readonly ruleNames: readonly RuleMention[];
}

export const defaultSettings: Settings = {
  severities: new Map(),
  accepted: [],
  artifactNames: null,
  requiredOwner: null,
  ownerContact: null,
  ruleNames: [],
};
