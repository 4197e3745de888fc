/** Where a user's caches lie. */
import envPaths from "env-paths";

/** `~/.cache/gatehouse` on Linux. */
export function cacheFolder(): string {
  return envPaths("gatehouse", { suffix: "" }).cache;
}
