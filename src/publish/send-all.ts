/** The order in which the files of an artifact are sent. */
import { asGatehouseError } from "../errors.ts";
import type { Distribution } from "../release/record.ts";
import type { FormField } from "./metadata-form.ts";
import type { PublishRun } from "./publish-run.ts";

/** A file with its form. */
export interface ReadyFile {
  readonly file: Distribution;
  readonly form: readonly FormField[];
}

export interface SendOptions {
  /** Whether the index has nothing of this release. */
  readonly isFirst: boolean;
  /** Runs work when its turn has come. */
  readonly slot: PublishRun["slot"];
  readonly send: (ready: ReadyFile) => Promise<void>;
}

/**
 * Sends the first file of a release alone, since the index makes the project and the release out of its form; then
 * the other wheels together, and the sdist when all wheels are there, so that nobody builds from source meanwhile.
 * After a failure nothing more begins, what is under way ends, and it is thrown; of several one that only people can
 * mend.
 */
export async function sendAll(ready: readonly ReadyFile[], options: SendOptions): Promise<void> {
  const alone = options.isFirst ? ready.slice(0, 1) : [];
  const rest = ready.slice(alone.length);
  const wheels = rest.filter(({ file }) => file.kind === "wheel");
  const sdists = rest.filter(({ file }) => file.kind === "sdist");
  for (const group of [alone, wheels, sdists]) await together(group, options);
}

async function together(group: readonly ReadyFile[], { slot, send }: SendOptions): Promise<void> {
  const failures: unknown[] = [];
  const one = async (ready: ReadyFile) => {
    if (failures.length > 0) return;
    await send(ready).catch((error: unknown) => void failures.push(error));
  };
  await Promise.all(group.map((ready) => slot(() => one(ready))));
  const byPeople = failures.find((failure) => asGatehouseError(failure).exitCode === 1);
  if (failures.length > 0) throw byPeople ?? failures[0];
}
