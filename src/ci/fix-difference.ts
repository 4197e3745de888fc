/** What `--fix` would change, as a patch. */
import { createTwoFilesPatch } from "diff";
import { plain } from "../report/plain.ts";

/** A unified difference of a file's text, with three lines around each change; each line is made safe to print. */
export function fixDifference(path: string, before: string, after: string): string {
  const patch = createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, {
    context: 3,
  });
  const lines = patch.split("\n").filter((line) => !/^={3,}$/.test(line));
  return lines.map((line) => (line === "" ? line : plain(line))).join("\n");
}
