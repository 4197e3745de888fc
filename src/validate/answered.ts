/** What build back ends say of packages, put in where their files are silent: every rule sees it as if it were read. */
import { withAnswer } from "../packages/with-answer.ts";
import type { ServiceDirectory } from "../packages/service-directory.ts";
import type { Outside } from "./rule.ts";

/** The service directory with the answers in it. The same again when it is given the same answers again. */
export function answered(
  service: ServiceDirectory,
  { backEnds }: Pick<Outside, "backEnds">,
): ServiceDirectory {
  if (backEnds === null || backEnds.size === 0) return service;
  const packages = service.packages.map((source) => withAnswer(source, backEnds.get(source.folder)));
  return { ...service, packages };
}
