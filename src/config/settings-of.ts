/** What a gatehouse.yml settles for the rules of validate. */
import type { ParsedConfig } from "./parse-config.ts";
import type { Settings } from "./settings.ts";

/** The settings in a parsed file; `path` is as users should see it. Pure. */
export function settingsOf({ config, ruleNames }: ParsedConfig, path: string): Settings {
  return {
    severities: new Map(Object.entries(config.rules ?? {})),
    accepted: (config.accept ?? []).map(({ rule, package: glob, reason }) => ({
      rule,
      package: glob ?? null,
      reason,
    })),
    artifactNames: config.artifactNames ?? null,
    requiredOwner: config.requiredOwner ?? null,
    ownerContact: config.ownerContact ?? null,
    ruleNames: ruleNames.map((name) => ({ ...name, path })),
  };
}
