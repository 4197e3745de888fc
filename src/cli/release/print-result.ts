/** What a release came to, for people. */
import type { ReleaseRecord } from "../../release/record.ts";
import { firstUploader, ownerReminder } from "../../report/owner-reminder.ts";
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
  { folder, named, record }: { folder: string; named: string; record: ReleaseRecord },
): void {
  const width = Math.max(...artifacts.map(({ name, version }) => `${name} ${version ?? ""}`.length));
  for (const { name, version, outcome, reason, tag, files } of artifacts) {
    const artifact = record.artifacts.find((one) => one.name === name);
    const why = reason === "" || outcome === "published" ? "" : `: ${reason}`;
    print(`${`${name} ${version ?? ""}`.padEnd(width)}  ${words[outcome]}${why}`);
    if (outcome === "left out") continue;
    for (const file of files) print(`    ${file.sha256}  ${file.name}  ${file.outcome}`);
    if (tag !== null) print(`    tag ${tag}`);
    // Nobody owns anything on a local index; and what failed has not made the project yet.
    const owner = artifact === undefined || named === "local" ? null : ownerReminder(artifact);
    if (owner !== null && outcome !== "failed") print(`    ${firstUploader} ${owner}`);
  }
  print(`Index   ${named === "local" ? `local: its packages are in ${folder}.index` : index}`);
  print(`Record  ${folder}/release.json`);
}
