/** The `Approvals` port on the REST API of Azure DevOps. It has no way to write. */
import { GatehouseError } from "../errors.ts";
import type { Answer, Approvals } from "../ports.ts";
import { azureReader, type ReaderOptions } from "./azure-read.ts";
import type { JobConnection } from "./job-connection.ts";

/** Released in 2024; Azure DevOps Server has it since 2022.1. */
const version = "api-version=7.1";

/** What Azure DevOps says about runs of `project` (its id). */
export function azureApprovals(
  connection: JobConnection,
  project: string,
  options: ReaderOptions,
): Approvals {
  const read = azureReader(connection, options);
  const there = async (path: string, what: string): Promise<Answer> => {
    const answer = await read(path, what);
    if (answer !== null) return answer;
    const problem = "it knows none, or hides it from the job token (status 404)";
    throw GatehouseError.of("gate-unread", { what, problem });
  };
  const api = `${encodeURIComponent(project)}/_apis`;
  return {
    timeline: (run) => there(`${api}/build/builds/${run}/timeline?${version}`, "the timeline of the run"),
    build: (run) => there(`${api}/build/builds/${run}?${version}`, "the run"),
    checks: (checkpoint) =>
      there(
        `${api}/pipelines/checks/runs/${encodeURIComponent(checkpoint)}?$expand=resources&${version}`,
        "the checks of the stage",
      ),
    approval: (id) =>
      read(
        `${api}/pipelines/approvals/${encodeURIComponent(id)}?$expand=steps&${version}`,
        `the approval ${id}`,
      ),
  };
}
