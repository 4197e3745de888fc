/** How a task reaches its organization: the connection that the agent itself was given for the job. */
import * as tl from "azure-pipelines-task-lib/task.js";

const endpoint = "SYSTEMVSSCONNECTION";

/** Address and token, and what the agent is configured with for the way. */
export interface JobConnection {
  readonly organization: string;
  /** A secret; the agent masks it. */
  readonly token: string;
  readonly proxy: ReturnType<typeof tl.getHttpProxyConfiguration>;
  readonly certificates: ReturnType<typeof tl.getHttpCertConfiguration>;
}

/** The address, or null when there is no such endpoint. */
export function organizationAddress(): string | null {
  return tl.getEndpointUrl(endpoint, true) ?? null;
}

/** The connection, or null when the agent gave no address or no token. */
export function jobConnection(): JobConnection | null {
  const organization = organizationAddress();
  const token = jobToken();
  if (organization === null || token === null) return null;
  return {
    organization,
    token,
    proxy: tl.getHttpProxyConfiguration(organization),
    certificates: tl.getHttpCertConfiguration(),
  };
}

/**
 * Not by `getEndpointAuthorizationParameter`, which writes it into the debug log. The error for an endpoint that is no
 * JSON holds the endpoint, so it is dropped.
 */
function jobToken(): string | null {
  try {
    const token = tl.getEndpointAuthorization(endpoint, true)?.parameters["AccessToken"];
    return typeof token === "string" && token !== "" ? token : null;
  } catch {
    return null;
  }
}
