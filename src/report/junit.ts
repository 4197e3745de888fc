/** Results of the last test pass as JUnit XML, as test tabs read it. */
import { xml } from "./xml.ts";

interface Result {
  readonly name: string;
  readonly run: { readonly python: string; readonly outcome: string; readonly detail: string };
  readonly cases: readonly {
    readonly classname: string;
    readonly name: string;
    readonly seconds: number;
    readonly outcome: "passed" | "failed" | "skipped";
    readonly message: string;
  }[];
}

/** One suite an artifact. A failure without a test of its own (it could not be installed) becomes a test. */
export function junitReport(results: readonly Result[]): string {
  const suites = results.map(({ name, run, cases }) => {
    const failed = cases.some((test) => test.outcome === "failed");
    const own = {
      classname: name,
      name: `Python ${run.python}`,
      seconds: 0,
      outcome: "failed",
      message: run.detail,
    } as const;
    const all = run.outcome === "failed" && !failed ? [...cases, own] : cases;
    const count = (outcome: string) => all.filter((test) => test.outcome === outcome).length;
    const counts = `tests="${all.length}" failures="${count("failed")}" skipped="${count("skipped")}"`;
    return [
      `  <testsuite name="${xml(name)} (Python ${run.python})" ${counts}>`,
      ...all.map(testCase),
      "  </testsuite>",
    ];
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    "<testsuites>",
    ...suites.flat(),
    "</testsuites>",
    "",
  ].join("\n");
}

function testCase({ classname, name, seconds, outcome, message }: Result["cases"][number]): string {
  const head = `    <testcase classname="${xml(classname)}" name="${xml(name)}" time="${seconds.toFixed(3)}"`;
  if (outcome === "passed") return `${head}/>`;
  return outcome === "skipped"
    ? `${head}><skipped/></testcase>`
    : `${head}><failure message="${xml(message)}"/></testcase>`;
}
