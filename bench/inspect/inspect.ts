// Inspects and hashes the files that are its arguments, as a build does; ends with 1 when anything is wrong with one.
import { nodeFiles } from "../../src/adapters/files.ts";
import { inspect } from "../../src/build/inspect/inspect.ts";
import { parseFileName } from "../../src/release/filename.ts";

const results = await Promise.all(
  process.argv.slice(2).map(async (path) => {
    const parsed = parseFileName(path.slice(path.lastIndexOf("/") + 1));
    const { size } = await nodeFiles.digests(path);
    return parsed === null ? null : inspect(nodeFiles, { path, size, parsed, typed: [] });
  }),
);
const isGood = (result: (typeof results)[number]) =>
  result !== null && "flaws" in result && result.flaws.every(({ severity }) => severity !== "error");
if (!results.every(isGood)) process.exitCode = 1;
