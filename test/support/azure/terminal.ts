/** The shipped command before the stand-in for Azure DevOps. */
import { type Ended, startCommand } from "../command.ts";
import type { Azure } from "./azure.ts";
import { personalToken } from "./ids.ts";

export interface Terminal {
  readonly azure: Azure;
  readonly cwd: string;
  readonly node?: string;
  /** Undefined takes the token away. */
  readonly token?: string | undefined;
}

/** Starts `gatehouse <args> --organization <the stand-in>`, with Rosa's token. */
export function startAtAzure(terminal: Terminal, ...args: readonly string[]) {
  const token = "token" in terminal ? (terminal.token ?? "") : personalToken;
  const env = { AZURE_DEVOPS_EXT_PAT: token, HTTP_PROXY: "", HTTPS_PROXY: "" };
  const all = [...args, "--organization", terminal.azure.organization];
  return startCommand(all, terminal.cwd, env, terminal.node);
}

export function atAzure(terminal: Terminal, ...args: readonly string[]): Promise<Ended> {
  return startAtAzure(terminal, ...args).ended;
}
