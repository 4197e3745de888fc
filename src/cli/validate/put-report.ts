/** Prints the report of validate, or writes it to a file. */
import { relative, resolve } from "node:path";
import { framedFindings, findingsText } from "../../report/findings-text.ts";
import type { ServiceReport } from "../../report/findings.ts";
import type { Context } from "../context.ts";
import { placeOf } from "../locate.ts";
import { version } from "../version.ts";

export type Format = "text" | "json" | "sarif" | "junit";

interface PutOptions {
  readonly format: Format;
  readonly output?: string;
  /** The root of the repository. */
  readonly root: string;
}

export async function putReport(
  context: Context,
  reports: readonly ServiceReport[],
  options: PutOptions,
): Promise<void> {
  const { output } = options;
  const text = await reportText(context, reports, {
    ...options,
    colour: output === undefined && context.colour,
  });
  if (output === undefined) context.printText(text);
  else await context.files.write(placeOf(context, output).folder, text);
}

async function reportText(
  context: Context,
  reports: readonly ServiceReport[],
  { format, root, colour }: PutOptions & { colour: boolean },
): Promise<string> {
  switch (format) {
    case "text":
      return findingsText(reports, { colour, sourceOf: await sources(context, reports) });
    case "json": {
      const { findingsReport } = await import("../../report/findings.ts");
      return document(findingsReport(reports));
    }
    case "sarif": {
      const { sarifReport } = await import("../../report/sarif.ts");
      const { rules } = await import("../../validate/rules.ts");
      const here = relative(root, context.cwd).replaceAll("\\", "/");
      return document(sarifReport(reports, { version, rules, root: here }));
    }
    case "junit": {
      const { findingsJunit } = await import("../../report/findings-junit.ts");
      return findingsJunit(reports);
    }
  }
}

function document(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** The texts that frames are cut from: of each rule the first finding's file. */
async function sources({ cwd, files }: Context, reports: readonly ServiceReport[]) {
  const paths = new Set(framedFindings(reports).map(({ path }) => path));
  const texts = new Map<string, string | null>();
  for (const path of paths) texts.set(path, await files.readText(resolve(cwd, path)).catch(() => null));
  return (path: string) => texts.get(path) ?? null;
}
