/** Entry points of a wheel: an INI file (https://packaging.python.org/en/latest/specifications/entry-points/). */

export interface EntryPoint {
  readonly group: string;
  readonly name: string;
  /** What it leads to, `module:object`. */
  readonly target: string;
}

/** Reads `entry_points.txt`, as Python's configparser does. Returns what is wrong, half a sentence. */
export function parseEntryPoints(bytes: Buffer): EntryPoint[] | { readonly problem: string } {
  const entries: EntryPoint[] = [];
  const seen = new Set<string>();
  let group: string | null = null;
  for (const [at, written] of bytes
    .toString("utf8")
    .split(/\r\n|\r|\n/)
    .entries()) {
    const line = written.trim();
    if (line === "" || line.startsWith("#") || line.startsWith(";")) continue;
    const header = /^\[([^\]]+)\]$/.exec(line)?.[1];
    if (header !== undefined) {
      group = header.trim();
      continue;
    }
    const [, name, target] = /^([^=]*[^=\s])\s*=\s*(\S.*)$/.exec(line) ?? [];
    if (group === null) return { problem: `line ${at + 1} stands before any group` };
    if (name === undefined || target === undefined) return { problem: `line ${at + 1} is no entry` };
    const key = `${group}\n${name}`;
    if (seen.has(key)) return { problem: `line ${at + 1} names ${name} again` };
    seen.add(key);
    entries.push({ group, name, target });
  }
  return entries;
}
