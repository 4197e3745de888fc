/** Modules that are nothing but texts with names, as most version files are: read without a parser, which takes longer to warm up than all else. */
import { type PythonValue, textValue } from "./python-values.ts";

const assignment = /^([A-Za-z_]\w*)[ \t]*=[ \t]*(["'])([^"'\\]*)\2[ \t]*(?:#.*)?$/;

/**
 * The variables of a module whose every line is blank, a comment, or a name with one plain text; null for any other
 * module. Exactly what the parser would make of it.
 */
export function plainVariables(text: string): Map<string, PythonValue> | null {
  const variables = new Map<string, PythonValue>();
  let from = 0;
  for (const line of text.split("\n")) {
    const trimmed = line.endsWith("\r") ? line.slice(0, -1) : line;
    if (trimmed !== "" && !trimmed.startsWith("#")) {
      const [, name, , value] = assignment.exec(trimmed) ?? [];
      if (name === undefined || value === undefined) return null;
      variables.set(name, textValue([value], from + trimmed.search(/["']/)));
    }
    from += line.length + 1;
  }
  return variables;
}
