/** `gatehouse plan <serviceDirectory>`: what a release would do, and why. */
import { plan as decide } from "../../plan/plan.ts";
import { survey } from "../../plan/survey.ts";
import type { Context } from "../context.ts";
import { openIndex, readableIndex } from "../index-option.ts";
import { locate } from "../locate.ts";
import { lookUp } from "../look-up.ts";
import { openSource } from "../source.ts";
import { terminalTools } from "../tools.ts";
import { type BuildOptions, outFolder } from "./options.ts";

export async function plan(context: Context, target: string, options: BuildOptions): Promise<number> {
  const place = await locate(context, target, options.artifact);
  const source = await openSource(context, place);
  const named = await readableIndex(context, options, place.folder);
  const folder = outFolder(context, options.out, place);
  await using index = await openIndex(context, named, { tools: () => terminalTools(context, null), folder });
  const { facts } = await survey(source.service, {
    globs: place.globs,
    repositoryPath: source.repositoryPath,
    kept: [],
    lookUp: () => lookUp(context, source.service, index),
  });
  const planned = decide(facts);
  if (options.json === true) {
    context.printJson({ schema: "gatehouse/plan@1", index: index.simple, artifacts: planned });
    return 0;
  }
  for (const { name, version, previous, release, reason } of planned) {
    const step = `${previous ?? "nothing"} → ${version ?? "?"}`;
    context.print(`${release ? "release" : "leave  "}  ${name}  ${step}: ${reason}`);
  }
  return 0;
}
