/** Makes the wheel of an sdist that was built before. */
import type { Builder, BuildRequest } from "./builder.ts";

/** 1980-01-01, the first day that a zip file can name: such a wheel is tried and thrown away. */
const epoch = 315_532_800;

/** Null when it was made, else why not: foreign text. */
export function wheelOfSdist(
  builder: Builder,
  request: Pick<BuildRequest, "name" | "system" | "source" | "work" | "out">,
): Promise<string | null> {
  return builder.build({ ...request, epoch, sdist: false, wheel: true });
}
