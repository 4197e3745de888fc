/** What a rule of validate is. */
import type { CiEntry } from "../ci/types.ts";
import type { ProjectState } from "../index/types.ts";
import type { ServiceDirectory } from "../packages/service-directory.ts";
import type { Finding } from "../release/record.ts";
import type { Subject } from "./subjects.ts";

type Severity = Finding["severity"];

/** `pull-request`: what must hold between releases, when the newest entry of a changelog may be unfinished. */
export type Mode = "release" | "pull-request";

/** What is looked at. */
export interface ValidateContext {
  readonly service: ServiceDirectory;
  /** The entries that were chosen; all of them when it is left out. */
  readonly artifacts?: readonly CiEntry[];
  /** By PEP 503 name; null when no index was asked. */
  readonly index: ReadonlyMap<string, ProjectState> | null;
  readonly mode: Mode;
}

/** The same, with each chosen artifact beside its package and what the index has of it. */
export interface RuleContext extends ValidateContext {
  readonly subjects: readonly Subject[];
}

/** A finding before the rule's name and severity are added. */
export interface RuleFinding extends Omit<Finding, "rule" | "severity"> {
  /** Where it differs from the rule's own. */
  readonly severity?: Severity;
}

export interface Rule {
  /** Stable: it stands in reports, in docs/rules.md and in settings. */
  readonly name: string;
  readonly severity: Severity;
  /** One sentence: what must hold. */
  readonly summary: string;
  readonly check: (context: RuleContext) => RuleFinding[];
}
