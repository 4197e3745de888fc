import assert from "node:assert/strict";
import fc from "fast-check";
import { Parser } from "htmlparser2";
import { junitReport } from "../../../src/report/junit.ts";

type Result = Parameters<typeof junitReport>[0][number];
type Case = Result["cases"][number];

const aCase = (rest: Partial<Case> = {}): Case => ({
  classname: "tests.test_a",
  name: "test_one",
  seconds: 0.25,
  outcome: "passed",
  message: "",
  ...rest,
});
const aResult = (rest: Partial<Result> = {}): Result => ({
  name: "contoso-core",
  run: { python: "3.11", outcome: "passed", detail: "" },
  cases: [aCase()],
  ...rest,
});

interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** The elements of a document, in order; throws when one is closed that was not opened, or left open. */
function parse(xml: string): Element[] {
  const elements: Element[] = [];
  const open: string[] = [];
  let closedByParser = 0;
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        elements.push({ tag, attributes });
        open.push(tag);
      },
      onclosetag(tag, implied) {
        assert.equal(open.pop(), tag);
        if (implied) closedByParser += 1;
      },
      ontext: (text) => assert.equal(text.trim(), "", "text outside of attributes"),
    },
    { xmlMode: true },
  );
  parser.end(xml);
  // Attributes hold no raw `>`, so `/>` is the end of an empty element and of nothing else.
  assert.equal(closedByParser, xml.split("/>").length - 1, "an element is left open");
  // One `<` for the declaration, each element and each end of one: none is raw in an attribute.
  assert.equal(xml.split("<").length - 1, 1 + 2 * elements.length - closedByParser, "a raw < in a text");
  return elements;
}

const parsed = (...results: Result[]) => parse(junitReport(results));

describe("the JUnit report", () => {
  it("has a suite for each artifact, with counts", () => {
    const cases = [
      aCase(),
      aCase({ name: "test_two", outcome: "failed", message: "assert 1 == 2" }),
      aCase({ name: "test_three", outcome: "skipped" }),
    ];
    const elements = parsed(aResult({ cases }), aResult({ name: "contoso-blob", cases: [] }));
    const suites = elements.filter(({ tag }) => tag === "testsuite").map(({ attributes }) => attributes);
    assert.deepEqual(suites, [
      { name: "contoso-core (Python 3.11)", tests: "3", failures: "1", skipped: "1" },
      { name: "contoso-blob (Python 3.11)", tests: "0", failures: "0", skipped: "0" },
    ]);
    assert.deepEqual(
      elements.map(({ tag }) => tag),
      ["testsuites", "testsuite", "testcase", "testcase", "failure", "testcase", "skipped", "testsuite"],
    );
    const first = elements.find(({ tag }) => tag === "testcase");
    assert.deepEqual(first?.attributes, { classname: "tests.test_a", name: "test_one", time: "0.250" });
  });

  it("makes a test of a failure that has none of its own", () => {
    const run = { python: "3.9", outcome: "failed", detail: "it can't be installed" };
    const elements = parsed(aResult({ run, cases: [] }));
    assert.deepEqual(
      elements.slice(2).map(({ tag, attributes }) => [tag, attributes["name"] ?? attributes["message"]]),
      [
        ["testcase", "Python 3.9"],
        ["failure", "it can't be installed"],
      ],
    );
    const failing = aResult({ run, cases: [aCase({ outcome: "failed" })] });
    assert.equal(parsed(failing).filter(({ tag }) => tag === "testcase").length, 1);
  });

  it("is well-formed, and says what was said, for hostile texts", () => {
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom(
        '"/><x y="',
        "]]>",
        "<!--",
        "&amp;&#0;&bogus;",
        "\u0000\ufffe\ud800",
        "a\r\n\tb",
        "'\"<>&",
      ),
    );
    const outcome = fc.constantFrom("passed", "failed", "skipped");
    const any = fc.record({ classname: text, name: text, message: text, outcome, seconds: fc.constant(1) });
    // What XML 1.0 can't hold is left out (https://www.w3.org/TR/xml/#charsets).
    const kept = (raw: string) =>
      Array.from(raw)
        .filter((character) => {
          const point = character.codePointAt(0) ?? 0;
          const isControl = point < 0x20 && ![0x9, 0xa, 0xd].includes(point);
          return !isControl && !(point >= 0xd800 && point <= 0xdfff) && point !== 0xfffe && point !== 0xffff;
        })
        .join("");
    fc.assert(
      fc.property(any, text, (own, artifact) => {
        const [, suite, test, failure, ...rest] = parsed(aResult({ name: artifact, cases: [own] }));
        assert.equal(suite?.attributes["name"], `${kept(artifact)} (Python 3.11)`);
        assert.equal(test?.attributes["classname"], kept(own.classname));
        assert.equal(test.attributes["name"], kept(own.name));
        assert.equal(
          failure?.attributes["message"],
          own.outcome === "failed" ? kept(own.message) : undefined,
        );
        assert.deepEqual(rest, []);
      }),
      { numRuns: 500 },
    );
  });
});
