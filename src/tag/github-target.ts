/** Whether and where a release is made on GitHub. */
import { GatehouseError } from "../errors.ts";
import type { Repository } from "../ports.ts";
import { githubApi } from "./github-address.ts";
import type { GitHubTarget } from "./github-release.ts";

/** Found before the first tag is made. Throws `github-unknown` when the remote is not on GitHub or there is no token. */
export async function githubTarget(
  repository: Repository,
  { token, ...ports }: Omit<GitHubTarget, "api" | "token"> & { readonly token: string | null },
): Promise<GitHubTarget> {
  const remote = await repository.remoteAddress();
  const api = remote === null ? null : githubApi(remote);
  const refuse = (problem: string) => GatehouseError.of("github-unknown", { problem });
  if (api === null) throw refuse("the remote is not on GitHub");
  if (token === null || token === "") throw refuse("there is no token for it");
  return { ...ports, api, token };
}
