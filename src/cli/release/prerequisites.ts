/** Cheap checks before anything is built: each failing with one full sentence. */
import { type Checkout, gitRepository } from "../../adapters/git.ts";
import { GatehouseError } from "../../errors.ts";
import type { Repository } from "../../ports.ts";
import type { Context } from "../context.ts";
import type { Source } from "../source.ts";

/** Refuses uncommitted changes (`dirty`), and a place outside git where a tag is wanted (`not-a-repository`). */
export function checkSource({ service, checkout }: Source, wantsTag: boolean): void {
  if (checkout === null) {
    if (wantsTag) throw GatehouseError.of("not-a-repository", { path: service.path });
    return;
  }
  refuseChanges(service.path, checkout);
}

/** Throws `dirty` when something below the service directory is not committed. */
export function refuseChanges(path: string, { changed }: Checkout): void {
  if (changed.length === 0) return;
  const more = changed.length > 5 ? ` and ${changed.length - 5} more` : "";
  throw GatehouseError.of("dirty", { path, files: `${changed.slice(0, 5).join(", ")}${more}` });
}

/** Where tags go; null when none are wanted. */
export function tagTarget(
  context: Context,
  checkout: Checkout | null,
  remote: string | null,
): Repository | null {
  if (checkout === null || remote === null) return null;
  return gitRepository(context.process, checkout.root, remote, context.signal);
}
