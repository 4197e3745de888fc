/** What every descendant of a process was started with: its command line and its environment, as Linux shows them to the same user. */
import { readdirSync, readFileSync } from "node:fs";

export interface Watched {
  /** Of every descendant that was seen: command line and environment, NUL between. */
  readonly seen: ReadonlySet<string>;
  stop(): void;
}

/** Looks every few milliseconds, until it is stopped. Short-lived ones may be missed. */
export function watchChildren(pid: number): Watched {
  const seen = new Set<string>();
  const own = read(pid, "cmdline");
  const look = () => {
    const parents = new Map(readdirSync("/proc").flatMap((name) => parentOf(name)));
    for (const one of parents.keys()) {
      const command = read(one, "cmdline");
      // One that was forked and is not yet another program still is the process itself.
      if (command !== own && descends(one, pid, parents)) seen.add(`${command}\0${read(one, "environ")}`);
    }
  };
  const timer = setInterval(look, 10);
  return { seen, stop: () => clearInterval(timer) };
}

function parentOf(name: string): [number, number][] {
  if (!/^\d+$/.test(name)) return [];
  const parent = /\) \S (\d+)/.exec(read(Number(name), "stat"))?.[1];
  return parent === undefined ? [] : [[Number(name), Number(parent)]];
}

function descends(pid: number, from: number, parents: ReadonlyMap<number, number>): boolean {
  for (let at = parents.get(pid); at !== undefined && at > 1; at = parents.get(at))
    if (at === from) return true;
  return false;
}

/** Empty for a process that is gone. */
function read(pid: number, what: string): string {
  try {
    return readFileSync(`/proc/${pid}/${what}`, "latin1");
  } catch {
    return "";
  }
}
