/** All situations before the gate that the answers of Azure DevOps make. */
import { approvalSituations } from "./situations-approval.ts";
import { approvedSituations } from "./situations-approved.ts";
import { peopleSituations } from "./situations-people.ts";
import { runSituations } from "./situations-run.ts";

export const situations = [
  ...approvedSituations,
  ...runSituations,
  ...approvalSituations,
  ...peopleSituations,
];
