/** What to do about a fault that the YAML parser names by a code. */

const remedies: Readonly<Record<string, string>> = {
  TAB_AS_INDENT: "Indent with blanks: YAML allows no tabs there.",
  BAD_INDENT: "Give all entries of one list, and all keys of one mapping, the same indent.",
  DUPLICATE_KEY: "Keep one of the two.",
  MISSING_CHAR: "Close what was opened: a quote, a bracket, or a key without its colon.",
  BAD_ALIAS: "Name an anchor (`&name`) that stands above it.",
  MULTIPLE_DOCS: "Remove the line `---` between them: a pipeline is one YAML document.",
  BLOCK_AS_IMPLICIT_KEY: "Put each key on a line of its own, and quote a value that contains `: `.",
  UNEXPECTED_TOKEN:
    "Put each entry on a line of its own, and quote values that hold quotes, brackets or `#`.",
  RESOURCE_EXHAUSTION: "It is nested too deeply. Write the list out flat.",
  UNREADABLE: "Write the file anew in plain block style, one key to a line.",
};

/** The remedy for a parser's code; a general one for those that are rare. */
export function yamlRemedy(code: string): string {
  return remedies[code] ?? "Correct the YAML at this place; the lines just above it may hold the cause.";
}
