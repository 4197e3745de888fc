/** Themes as Azure DevOps hands them to an extension: values of CSS variables, the same that the local page sets for itself. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../root.ts";

const [bright = "", dim = ""] = readFileSync(join(root, "src/page/local/theme.css"), "utf8").split("@media");

function variablesIn(css: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    [...css.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = "", value = ""]) => [name, value]),
  );
}

export const light = variablesIn(bright);
export const dark: Readonly<Record<string, string>> = { ...light, ...variablesIn(dim) };
