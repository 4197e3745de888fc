/** Asks an index about the packages of a service directory, and nobody else. */
import { defaultSettings } from "../config/settings.ts";
import type { IndexAddress } from "../index/types.ts";
import type { ServiceDirectory } from "../packages/service-directory.ts";
import type { LookedUp } from "../plan/survey.ts";
import { askOutside, lookedUp } from "../validate/ask-outside.ts";
import { questionsOf } from "../validate/validate-service.ts";
import type { Context } from "./context.ts";

/** Throws `index-unreachable`. */
export async function lookUp(
  context: Context,
  service: ServiceDirectory,
  index: IndexAddress,
): Promise<LookedUp> {
  const questions = questionsOf(service, defaultSettings);
  return lookedUp(await askOutside([questions], { ...context, index, python: null }), service);
}
