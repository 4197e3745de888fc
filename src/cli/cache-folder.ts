import envPaths from "env-paths";

/** Where a user's caches lie. */
export function cacheFolder(): string {
  return envPaths("gatehouse", { suffix: "" }).cache;
}
