/** `npm run docs`: writes what is generated in docs/, or with `--check` says whether it is current. */
import { readFileSync, writeFileSync } from "node:fs";
import { errorTable } from "../src/error-table.ts";
import { ReleaseRecord } from "../src/release/record.ts";

const meanings = {
  1: "the answer is no",
  2: "called wrongly, or an input can't be read",
  3: "the world outside failed; run again",
};

/** docs/errors.md: every code, with what it says and what to do. */
function errorsPage(): string {
  const sections = Object.entries(errorTable).map(([code, { exit, message, remedy }]) =>
    [
      `## ${code}`,
      "",
      quote(message),
      "",
      remedy.replace(/^\{\w+\}$/, "It says itself what to do."),
      "",
      `Exit code ${exit}: ${meanings[exit]}.`,
      "",
    ].join("\n"),
  );
  const head =
    "# Errors\n\nEvery way Gatehouse says no. `{…}` stands for what it was about. Made by `npm run docs` from `src/error-table.ts`.\n";
  return [head, ...sections].join("\n");
}

function quote(text: string): string {
  return text
    .split("\n")
    .map((line) => `> ${line}`)
    .join("\n");
}

/** docs/record.schema.json: the record, for other programs. */
function recordSchema(): string {
  return `${JSON.stringify({ $schema: "https://json-schema.org/draft/2020-12/schema", ...ReleaseRecord }, null, 2)}\n`;
}

const documents = { "docs/errors.md": errorsPage(), "docs/record.schema.json": recordSchema() };
for (const [name, text] of Object.entries(documents)) {
  const path = new URL(`../${name}`, import.meta.url);
  if (!process.argv.includes("--check")) writeFileSync(path, text);
  else if (readFileSync(path, "utf8") !== text) {
    console.error(`${name} is not current: npm run docs`);
    process.exitCode = 1;
  }
}
