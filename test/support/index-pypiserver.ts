/** pypiserver, from the project's own lock. */
import { fileURLToPath } from "node:url";
import { pythonWith } from "./python-environment.ts";

/** The script that serves a folder. */
export const serveScript = fileURLToPath(new URL("../../python/serve_index.py", import.meta.url));

/** A Python with pypiserver in it. */
export function pythonWithPypiserver(): Promise<string> {
  return pythonWith("python/index.txt");
}
