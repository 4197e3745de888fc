/** What lies in a package's folder and never belongs to it. */

/** Other tools' leftovers, which a back end might pick up. */
const leftovers = new Set([
  ".git",
  ".venv",
  "venv",
  ".tox",
  "node_modules",
  "__pycache__",
  ".pytest_cache",
  "build",
  "dist",
]);

/** Whether a file or folder of this name stays behind when a package is copied to be built. */
export function isLeftover(name: string): boolean {
  return leftovers.has(name) || name.endsWith(".egg-info");
}
