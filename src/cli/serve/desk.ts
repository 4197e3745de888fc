/** What the local page's server talks to: the release that is under way. */
import type { Decision } from "../../release/record.ts";
import type { ReleaseView } from "../../report/view.ts";

/** One decision as the page sends it. */
export interface DeskDecision {
  readonly name: string;
  /** The digest that the person saw. */
  readonly digest: string;
  readonly decision: Decision;
  readonly comment: string;
}

export interface Desk {
  view(): ReleaseView;
  /** Takes decisions, all or each on its own; says for each what stood in its way, or null. */
  decide(decisions: readonly DeskDecision[]): Promise<{ name: string; problem: string | null }[]>;
}
