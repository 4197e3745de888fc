/** `gatehouse setup [ROOT]`: what a project needs around the gate. */
import { applySetup } from "../../azure/setup/apply.ts";
import { readAudit } from "../../azure/setup/audit.ts";
import { auditItems } from "../../azure/setup/audit-items.ts";
import { planSetup } from "../../azure/setup/plan.ts";
import type { Item } from "../../azure/setup/plan-item.ts";
import { readActual } from "../../azure/setup/read.ts";
import { type AzureOptions, openAzure } from "../azure.ts";
import type { Context } from "../context.ts";
import { wantedSetup } from "../setup-wanted.ts";
import { tableLines } from "../table.ts";

export interface SetupOptions extends AzureOptions {
  readonly dryRun?: true;
  readonly check?: true;
  readonly environment: string;
  readonly group: string;
  readonly serviceConnection?: string;
  readonly template?: string;
  readonly json?: true;
}

const words = { right: "right", make: "to make", differs: "DIFFERS" } as const;

/** 0 when all is right in the end (with `--dry-run`: always); 1 when something differs, or with `--check` is missing. */
export async function setup(context: Context, root: string, options: SetupOptions): Promise<number> {
  const place = await openAzure(context, options);
  const wanted = await wantedSetup(context, root, place, options);
  const actual = await readActual(place, wanted);
  const audit = options.check === true ? await readAudit(place, actual) : null;
  const plan = [...planSetup(wanted, actual), ...(audit === null ? [] : auditItems(audit, wanted, actual))];
  const table = (items: readonly Item[]) =>
    tableLines([
      ["STATE", "WHAT", ""],
      ...items.map(({ state, what, detail }) => [words[state], what, detail]),
    ]);
  const isQuiet = options.json === true;
  if (!isQuiet) for (const line of table(plan)) context.print(line);
  const onlyLooks = options.dryRun === true || options.check === true;
  const end = onlyLooks ? plan : await apply();
  if (isQuiet)
    context.printJson({
      schema: "gatehouse/setup@1",
      changed: !onlyLooks && plan.some(({ state }) => state === "make"),
      items: end.map(({ what, state, detail }) => ({ what, state, detail })),
    });
  const open = end.filter(({ state }) => state !== "right");
  if (open.length > 0 && !onlyLooks && !isQuiet) {
    context.print("");
    context.print("Left for you:");
    for (const line of table(open)) context.print(line);
  }
  return options.dryRun === true || open.length === 0 ? 0 : 1;

  async function apply(): Promise<readonly Item[]> {
    return applySetup(place, wanted, actual, ({ what }) => context.log.info(`Made: ${what}`));
  }
}
