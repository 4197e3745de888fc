/** `--organization`, `--project`, `--folder` and the token: Azure DevOps as the commands reach it. */
import { parseOrganization } from "../azure/organization.ts";
import { GatehouseError } from "../errors.ts";
import type { AzureDevOps } from "../ports.ts";
import type { Context } from "./context.ts";
import { version } from "./version.ts";

export interface AzureOptions {
  readonly organization: string;
  readonly project: string;
  readonly folder: string;
}

/** Where the commands work. */
export interface AzurePlace {
  readonly azure: AzureDevOps;
  /** Name or id. */
  readonly project: string;
  /** Folder of the pipelines as Azure DevOps writes it: `\python`. */
  readonly folder: string;
}

/** Throws `azure-organization`, `azure-token-missing`, `usage`. Asks nothing yet. */
export async function openAzure(context: Context, options: AzureOptions): Promise<AzurePlace> {
  const account = parseOrganization(options.organization);
  const project = options.project.trim();
  if (project === "" || /[\\/]/.test(project))
    throw GatehouseError.of("usage", { problem: "--project takes the name of one project." });
  const token = tokenOf(context);
  const { azureDevOps } = await import("../adapters/azure-devops.ts");
  const { clock, signal } = context;
  const azure = azureDevOps({ ...account, token }, { version, clock, signal });
  return { azure, project, folder: folderOf(options.folder) };
}

/** The token, hidden from now on, also in the form in which it is sent. */
function tokenOf({ env, mask }: Context): string {
  const token = (env["AZURE_DEVOPS_EXT_PAT"] ?? "").trim();
  if (token === "") throw GatehouseError.of("azure-token-missing", {});
  mask(token);
  mask(Buffer.from(`PAT:${token}`).toString("base64"));
  if (/[^!-~]/.test(token))
    throw GatehouseError.of("usage", { problem: "AZURE_DEVOPS_EXT_PAT holds what can't be in a token." });
  return token;
}

/** `python`, `/python` and `\python` are one folder. */
function folderOf(given: string): string {
  const steps = given.split(/[\\/]/).filter((step) => step.trim() !== "");
  return `\\${steps.join("\\")}`;
}
