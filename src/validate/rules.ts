/** Every rule, in the order of docs/rules. */
import type { Rule } from "./rule.ts";
import { artifactRules } from "./rules/artifact.ts";
import { changelogRules } from "./rules/changelog.ts";
import { ciRules } from "./rules/ci.ts";
import { configRule } from "./rules/config.ts";
import { dependsOn } from "./rules/depends-on.ts";
import { indexRules } from "./rules/index-state.ts";
import { metadata } from "./rules/metadata.ts";
import { packageRules } from "./rules/package.ts";
import { readmeRules } from "./rules/readme.ts";
import { typed } from "./rules/typed.ts";
import { versionConsistent } from "./rules/version-consistent.ts";

const others: readonly Rule[] = [
  ...ciRules,
  ...artifactRules,
  dependsOn,
  metadata,
  ...packageRules,
  versionConsistent,
  typed,
  ...readmeRules,
  ...changelogRules,
  ...indexRules,
];

export const rules: readonly Rule[] = [configRule(others.map(({ name }) => name)), ...others];
