/** `gatehouse validate <path>…`: every rule, over one service directory or many. */
import { GatehouseError } from "../../errors.ts";
import { findServiceDirectories } from "../../packages/find-service-directories.ts";
import { matchGlobs } from "../../release/glob.ts";
import { findingsReport } from "../../report/findings.ts";
import { plain } from "../../report/plain.ts";
import type { Context } from "../context.ts";
import { openIndex, readableIndex } from "../index-option.ts";
import { type Place, placeOf } from "../locate.ts";
import { findingLines } from "../print-findings.ts";
import { terminalTools } from "../tools.ts";
import { askOutside } from "../../validate/ask-outside.ts";
import { readAll } from "../validate/crew.ts";
import { type IndexOptions, outFolder } from "./options.ts";

export interface ValidateOptions extends IndexOptions {
  readonly format: "text" | "json";
  readonly output?: string;
  readonly offline?: true;
  readonly artifact: readonly string[];
  readonly pullRequest?: true;
  readonly strict?: true;
}

/** Exit code 1 when there are errors (with `--strict`: or warnings), else 3 when an index could not be read. */
export async function validate(
  context: Context,
  paths: readonly string[],
  options: ValidateOptions,
): Promise<number> {
  const places = (await Promise.all(paths.map((path) => placesBelow(context, path)))).flat();
  await using share = await readAll(context.files, places);
  const names = share.read.flatMap((one) => one.names);
  const chosen = options.artifact.length === 0 ? null : matchGlobs(options.artifact, names);
  const offline = options.offline === true;
  await using index = offline
    ? null
    : await openReadable(context, options, places[0] ?? placeOf(context, "."));
  const questions = share.read.map((one) => one.questions);
  const outside = await askOutside(questions, { ...context, index });
  const mode = options.pullRequest === true ? "pull-request" : "release";
  const reports = await share.judge({ outside, mode, chosen });
  const report = findingsReport(reports);
  await put(context, options, report);
  const { errors, warnings } = report.summary;
  if (errors > 0 || (options.strict === true && warnings > 0)) return 1;
  if (outside.index?.outage != null) throw outside.index.outage;
  return 0;
}

/** The service directories that a path stands for. Throws `path-missing` and `ci-missing`. */
async function placesBelow(context: Context, path: string): Promise<Place[]> {
  const place = placeOf(context, path);
  if ((await context.files.kind(place.folder)) !== "folder")
    throw GatehouseError.of("path-missing", { path });
  const found = await findServiceDirectories(context.files, place);
  if (found.length === 0) throw GatehouseError.of("ci-missing", { path: `${path} or below it` });
  return found;
}

async function openReadable(context: Context, options: IndexOptions, place: Place) {
  const named = await readableIndex(context, options, place.folder);
  const folder = outFolder(context, undefined, place);
  return openIndex(context, named, { tools: () => terminalTools(context, null), folder });
}

/** Writes the report to `--output`, or prints it. */
async function put(context: Context, options: ValidateOptions, report: ReturnType<typeof findingsReport>) {
  const { errors, warnings, artifacts } = report.summary;
  const count = (n: number, what: string) => `${n} ${what}${n === 1 ? "" : "s"}`;
  const summary = `${count(artifacts, "artifact")}: ${count(errors, "error")}, ${count(warnings, "warning")}`;
  if (options.output !== undefined) {
    const lines = [...report.findings.flatMap(findingLines), summary];
    const text =
      options.format === "json"
        ? JSON.stringify(report, null, 2)
        : lines.map((line) => plain(line)).join("\n");
    await context.files.write(placeOf(context, options.output).folder, `${text}\n`);
  } else if (options.format === "json") context.printJson(report);
  else for (const line of [...report.findings.flatMap(findingLines), summary]) context.print(line);
}
