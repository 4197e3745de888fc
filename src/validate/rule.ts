/** What a rule of validate is. */
import type { CiFix } from "../ci/fix.ts";
import type { CiEntry } from "../ci/types.ts";
import type { ConfigFault, Settings, Severity } from "../config/settings.ts";
import type { IndexFacts } from "../index/types.ts";
import type { ServiceDirectory } from "../packages/service-directory.ts";
import type { BackEndAnswer, RenderProblem } from "../packages/types.ts";
import type { Finding } from "../release/record.ts";
import type { Subject } from "./subjects.ts";

/** `pull-request`: what must hold between releases, when the newest entry of a changelog may be unfinished. */
export type Mode = "release" | "pull-request";

/** What the world outside said, as far as it was asked. */
export interface Outside {
  /** Null when no index was asked. */
  readonly index: IndexFacts | null;
  /**
   * By package folder: what a build back end says of metadata that can't be read without running code. Null when none
   * was asked.
   */
  readonly backEnds: ReadonlyMap<string, BackEndAnswer> | null;
  /** By path of a readme that an index shows as reStructuredText. Null when none was looked at. */
  readonly readmes: ReadonlyMap<string, RenderProblem | null> | null;
  /** Why what takes Python could not be asked, foreign text; null when it could, or nobody wanted to. */
  readonly pythonProblem: string | null;
}

/** Nobody was asked. */
export const nobodyAsked: Outside = { index: null, backEnds: null, readmes: null, pythonProblem: null };

/** What is looked at. */
export interface ValidateContext {
  readonly service: ServiceDirectory;
  /** The entries that were chosen; all of them when it is left out. */
  readonly artifacts?: readonly CiEntry[];
  readonly mode: Mode;
  readonly settings: Settings;
  /** What is wrong with gatehouse.yml. */
  readonly configFaults?: readonly ConfigFault[];
  readonly outside: Outside;
}

/** The same, with each chosen artifact beside its package and what the index has of it. */
export interface RuleContext extends ValidateContext {
  readonly subjects: readonly Subject[];
}

/** A finding before the rule's name and severity are added. */
export interface RuleFinding extends Omit<Finding, "rule" | "severity"> {
  /** Where it differs from the rule's own. */
  readonly severity?: Severity;
  /** PEP 503 name of the package that it is about, where that is no artifact. */
  readonly package?: string;
  /** What `--fix` would do about it. */
  readonly fix?: CiFix;
}

export interface Rule {
  /** Stable: it stands in reports, in docs/rules/ and in settings. */
  readonly name: string;
  readonly severity: Severity;
  /** One sentence: what must hold. */
  readonly summary: string;
  readonly check: (context: RuleContext) => RuleFinding[];
}
