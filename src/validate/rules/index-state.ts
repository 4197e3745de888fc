/** Every rule about what the index has. */
import type { Rule } from "../rule.ts";
import { nameFree, nameSimilar, newProjectLimit } from "./index-names.ts";
import { indexUnreachable, owner, projectStatus, size } from "./index-projects.ts";
import {
  alreadyReleased,
  releaseTooOld,
  versionNotHigher,
  versionPartlyReleased,
  yanked,
} from "./index-versions.ts";

export const indexRules: readonly Rule[] = [
  alreadyReleased,
  versionNotHigher,
  versionPartlyReleased,
  releaseTooOld,
  yanked,
  nameFree,
  nameSimilar,
  owner,
  newProjectLimit,
  projectStatus,
  size,
  indexUnreachable,
];
