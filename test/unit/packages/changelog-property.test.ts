import assert from "node:assert/strict";
import fc from "fast-check";
import { contentOf } from "../../../src/packages/changelog-sections.ts";
import { changelogEntries, changelogEntry, entriesOf } from "../../../src/packages/changelog.ts";
import { canonicalVersion, compareVersions } from "../../../src/release/version.ts";
import { check, logging } from "../validate/contoso.ts";

const pieces = fc.constantFrom(
  ..."# |## |### |1.0.0|1.1.0|1.1|v|!|rc1|.post1| (2020-01-01)| (Unreleased)|2020-01-01 |+++++|-----|====|```|~~~|<!--|-->".split(
    "|",
  ),
  ..."[|](|)|(|**Features**|__Other__|- |..|  |    |:|Features|#|>|_|text".split("|"),
  "\n",
  "\n\n",
  "\r\n",
  "\r",
  "\uFEFF",
  "\u2028",
  "\0",
);
const anyText = fc.oneof(
  { weight: 1, arbitrary: fc.string({ unit: "binary" }) },
  { weight: 5, arbitrary: fc.array(pieces, { maxLength: 50 }).map((all) => all.join("")) },
);
const linesOf = (text: string) => text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);

describe("packages/changelog: any text", () => {
  it("gives entries in order, each where its version stands", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const lines = linesOf(text);
        let last = 0;
        for (const entry of changelogEntries(text)) {
          assert.ok(entry.line > last && entry.line <= lines.length);
          // Marks of emphasis and of code are no part of a version.
          assert.ok(lines[entry.line - 1]?.replace(/\*\*|__|`/g, "").includes(entry.version), text);
          assert.equal(canonicalVersion(entry.version), entry.canonical);
          const [first = ""] = entry.body.split("\n");
          if (entry.body !== "") assert.equal(lines[entry.bodyLine - 1]?.trimEnd(), first.trimEnd());
          for (const { title, line } of contentOf(entry).empty)
            assert.ok(lines[line - 1]?.includes(title), `${title} in line ${line}`);
          last = entry.line;
        }
      }),
      { numRuns: 5000 },
    );
  });

  it("gives findings at lines that are there, with nothing raw in them", () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom("release", "pull-request"), (text, mode) => {
        for (const { rule, line, message } of check({ packages: [logging(text)], mode })) {
          if (!rule.startsWith("changelog")) continue;
          assert.ok(line === null || (line >= 1 && line <= linesOf(text).length));
          assert.match(message, /^[^\n\r\0\u2028]{1,500}$/u);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("of a million characters is read in time", () => {
    const parts = [
      ..."# |## 1.0 (|## 1.0\n|[|](| |\n|`|~|1.|<!-- |-->|-|=|\n---\n|a\n---\n|- ```\n|```\n|~~~\n|<!--\n|<!--->".split(
        "|",
      ),
      ..."## 1.1.0\n\n|### A\n\n|**Features**\n\n|\r|\r\n|1.1.0\n|1.1.0 |**|__|0.|.0|## 1|x|.. |# [|## v1.0 (2020-01-01) |1.0\n+++\n".split(
        "|",
      ),
      "\u2028",
      "## 1.0 \u2028(",
      " #",
      "#\n",
    ];
    for (const part of parts) {
      const text = `## 1.1.0 (2020-01-01)\n${part.repeat(Math.ceil(1_000_000 / part.length))}`;
      const begun = performance.now();
      check({ packages: [logging(text)] });
      check({ packages: [logging(text.slice(2), { version: "1.2.0" })] });
      const taken = performance.now() - begun;
      assert.ok(taken < 5000, `${JSON.stringify(part)}: ${Math.round(taken)} ms`);
    }
  });
});

const number = fc.nat(30);
const version = fc
  .tuple(
    fc.array(number, { minLength: 2, maxLength: 4 }).map((parts) => parts.join(".")),
    fc.constantFrom("", "b", "rc", ".post", ".dev", "a"),
    number,
  )
  .map(([release, kind, count]) => (kind === "" ? release : `${release}${kind}${count}`));
const day = fc
  .date({ min: new Date("2016-01-01"), max: new Date("2030-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const status = fc.oneof(day, fc.constantFrom("Unreleased", "unreleased"));
const sentence = fc.stringMatching(/^[A-Z][a-z ]{0,30}[a-z]\.$/);
const body = fc
  .array(
    fc.record({
      title: fc.constantFrom("Features Added", "Bugs Fixed"),
      items: fc.array(sentence, { maxLength: 3 }),
    }),
    {
      maxLength: 3,
    },
  )
  .map((sections) => sections.map(({ title, items }) => ({ title, items })));
const written = fc.record({
  entries: fc.uniqueArray(fc.record({ version, status, body }), {
    minLength: 1,
    maxLength: 8,
    comparator: (one, other) => compareVersions(one.version, other.version) === 0,
  }),
  style: fc.constantFrom("##", "###", "#", "rst"),
  ending: fc.constantFrom("\n", "\r\n", "\r"),
});

describe("packages/changelog: a changelog that was written", () => {
  it("is read as it was meant, in any style", () => {
    fc.assert(
      fc.property(written, ({ entries, style, ending }) => {
        const head = (text: string, deep: boolean) =>
          style === "rst"
            ? `${text}\n${(deep ? "~" : "+").repeat(text.length)}\n`
            : `${style}${deep ? "#" : ""} ${text}\n`;
        const bodies = entries.map(({ body }) =>
          body
            .map(({ title, items }) => `${head(title, true)}\n${items.map((item) => `- ${item}\n`).join("")}`)
            .join("\n")
            .trim(),
        );
        const title = style === "rst" ? "Release History\n+++++++++++++++\n" : "# Release History\n";
        const text = `${title}\n${entries.map((entry, at) => `${head(`${entry.version} (${entry.status})`, false)}\n${bodies[at]}\n\n`).join("")}`;
        const read = changelogEntries(text.replaceAll("\n", ending));
        assert.deepEqual(
          read.map(({ version, status, body }) => [version, status, body]),
          entries.map(({ version, status }, at) => [version, status, bodies[at]]),
        );
        for (const [at, { version, body }] of entries.entries()) {
          assert.equal(changelogEntry(text, version)?.line, read[at]?.line);
          assert.equal(entriesOf(read, version).length, 1);
          const entry = read[at];
          const empty = body.filter(({ items }) => items.length === 0).map(({ title }) => title);
          assert.deepEqual(
            entry === undefined ? null : contentOf(entry).empty.map(({ title }) => title),
            empty,
          );
        }
      }),
      { numRuns: 1000 },
    );
  });
});
