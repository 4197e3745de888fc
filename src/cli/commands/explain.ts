/** `gatehouse explain <rule>`: the rule's page, as text for a terminal. */
import { productFile } from "../../adapters/product.ts";
import { quote } from "../../ci/quote.ts";
import { GatehouseError } from "../../errors.ts";
import { nearest } from "../../release/nearest.ts";
import { pageText } from "../../report/page-text.ts";
import { rules } from "../../validate/rules.ts";
import type { Context } from "../context.ts";

/** Prints the page. Exit code 0. Throws `rule-unknown`. */
export async function explain({ files, print }: Context, name: string): Promise<number> {
  const names = rules.map((rule) => rule.name);
  // Only names of ours become a path.
  if (!names.includes(name)) {
    const meant = nearest(name, names);
    const hint = meant === null ? "`gatehouse rules` lists them all." : `Did you mean \`${meant}\`?`;
    throw GatehouseError.of("rule-unknown", { name: quote(name), hint });
  }
  const page = await files.readText(productFile(`docs/rules/${name}.md`));
  for (const line of pageText(page ?? "")) print(line);
  return 0;
}
