/**
 * The names of the job's variables as they were defined. task-lib keeps one name for each environment variable and takes
 * the lists away, so this must be imported before it.
 */

/** Null when the agent did not say, or not clearly. */
export const variableNames: readonly string[] | null = namesIn(
  process.env["VSTS_PUBLIC_VARIABLES"],
  process.env["VSTS_SECRET_VARIABLES"] ?? "[]",
);

function namesIn(...lists: readonly (string | undefined)[]): string[] | null {
  const names: string[] = [];
  for (const list of lists) {
    const parsed = parse(list);
    if (!Array.isArray(parsed)) return null;
    for (const name of parsed) {
      if (typeof name !== "string") return null;
      names.push(name);
    }
  }
  return names;
}

function parse(list: string | undefined): unknown {
  try {
    return JSON.parse(list ?? "null");
  } catch {
    return null;
  }
}
