/** The page's place in the stand-in for Azure DevOps, and who looks at it. */
import type { Place } from "../../src/page/azure/ask.ts";
import type { Azure } from "./azure/azure.ts";
import { ids, rosa } from "./azure/ids.ts";
import type { World } from "./azure/world.ts";

export const rosasToken = "token-of-rosa";

/** Lets Rosa, who may approve, look at this world. */
export function forRosa(world: World): World {
  world.users[rosasToken] = rosa;
  return world;
}

export function placeOf(azure: Azure, token = rosasToken): Place {
  return { organization: azure.organization, project: ids.project, token: async () => token };
}
