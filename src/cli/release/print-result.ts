/** What a release came to, for people. */
import type { Context } from "../context.ts";
import type { ReleaseResult } from "./result.ts";

const words = {
  published: "published",
  "already there": "already there",
  "left out": "left out",
  failed: "failed",
  "not yet visible": "sent, not yet listed",
} as const;

/** `named`: the index as the user named it; a local one has stopped by the time this is read. */
export function printResult(
  { print }: Context,
  { index, artifacts }: ReleaseResult,
  { folder, named }: { folder: string; named: string },
): void {
  const width = Math.max(...artifacts.map(({ name, version }) => `${name} ${version ?? ""}`.length));
  for (const { name, version, outcome, reason, tag, files } of artifacts) {
    const why = reason === "" || outcome === "published" ? "" : `: ${reason}`;
    print(`${`${name} ${version ?? ""}`.padEnd(width)}  ${words[outcome]}${why}`);
    if (outcome === "left out") continue;
    for (const file of files) print(`    ${file.sha256}  ${file.name}  ${file.outcome}`);
    if (tag !== null) print(`    tag ${tag}`);
  }
  print(`Index   ${named === "local" ? `local: its packages are in ${folder}.index` : index}`);
  print(`Record  ${folder}/release.json`);
}
