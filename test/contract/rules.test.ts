/** The rules' pages against the code. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { rules } from "../../src/validate/rules.ts";
import { root } from "../support/root.ts";

const folder = join(root, "docs/rules");
const sections = ["## Why", "## Bad", "## Good", "## How to fix", "## Source"];

/** Targets of links in Markdown, outside of code. */
function targets(text: string): string[] {
  const prose = text.replace(/^```[\s\S]*?^```$/gm, "").replace(/`[^`\n]*`/g, "");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? "");
}

describe("pages of rules", () => {
  it("are there for each rule, and for no other", () => {
    const pages = readdirSync(folder).filter((name) => name !== "README.md");
    assert.deepEqual(pages.toSorted(), rules.map(({ name }) => `${name}.md`).toSorted());
  });

  for (const { name, severity, summary } of rules) {
    it(`${name} has the agreed form`, () => {
      const text = readFileSync(join(folder, `${name}.md`), "utf8");
      const lines = text.split("\n");
      assert.deepEqual(lines.slice(0, 4), [`# ${name}`, "", `*${severity}* · ${summary}`, ""]);
      // A comment in code begins with `#` too, but never with two and a blank.
      assert.deepEqual(
        lines.filter((line) => line.startsWith("## ") && sections.includes(line)),
        sections,
      );
      assert.ok(lines.length < 60, "it is too long to be read on the way");
      assert.equal(lines.filter((line) => line.startsWith("```")).length % 2, 0, "code that never ends");
      for (const [at, section] of sections.entries()) {
        const from = text.indexOf(`\n${section}\n`) + section.length + 2;
        const next = sections[at + 1];
        const body = text.slice(from, next === undefined ? undefined : text.indexOf(`\n${next}\n`));
        assert.ok(body.trim().length > 20, `${section} says nothing`);
      }
    });
  }

  it("have links that lead somewhere", () => {
    for (const page of readdirSync(folder)) {
      for (const target of targets(readFileSync(join(folder, page), "utf8"))) {
        if (target.startsWith("https://")) continue;
        const path = join(dirname(join(folder, page)), target.replace(/#.*$/, ""));
        assert.ok(existsSync(path), `${page} links to ${target}`);
      }
    }
  });
});
