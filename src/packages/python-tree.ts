/** Python code as a syntax tree. The parser goes on after mistakes, so it never fails; it runs nothing. */
import { parser } from "@lezer/python";

type Tree = ReturnType<typeof parser.parse>;
/** A node of the tree. */
export type PythonNode = Tree["topNode"];

/** Longer than any setup.py or version file; a larger text is data. */
const longest = 500_000;

/** The module's node, or null when the text is too long to be code that matters. */
export function parsePython(text: string): PythonNode | null {
  return text.length > longest ? null : parser.parse(text).topNode;
}

/** The direct children, comments left out. */
export function childrenOf(node: PythonNode): PythonNode[] {
  const children: PythonNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (child.name !== "Comment") children.push(child);
  }
  return children;
}

/** The items of a list, call or tuple: the nodes between its brackets and commas, grouped. */
export function groupsOf(node: PythonNode): PythonNode[][] {
  const groups: PythonNode[][] = [[]];
  for (const child of childrenOf(node)) {
    if (["(", ")", "[", "]", "{", "}"].includes(child.name)) continue;
    if (child.name === ",") groups.push([]);
    else groups.at(-1)?.push(child);
  }
  return groups.filter((group) => group.length > 0);
}
