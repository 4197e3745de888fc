import assert from "node:assert/strict";
import fc from "fast-check";
import { plain, plainLines } from "../../../src/report/plain.ts";

/** What the agent takes for a command, anywhere in a line. */
const command = /##\s*(?:vso)?\s*\[/i;
const unsafe = /[\p{Cc}\p{Cf}\u2028\u2029]/u;

function assertHarmless(text: string): void {
  const line = plain(text);
  assert.doesNotMatch(line, command, JSON.stringify(text));
  assert.doesNotMatch(line, unsafe, JSON.stringify(text));
}

/** Code points that a culture-sensitive comparison does not see, by the tables of Unicode. */
function ignorable(): string[] {
  const { compare } = new Intl.Collator("en");
  const planes = [0x0000, 0x10000, 0xe0000];
  const points = planes.flatMap((from) => Array.from({ length: 0x10000 }, (_, at) => from + at));
  return points
    .filter((point) => point < 0xd800 || point > 0xdfff)
    .map((point) => String.fromCodePoint(point))
    .filter((character) => compare(`#${character}v`, "#v") === 0);
}

describe("plain", () => {
  it("leaves harmless text as it is", () => {
    for (const text of [
      "",
      "Built contoso-core 1.2.0 (2 files)",
      "  indented, # one sign, [brackets]",
      "Küche, 厨房, مَرْحَبًا, 🎉",
      "## heading",
    ]) {
      assert.equal(plain(text), text);
    }
  });

  it("makes one line of many", () => {
    for (const end of ["\n", "\r\n", "\r", "\u2028", "\u2029", "\n\n\r\n", "  \n\t "]) {
      assert.equal(plain(`one${end}two`), "one ⏎ two", JSON.stringify(end));
    }
  });

  const hostile = [
    "##vso[task.setvariable variable=x]y",
    "text ##vso[task.complete result=Succeeded;]",
    "##VSO[task.logissue]",
    "##[group]x",
    "##[error]x",
    "## vso[x]",
    "##vso [x]",
    "###vso[x]",
    "####[section]",
    "##\u00advso[soft hyphen]",
    "#\u00ad#vso[soft hyphen]",
    "##v\u200bs\u200co\u200d[zero width]",
    "##\ufeffvso[byte order mark]",
    "##\u2060[word joiner]",
    "##\u202evso[bidi]",
    "##\u0000vso[null]",
    "##\u001b[31m[colour]",
    "\u001b]0;title\u0007##vso[x]",
    "##\rvso[carriage return]",
    "##\u2028vso[line separator]",
    "##\u0085vso[next line]",
    "##\u{e0020}vso[tag character]",
    "##\u034fvso[joiner]",
    "##\ufe0fvso[variation]",
    "##\u061cvso[arabic]",
    "##\u00a0[no-break space]",
    "##\t[tab]",
    "##vso##vso[[x]",
  ];
  for (const text of hostile) {
    it(`makes no command of ${JSON.stringify(text)}`, () => assertHarmless(text));
  }

  it("makes no command of anything", () => {
    const piece = fc.constantFrom(
      "#",
      "##",
      "[",
      "vso",
      "VSO",
      "v",
      "so",
      "]",
      " ",
      "\u00ad",
      "\u200b",
      "\n",
      "\t",
      "a",
    );
    const text = fc.oneof(
      fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join("")),
      fc.string({ unit: "binary" }),
      fc.tuple(fc.string({ unit: "binary" }), fc.string()).map(([a, b]) => `${a}##${a}vso${b}[`),
    );
    fc.assert(fc.property(text, assertHarmless), { numRuns: 3000 });
  });

  it("makes no command that an agent sees which looks past what its language ignores", () => {
    const unseen = ignorable();
    // Soft hyphen, a Hebrew accent, the Arabic tatweel and a variation selector are among them.
    for (const one of ["\u00ad", "\u0591", "\u0640", "\ufe0f"]) assert.ok(unseen.includes(one));
    const set = new Set(unseen);
    for (const c of unseen) {
      for (const text of [`##${c}vso[x]`, `#${c}#vso[x]`, `##v${c}s${c}o[x]`, `##vso${c}[x]`, `##${c}[x]`]) {
        const seen = Array.from(plain(text))
          .filter((character) => !set.has(character))
          .join("");
        assert.doesNotMatch(seen, command, JSON.stringify(text));
      }
    }
  });

  it("keeps to its limit", () => {
    assert.equal(plain("x".repeat(3000)).length, 2001);
    assert.equal(plain("abcdef", 3), "abc…");
    assert.equal(plain("abc", 3), "abc");
  });

  it("is not slowed down by long runs of blanks", () => {
    // The regular expressions are linear: with quadratic ones this would not end within the time of a test.
    const blanks = " ".repeat(1_000_000);
    for (const text of [blanks, `##${blanks}`, `##vso${blanks}x`, `x${blanks}\n${blanks}y`]) {
      assert.ok(plain(text).length <= 2001);
    }
  });
});

describe("plainLines", () => {
  it("gives the last lines, without empty ones, each harmless", () => {
    const lines = plainLines("one\r\n\r\ntwo\u2028##vso[x]\rlast", 3);
    assert.deepEqual([lines.length, lines[0], lines[2]], [3, "two", "last"]);
    for (const line of lines) assert.doesNotMatch(line, command);
  });
});
