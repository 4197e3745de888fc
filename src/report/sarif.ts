/** Findings as SARIF 2.1.0, which Azure DevOps' Scans tab and GitHub code scanning show. */
import type { Finding } from "../release/record.ts";
import { distinctFindings, type ServiceReport } from "./findings.ts";
import { plain } from "./plain.ts";

/** A rule as reports need it. */
export interface RuleText {
  readonly name: string;
  readonly severity: Finding["severity"];
  readonly summary: string;
}

export interface SarifOptions {
  /** Of Gatehouse. */
  readonly version: string;
  /** Every rule, in order. */
  readonly rules: readonly RuleText[];
  /** The folder that findings' paths are relative to, from the repository's root with `/`; empty for the root itself. */
  readonly root: string;
}

const sourceRoot = "%SRCROOT%";

/** The log: one run, with every rule, and what gatehouse.yml accepts as suppressed results. */
export function sarifReport(services: readonly ServiceReport[], { version, rules, root }: SarifOptions) {
  const positions = new Map(rules.map(({ name }, at) => [name, at]));
  const all = distinctFindings(services).flatMap(({ findings, accepted }) => [
    ...findings.map((finding) => ({ finding, reason: null })),
    ...accepted,
  ]);
  const seen = new Map<string, number>();
  const results = all.map(({ finding, reason }) => {
    const uri = uriOf(root, finding.path);
    const key = [finding.rule, uri, finding.artifact ?? ""].map(words).join(" ");
    // Two of one kind in one place are told apart by their order: line numbers change with every edit.
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    const ruleIndex = positions.get(finding.rule);
    return {
      ruleId: words(finding.rule),
      ...(ruleIndex === undefined ? {} : { ruleIndex }),
      level: finding.severity,
      message: { text: words(`${finding.message} To do: ${finding.remedy}`) },
      locations: [{ physicalLocation: physicalLocation(uri, finding) }],
      partialFingerprints: { "gatehouseFinding/v1": `${key} ${count}` },
      suppressions:
        reason === null
          ? []
          : [{ kind: "external" as const, status: "accepted" as const, justification: words(reason) }],
    };
  });
  const driver = { name: "Gatehouse", version, semanticVersion: version, rules: rules.map(descriptor) };
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver },
        columnKind: "utf16CodeUnits",
        originalUriBaseIds: { [sourceRoot]: { description: { text: "The root of the repository." } } },
        invocations: [{ executionSuccessful: true }],
        results,
      },
    ],
  } as const;
}

function physicalLocation(uri: string, { line, column }: Finding) {
  const artifactLocation = { uri, uriBaseId: sourceRoot };
  if (line === null) return { artifactLocation };
  return {
    artifactLocation,
    region: { startLine: line, ...(column === null ? {} : { startColumn: column }) },
  };
}

function descriptor({ name, severity, summary }: RuleText) {
  const more = `Run \`gatehouse explain ${name}\` for why, and how to fix it.`;
  return {
    id: name,
    shortDescription: { text: summary },
    help: { text: `${summary} ${more}`, markdown: `${summary}\n\n${more}` },
    defaultConfiguration: { level: severity },
  };
}

/** Foreign text as one line. `[text](address)` would be a link in it (SARIF 3.11.6). */
function words(text: string): string {
  return plain(text)
    .replaceAll("](", "] (")
    .replace(/\p{Cs}/gu, "\uFFFD");
}

/** A path as a URI reference from the repository's root. */
function uriOf(root: string, path: string): string {
  const parts: string[] = [];
  for (const part of [...root.split("/"), ...path.split("/")]) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return parts.map((part) => encodeURIComponent(part.replace(/\p{Cs}/gu, "\uFFFD"))).join("/") || ".";
}
