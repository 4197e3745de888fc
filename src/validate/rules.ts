/** Every rule, in the order of docs/rules.md. */
import { ciRules } from "./ci-rules.ts";
import { dependsOn } from "./depends-on.ts";
import { documentRules } from "./document-rules.ts";
import { indexRules } from "./index-rules.ts";
import { packageRules } from "./package-rules.ts";
import type { Rule } from "./rule.ts";

export const rules: readonly Rule[] = [
  ...ciRules,
  dependsOn,
  ...packageRules,
  ...documentRules,
  ...indexRules,
];
