/** Reads the JUnit XML that pytest writes. It comes from foreign code: read leniently, believed only for counts. */
import { Parser } from "htmlparser2";

/** One test. Times in seconds. */
export interface TestCase {
  readonly classname: string;
  readonly name: string;
  readonly seconds: number;
  readonly outcome: "passed" | "failed" | "skipped";
  /** First words of a failure, else empty. */
  readonly message: string;
}

/** No test takes longer, in seconds; a claim of more (`1e999` is one) must not become a number that JSON lacks. */
const longest = 1_000_000;

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Every `<testcase>` of the document, in its order; at most 100,000. */
export function parseJUnit(xml: string): TestCase[] {
  const cases: Mutable<TestCase>[] = [];
  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        const last = cases.at(-1);
        if (tag === "testcase" && cases.length < 100_000) {
          const seconds = Math.min(Math.max(0, Number(attributes["time"]) || 0), longest);
          const { classname = "", name = "" } = attributes;
          cases.push({ classname, name, seconds, outcome: "passed", message: "" });
        } else if (last !== undefined && (tag === "failure" || tag === "error")) {
          last.outcome = "failed";
          last.message = (attributes["message"] ?? "").slice(0, 500);
        } else if (last?.outcome === "passed" && tag === "skipped") {
          last.outcome = "skipped";
        }
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return cases;
}
