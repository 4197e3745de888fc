import assert from "node:assert/strict";
import fc from "fast-check";
import { parseJUnit } from "../../../src/testpass/junit.ts";

describe("JUnit XML from pytest", () => {
  it("is read case by case", () => {
    const xml = `<?xml version="1.0" encoding="utf-8"?>
      <testsuites><testsuite name="pytest" tests="4">
        <testcase classname="tests.test_a" name="test_ok[&lt;1&gt;]" time="0.250"/>
        <testcase classname="tests.test_a" name="test_bad" time="1.5">
          <failure message="assert 1 == 2">long text</failure>
        </testcase>
        <testcase classname="tests.test_a" name="test_broken" time="0"><error message="no fixture"/></testcase>
        <testcase classname="tests.test_b" name="test_later" time="0"><skipped message="later"/></testcase>
      </testsuite></testsuites>`;
    assert.deepEqual(parseJUnit(xml), [
      { classname: "tests.test_a", name: "test_ok[<1>]", seconds: 0.25, outcome: "passed", message: "" },
      {
        classname: "tests.test_a",
        name: "test_bad",
        seconds: 1.5,
        outcome: "failed",
        message: "assert 1 == 2",
      },
      {
        classname: "tests.test_a",
        name: "test_broken",
        seconds: 0,
        outcome: "failed",
        message: "no fixture",
      },
      { classname: "tests.test_b", name: "test_later", seconds: 0, outcome: "skipped", message: "" },
    ]);
  });

  it("does not let a skip undo a failure", () => {
    const [only] = parseJUnit("<testcase><failure/><skipped/></testcase>");
    assert.equal(only?.outcome, "failed");
  });

  it("does not look inside text", () => {
    assert.deepEqual(
      parseJUnit("<testsuite><system-out><![CDATA[<testcase/>]]></system-out></testsuite>"),
      [],
    );
    assert.deepEqual(parseJUnit("<!-- <testcase/> --><failure/>"), []);
  });

  it("has times that JSON can hold, whatever it claims", () => {
    for (const time of ["1e999", "Infinity", "-Infinity", "NaN", "-5", "x", "1e308"]) {
      const [only] = parseJUnit(`<testcase time="${time}"/>`);
      assert.ok(only !== undefined);
      assert.ok(only.seconds >= 0 && only.seconds <= 1_000_000, `${time}: ${only.seconds}`);
    }
  });

  it("gives short messages and not too many cases", () => {
    const [only] = parseJUnit(`<testcase><failure message="${"x".repeat(10_000)}"/></testcase>`);
    assert.equal(only?.message.length, 500);
    assert.equal(parseJUnit("<testcase/>".repeat(100_001)).length, 100_000);
  });

  it("never throws, and gives only what its type says", () => {
    const piece = fc.constantFrom(
      "<testcase",
      "<testcase name='a' time='1e999'>",
      "</testcase>",
      "<failure message='",
      "<skipped/>",
      "<error>",
      "<![CDATA[",
      "]]>",
      "<!DOCTYPE x [<!ENTITY a 'b'>]>",
      "&a;&#0;&#x110000;&lt;",
      "<?xml",
      "'>",
      " __proto__='x' constructor='y'",
      "\u0000",
    );
    const hostile = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(fc.oneof(piece, fc.string()), { maxLength: 20 }).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(hostile, (xml) => {
        for (const { classname, name, seconds, outcome, message } of parseJUnit(xml)) {
          assert.equal(typeof `${classname}${name}${message}`, "string");
          assert.ok(Number.isFinite(seconds) && seconds >= 0);
          assert.ok(["passed", "failed", "skipped"].includes(outcome));
        }
      }),
      { numRuns: 500 },
    );
  });
});
