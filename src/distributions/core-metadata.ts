/**
 * Core metadata as distributions carry it (METADATA, PKG-INFO): headers in the manner of RFC 822, then the
 * description (https://packaging.python.org/en/latest/specifications/core-metadata/).
 */

/** The fields of a metadata file. */
export interface CoreMetadata {
  /** Values by field name in lower case (`requires-dist`), in the order of the file. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
  /** From the body, or from the header `Description` of old back ends; null when there is none. */
  readonly description: string | null;
}

/** Field names (RFC 822: printable ASCII but the colon), then the value. */
const header = /^([!-9;-~]+)[ \t]*:[ \t]?(.*)$/s;

/** Fields whose line breaks mean something. */
const keepsLines = new Set(["description", "license"]);

/**
 * Reads the bytes of a metadata file. Folded lines are put together; `UNKNOWN`, which old back ends write for an
 * absent value, counts as absent. Returns what is wrong in words when it is not UTF-8 or a line is no field.
 */
export function parseCoreMetadata(bytes: Uint8Array): CoreMetadata | { readonly problem: string } {
  const text = decode(bytes);
  if (text === null) return { problem: "its metadata is not UTF-8" };
  const [head, body] = splitBody(text);
  const fields = new Map<string, string[]>();
  for (const [at, lines] of unfold(head).entries()) {
    const [, name, first] = header.exec(lines[0] ?? "") ?? [];
    if (name === undefined || first === undefined) {
      return {
        problem: `field ${at + 1} of its metadata is no field: ${JSON.stringify((lines[0] ?? "").slice(0, 80))}`,
      };
    }
    const key = name.toLowerCase();
    const value = valueOf(key, [first, ...lines.slice(1)]);
    if (value !== "UNKNOWN") fields.set(key, [...(fields.get(key) ?? []), value]);
  }
  const described = body.trim() === "" ? (fields.get("description")?.[0] ?? null) : body;
  return { fields, description: described === "" ? null : described };
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Headers and body, parted by the first empty line. One of blanks continues a field: old back ends indent so. */
function splitBody(text: string): [string, string] {
  if (/^\r?\n/.test(text)) return ["", text];
  const blank = /\r?\n\r?\n/.exec(text);
  return blank === null
    ? [text, ""]
    : [text.slice(0, blank.index), text.slice(blank.index + blank[0].length)];
}

/** The lines of each field: its own and those that continue it. */
function unfold(head: string): string[][] {
  const fields: string[][] = [];
  for (const line of head.split(/\r?\n/).filter((candidate) => candidate !== "")) {
    const last = fields.at(-1);
    if (/^[ \t]/.test(line) && last !== undefined) last.push(line);
    else fields.push([line]);
  }
  return fields;
}

/** Back ends indent continued lines by eight spaces, or seven and a bar. */
function valueOf(key: string, [first = "", ...rest]: string[]): string {
  if (!keepsLines.has(key))
    return [first, ...rest]
      .map((line) => line.trim())
      .join(" ")
      .trim();
  return [first, ...rest.map((line) => line.replace(/^(?: {7}\|| {8}|[ \t]+)/, ""))].join("\n").trim();
}
