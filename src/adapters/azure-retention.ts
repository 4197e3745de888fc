/** The `Retention` port on the REST API of Azure DevOps, with the job's token. Load it lazily. */
import { BearerCredentialHandler } from "typed-rest-client/handlers/bearertoken.js";
import type { Retention } from "../ports.ts";
import { azureHttp, deadline, once, statusText } from "./azure-http.ts";
import type { JobConnection } from "./job-connection.ts";
import { signInProblem } from "./sign-in.ts";

/** Milliseconds. */
const patience = 30_000;

/** Runs of `project` (its id). What is asked for is asked once. */
export function azureRetention(
  connection: JobConnection,
  project: string,
  { version, signal }: { readonly version: string; readonly signal: AbortSignal },
): Retention {
  const client = azureHttp(new BearerCredentialHandler(connection.token, false), { version, ...connection });
  const organization = connection.organization.replace(/\/*$/, "");
  const url = `${organization}/${encodeURIComponent(project)}/_apis/build/retention/leases?api-version=7.1`;
  return {
    async keep({ run, pipeline, days, owner }) {
      const lease = {
        daysValid: days,
        definitionId: pipeline,
        ownerId: owner,
        protectPipeline: false,
        runId: run,
      };
      const sent = { method: "POST", url, body: JSON.stringify([lease]) } as const;
      const got = await once(client, sent, deadline(signal, patience));
      if ("problem" in got) return got.problem;
      const { status, headers } = got;
      const problem = signInProblem(status, headers["content-type"] ?? "", "the job token");
      return problem ?? (status === 200 || status === 201 ? null : statusText(got));
    },
  };
}
