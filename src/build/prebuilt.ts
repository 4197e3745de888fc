/** Wheels that were built elsewhere (cibuildwheel), and come in beside the record: `<DIR>/prebuilt/<name>/`. */
import { GatehouseError } from "../errors.ts";
import type { Files } from "../ports.ts";

/** Copies the prebuilt wheels of `name` into `to`. Returns their file names; throws `build-failed` for what is no wheel. */
export async function takePrebuilt(
  files: Files,
  { name, out, to }: { readonly name: string; readonly out: string; readonly to: string },
): Promise<readonly string[]> {
  const entries = await files.list(`${out}/prebuilt/${name}`);
  const odd = entries.find((entry) => entry.kind !== "file" || !entry.name.endsWith(".whl"));
  if (odd !== undefined)
    throw GatehouseError.of("build-failed", { name, problem: `prebuilt/${name}/${odd.name} is no wheel` });
  if (entries.length > 0) await files.copyFolder(`${out}/prebuilt/${name}`, to);
  return entries.map((entry) => entry.name);
}
