/** Where the values of a TOML document stand: the parser does not say. */

/** Offsets of values by their keys, tables and positions in lists, joined by NUL. */
export type TomlPlaces = ReadonlyMap<string, number>;

const separator = "\0";

/** The key of a value in `TomlPlaces`. */
export function placeKey(path: readonly (string | number)[]): string {
  return path.join(separator);
}

/** The places of all values and tables of a text that is TOML. Of anything else they mean nothing, but it ends. */
export function tomlPlaces(text: string): TomlPlaces {
  return new Walk(text).document();
}

/** One pass over the text. */
class Walk {
  readonly #text: string;
  readonly #places = new Map<string, number>();
  readonly #counts = new Map<string, number>();
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document(): TomlPlaces {
    let table = "";
    for (;;) {
      while (this.#skip(/\s+|#[^\n]*/y) !== "");
      const from = this.#at;
      if (from >= this.#text.length) return this.#places;
      const brackets = this.#skip(/\[{1,2}/y).length;
      if (brackets === 0) this.#pair(table);
      else {
        table = this.#key();
        if (brackets === 2) table = this.#next(table);
        this.#note(table, from);
        this.#skip(/[^\n]*/y);
      }
      if (this.#at === from) this.#at += 1;
    }
  }

  /** `[[table]]`: the next of its list. */
  #next(table: string): string {
    const count = this.#counts.get(table) ?? 0;
    this.#counts.set(table, count + 1);
    return `${table}${separator}${count}`;
  }

  #pair(table: string): void {
    const from = this.#at;
    const key = this.#key();
    const path = table === "" ? key : `${table}${separator}${key}`;
    this.#skip(/[ \t]*=?[ \t]*/y);
    if (this.#at > from) this.#value(path, 0);
  }

  /** A dotted key. */
  #key(): string {
    const parts: string[] = [];
    do {
      this.#skip(/[ \t]*/y);
      const quoted = this.#quoted();
      parts.push(quoted === "" ? this.#skip(/[^\s.=\]"',{}[#]+/y) : unquoted(quoted));
      this.#skip(/[ \t]*/y);
    } while (this.#skip(/\./y) !== "");
    return parts.join(separator);
  }

  #value(path: string, depth: number): void {
    this.#note(path, this.#at);
    const opening = this.#text[this.#at];
    if (opening === "[") this.#items(path, depth);
    else if (opening === "{") this.#inline(path, depth);
    else if (this.#quoted() === "") this.#skip(/[^\s,\]}#]+/y);
  }

  #items(path: string, depth: number): void {
    this.#at += 1;
    for (let position = 0; this.#more("]"); position += 1) {
      const from = this.#at;
      if (depth < deepest) this.#value(`${path}${separator}${position}`, depth + 1);
      if (this.#at === from) this.#at += 1;
    }
  }

  #inline(path: string, depth: number): void {
    this.#at += 1;
    while (this.#more("}")) {
      const from = this.#at;
      const key = this.#key();
      this.#skip(/[ \t]*=?[ \t]*/y);
      if (depth < deepest) this.#value(`${path}${separator}${key}`, depth + 1);
      if (this.#at === from) this.#at += 1;
    }
  }

  /** Whether another item follows; passes the end of the list. */
  #more(end: string): boolean {
    while (this.#skip(/[\s,]+|#[^\n]*/y) !== "");
    if (this.#at >= this.#text.length) return false;
    if (this.#text[this.#at] !== end) return true;
    this.#at += 1;
    return false;
  }

  /** Passes a text in quotes, in any of the four forms; empty when there is none. */
  #quoted(): string {
    const from = this.#at;
    const mark = this.#skip(/"""|'''|"|'/y);
    if (mark === "") return "";
    for (let at = this.#at; at < this.#text.length; at += 1) {
      if (this.#text[at] === "\\" && mark.startsWith('"')) at += 1;
      else if (this.#text[at] === "\n" && mark.length === 1) break;
      else if (this.#text.startsWith(mark, at)) {
        this.#at = at + mark.length;
        // A text in three quotes may end with one or two more.
        if (mark.length === 3) this.#skip(mark === '"""' ? /"{1,2}/y : /'{1,2}/y);
        return this.#text.slice(from, this.#at);
      }
    }
    this.#at = from + 1;
    return mark;
  }

  #note(path: string, offset: number): void {
    if (!this.#places.has(path)) this.#places.set(path, offset);
  }

  /** Passes what the pattern matches here; empty when it does not. */
  #skip(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text)?.[0] ?? "";
    this.#at += found.length;
    return found;
  }
}

const deepest = 100;

function unquoted(key: string): string {
  if (key.startsWith("'")) return key.slice(1, -1);
  try {
    const value: unknown = JSON.parse(key);
    return typeof value === "string" ? value : key;
  } catch {
    return key.slice(1, -1);
  }
}
