/** Findings as JUnit XML, for test tabs: what is in order passes, what stands in the way of a release fails. */
import type { Finding } from "../release/record.ts";
import { distinctFindings, type ServiceReport } from "./findings.ts";
import { findingLines } from "./findings-text.ts";
import { xml } from "./xml.ts";

/** The findings of an artifact, or those that belong to none. */
interface Group {
  readonly name: string;
  readonly findings: readonly Finding[];
}

/**
 * One suite a service directory. In it each artifact is a passed test, and so is the directory as a whole; or, where one
 * has errors, a failed test for each error. Warnings and notes are the output of a group's first test.
 */
export function findingsJunit(services: readonly ServiceReport[]): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites name="Gatehouse">',
    ...distinctFindings(services).flatMap(suite),
    "</testsuites>",
    "",
  ].join("\n");
}

function suite(service: ServiceReport): string[] {
  const groups = groupsOf(service);
  const tests = groups.flatMap((group) => testsOf(service.serviceDirectory, group));
  const failures = groups.reduce((sum, { findings }) => sum + errorsOf(findings).length, 0);
  const counts = `tests="${tests.length}" failures="${failures}" errors="0" skipped="0"`;
  return [
    `  <testsuite name="${xml(service.serviceDirectory)}" ${counts}>`,
    ...tests.flat(),
    "  </testsuite>",
  ];
}

function groupsOf({ artifacts, findings, serviceDirectory }: ServiceReport): Group[] {
  const names = [
    ...new Set([...artifacts.map(({ name }) => name), ...findings.flatMap(({ artifact }) => artifact ?? [])]),
  ];
  const of = (wanted: string | null) => findings.filter(({ artifact }) => artifact === wanted);
  return [
    { name: `${serviceDirectory} as a whole`, findings: of(null) },
    ...names.map((name) => ({ name, findings: of(name) })),
  ];
}

function errorsOf(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ severity }) => severity === "error");
}

/** The tests of a group, each as its lines. */
function testsOf(classname: string, { name, findings }: Group): string[][] {
  const errors = errorsOf(findings);
  const told = findings.filter(({ severity }) => severity !== "error").flatMap(findingLines);
  const output = told.length === 0 ? [] : [`      <system-out>${lines(told)}</system-out>`];
  const test = (title: string, body: readonly string[]) => {
    const head = `    <testcase classname="${xml(classname)}" name="${xml(title)}"`;
    return body.length === 0 ? [`${head}/>`] : [`${head}>`, ...body, "    </testcase>"];
  };
  if (errors.length === 0) return [test(name, output)];
  return errors.map((error, at) => {
    const { rule, path, line, message } = error;
    const title = `${rule} ${path}${line === null ? "" : `:${line}`}`;
    const failure = `      <failure type="${xml(rule)}" message="${xml(message)}">${lines(findingLines(error))}</failure>`;
    return test(title, at === 0 ? [failure, ...output] : [failure]);
  });
}

/** Lines as an element's text. */
function lines(texts: readonly string[]): string {
  return texts.map(xml).join("\n");
}
