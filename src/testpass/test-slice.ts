/** The test door: tests what a build left, several artifacts at a time, and leaves its slice. */
import pLimit from "p-limit";
import type { BuildEntry, TestRun, TestSlice } from "../release/record.ts";
import { writeTestSlice } from "../release/record-folder.ts";
import { type Built, isBuilt } from "../release/stages.ts";
import type { TestCase } from "./junit.ts";
import type { TestOptions, TestPorts } from "./ports.ts";
import { testArtifact } from "./test-artifact.ts";

export interface TestSliceOptions {
  /** Everything that was built: what is not tested here may still be required by what is. */
  readonly entries: readonly BuildEntry[];
  /** Names of those to test. */
  readonly chosen: ReadonlySet<string>;
  /** Which share of the artifacts this job has. */
  readonly share: Pick<TestSlice, "position" | "total" | "attempt">;
  /** Earlier results on the same files, kept. */
  readonly kept: TestSlice["artifacts"];
  readonly jobs: number;
  readonly options: TestOptions;
  readonly onEvent: (
    artifact: Built,
    event: "kept" | "testing" | TestRun["outcome"],
    result: Pick<Tested, "run" | "output"> | null,
  ) => void;
}

/** One artifact's result, for reports. */
export type Tested = TestSlice["artifacts"][number] & {
  readonly cases: readonly TestCase[];
  /** The end of what was said. Foreign text. */
  readonly output: string;
};

/** Tests and writes `test.<python>.<n>.json`; a failure of one does not stop the others. */
export async function testSlice(
  ports: TestPorts,
  python: string,
  folder: string,
  { entries, chosen, share, kept, jobs, options, onEvent }: TestSliceOptions,
): Promise<{ slice: TestSlice; results: Tested[] }> {
  const built = entries.filter(isBuilt);
  const limit = pLimit(jobs);
  const one = async (artifact: Built): Promise<Tested> => {
    const { name, digest } = artifact;
    const earlier = kept.find((result) => result.name === name && result.digest === digest);
    if (earlier?.run.outcome === "passed") {
      const result = { ...earlier, cases: [], output: "" };
      onEvent(artifact, "kept", result);
      return result;
    }
    onEvent(artifact, "testing", null);
    const result = await testArtifact(artifact, built, ports, options);
    onEvent(artifact, result.run.outcome, result);
    return { name, digest, ...result };
  };
  const results = await Promise.all(
    built.filter(({ name }) => chosen.has(name)).map((artifact) => limit(() => one(artifact))),
  );
  const others = kept.filter((result) => !results.some(({ name }) => name === result.name));
  const own = results.map(({ name, digest, run }) => ({ name, digest, run }));
  const slice: TestSlice = { schema: "gatehouse/test@1", ...share, python, artifacts: [...others, ...own] };
  await writeTestSlice(ports.files, folder, slice);
  return { slice, results };
}
