/** `gatehouse validate <path>…`: every rule, over one service directory or many. */
import { treeAround } from "../../adapters/files-within.ts";
import { GatehouseError } from "../../errors.ts";
import { findServiceDirectories } from "../../packages/find-service-directories.ts";
import { countsOf, distinctFindings, type ServiceReport } from "../../report/findings.ts";
import { type Mode, nobodyAsked, type Outside } from "../../validate/rule.ts";
import type { Context } from "../context.ts";
import { type Place, placeOf } from "../locate.ts";
import { type Asked, findingsBefore, keepFindings } from "../validate/kept-findings.ts";
import { type Format, putReport } from "../validate/put-report.ts";
import type { Judged, Share } from "../validate/share.ts";
import type { IndexOptions } from "./options.ts";

export interface ValidateOptions extends IndexOptions {
  readonly format: Format;
  readonly output?: string;
  readonly offline?: true;
  readonly artifact: readonly string[];
  readonly pullRequest?: true;
  readonly strict?: true;
  readonly fix?: true;
  readonly dryRun?: true;
}

/** Exit code 1 when there are errors (with `--strict`: or warnings), else 3 when an index could not be read. */
export async function validate(
  context: Context,
  paths: readonly string[],
  options: ValidateOptions,
): Promise<number> {
  if (options.dryRun === true && options.fix !== true)
    throw GatehouseError.of("usage", { problem: "--dry-run goes with --fix." });
  const places = (await Promise.all(paths.map((path) => placesBelow(context, path)))).flat();
  const root = treeAround(places[0]?.folder ?? context.cwd);
  const mode: Mode = options.pullRequest === true ? "pull-request" : "release";
  const asked = { root, places, mode };
  const { judged, outside } = isKept(options)
    ? await judgeChanged(context, asked, options)
    : await judgeAll(context, { ...asked, traced: false }, options);
  await putReport(context, judged, { ...options, root });
  const code = exitCode(judged, options.strict === true);
  if (code === 0 || code === 3) await refuseOutage(outside);
  return code;
}

interface Verdict {
  readonly judged: readonly Judged[];
  readonly outside: Outside;
}

/** Whether the findings depend on nothing but the files. */
function isKept({ offline, fix, artifact }: ValidateOptions): boolean {
  return offline === true && fix !== true && artifact.length === 0;
}

/** Judges what has changed since it was judged before. */
async function judgeChanged(context: Context, asked: Asked, options: ValidateOptions): Promise<Verdict> {
  const before = await findingsBefore(context, asked);
  const places = asked.places.filter(({ folder }) => !before.has(folder));
  if (places.length === 0) return { judged: inOrder(asked, [...before.values()]), outside: nobodyAsked };
  const { judged, outside } = await judgeAll(context, { ...asked, places, traced: true }, options);
  const all = inOrder(asked, [...before.values(), ...judged]);
  await keepFindings(context, asked, all);
  return { judged: all, outside };
}

function inOrder({ places }: Asked, judged: readonly Judged[]): Judged[] {
  const byFolder = new Map(judged.map((one) => [one.place.folder, one]));
  return places.map(({ folder }) => byFolder.get(folder)).filter((one) => one !== undefined);
}

/** Reads and judges; with `--fix`, corrects as well. The rules, and what they stand on, are loaded here. */
async function judgeAll(
  context: Context,
  { root, mode, ...order }: Asked & { readonly traced: boolean },
  options: ValidateOptions,
): Promise<Verdict> {
  const { readAll } = await import("../validate/crew.ts");
  await using share = await readAll({ root, ...order });
  const chosen = await chosenOf(share, options.artifact);
  const outside = await askFor(context, { share, place: order.places[0] ?? placeOf(context, "."), options });
  const judging = { outside, mode, chosen };
  const judged = await share.judge(judging);
  if (options.fix !== true) return { judged, outside };
  const { differences, fixAll } = await import("../validate/fix.ts");
  if (options.dryRun !== true)
    return { judged: await fixAll(context, judged, { root, ...judging }), outside };
  for (const text of await differences(context, judged)) context.printText(text);
  return { judged, outside };
}

/** An index that did not answer is an error too, and the exit code that says so yields to every other error. */
function exitCode(reports: readonly ServiceReport[], strict: boolean): 0 | 1 | 3 {
  const { warnings } = countsOf(reports);
  const findings = distinctFindings(reports).flatMap((report) => report.findings);
  const isError = findings.some(({ rule, severity }) => severity === "error" && rule !== "index-unreachable");
  if (isError || (strict && warnings > 0)) return 1;
  return findings.some(({ severity }) => severity === "error") ? 3 : 0;
}

/** Throws `index-unreachable` for an index that did not answer. */
async function refuseOutage(outside: Outside): Promise<void> {
  if (outside.index === null) return;
  const { projectsOf } = await import("../../validate/ask-outside.ts");
  projectsOf(outside);
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

/** The names that globs choose; null chooses all. Throws `glob-no-match`. */
async function chosenOf({ read }: Share, globs: readonly string[]): Promise<ReadonlySet<string> | null> {
  if (globs.length === 0) return null;
  const { matchGlobs } = await import("../../release/glob.ts");
  return matchGlobs(
    globs,
    read.flatMap(({ names }) => names),
  );
}

/** What the world outside says; it is loaded only where it is asked. */
async function askFor(
  context: Context,
  { share, place, options }: { share: Share; place: Place; options: ValidateOptions },
): Promise<Outside> {
  if (options.offline === true) return nobodyAsked;
  const { askWorld } = await import("../validate/ask-world.ts");
  return askWorld(context, { questions: share.read.map(({ questions }) => questions), place, options });
}
