/** The results of the last test pass, for the Tests tab. */
import type { Files } from "../ports.ts";
import { junitReport } from "../report/junit.ts";

type Result = Parameters<typeof junitReport>[0][number];

/**
 * Writes `results` as JUnit XML to `path`, absolute: all into one file when it ends in `.xml`, else a file for each artifact
 * into that folder. The paths of the files.
 */
export async function writeTestResults(
  files: Files,
  path: string,
  results: readonly Result[],
): Promise<string[]> {
  const reports: [string, readonly Result[]][] = path.toLowerCase().endsWith(".xml")
    ? [[path, results]]
    : results.map((result) => [`${path}/${result.name}.xml`, [result]]);
  for (const [file, own] of reports) await files.write(file, junitReport(own));
  return reports.map(([file]) => file);
}
