// The peer that does nothing but walk a folder and read every file that validate reads.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const wanted =
  /^(?:ci\.yml|setup\.py|pyproject\.toml|MANIFEST\.in|README\.md|CHANGELOG\.md|_version\.py|__init__\.py)$/;
let characters = 0;

function walk(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) walk(path);
    else if (wanted.test(entry.name)) characters += readFileSync(path, "utf8").length;
  }
}

walk(process.argv[2]);
console.log(`${characters} characters`);
