/** Cases of rules, by the rule's name. */
import type { Case } from "../contoso.ts";

export type Cases = Readonly<
  Record<
    string,
    {
      /** What is looked at, and every finding that comes of it, as `brief` writes it. */
      readonly bad: readonly (readonly [Case, ...string[]])[];
      /** The rule says nothing of these, and no other rule an error. */
      readonly good: readonly Case[];
    }
  >
>;
