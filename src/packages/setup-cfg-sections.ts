/** The sections of an ini file, as Python's configparser reads it. */
import type { FoundText } from "./metadata.ts";

/** A line of a value, without white space around it, and where it begins. */
export interface ConfigPart extends FoundText {
  readonly line: number;
  readonly offset: number;
}

/** A value: its lines, without blank ones and comments. */
export interface ConfigValue {
  readonly parts: readonly ConfigPart[];
  /** Whether all of it stands on the line of the key. */
  readonly single: boolean;
}

/** Values by the name of their section and key. Of the first two sections keys are in lower case, with `_` for `-`. */
export type ConfigSections = ReadonlyMap<string, ReadonlyMap<string, ConfigValue>>;

/** Reads all sections. A value goes on in lines that begin with white space. Never throws. */
export function readSections(text: string): ConfigSections {
  const sections = new Map<string, Map<string, ConfigValue>>();
  let section: Map<string, ConfigValue> | null = null;
  let plain = false;
  let last: { parts: ConfigPart[]; single: boolean } | null = null;
  for (const { written, line, offset } of linesOf(text)) {
    const part = (from: number): ConfigPart => {
      const value = written.slice(from);
      return { value: value.trim(), line, offset: offset + from + value.length - value.trimStart().length };
    };
    if (/^\s/.test(written)) {
      last?.parts.push(part(0));
      if (last !== null) last.single = false;
    } else if (written.startsWith("[")) {
      const name = written.slice(1, Math.max(1, written.lastIndexOf("]"))).trim();
      plain = name === "metadata" || name === "options";
      section = sections.get(name) ?? new Map();
      sections.set(name, section);
      last = null;
    } else {
      const end = written.search(/[=:]/);
      const key = written.slice(0, Math.max(0, end)).trim();
      last = end === -1 ? null : { parts: [part(end + 1)].filter(({ value }) => value !== ""), single: true };
      if (last !== null) section?.set(plain ? key.toLowerCase().replaceAll("-", "_") : key, last);
    }
  }
  return sections;
}

/** The lines that count: neither blank nor comments. */
function* linesOf(text: string) {
  const ends = /\r\n|\r|\n|$/g;
  let offset = 0;
  for (let line = 1; offset <= text.length; line += 1) {
    ends.lastIndex = offset;
    const end = ends.exec(text);
    if (end === null) return;
    const written = text.slice(offset, end.index);
    if (!/^\s*(?:[#;]|$)/.test(written)) yield { written, line, offset };
    if (end[0] === "") return;
    offset = end.index + end[0].length;
  }
}
