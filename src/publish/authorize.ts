/** The credentials of one attempt. */
import { GatehouseError } from "../errors.ts";
import type { PublishContext } from "./context.ts";
import { narrowToken } from "./narrow-token.ts";
import { secretForms } from "./secrets.ts";

export interface Authorization {
  /** `Authorization` of the request. */
  readonly header: string;
  /** Whether nothing is known of the password, which is then sent as it is. */
  readonly isAsGiven: boolean;
}

/**
 * Authorization for the project of that PEP 503 name, made anew for each attempt: a narrowed token lives for minutes.
 * Masked before it is returned. Throws `token-unfit` for a token that says itself that the index won't take it.
 */
export function authorize(
  {
    credentials,
    clock,
    index,
    mask,
    run,
  }: Pick<PublishContext, "credentials" | "clock" | "index" | "mask" | "run">,
  project: string,
): Authorization {
  const token = narrowToken(credentials.password, project, clock.now());
  if (token.kind === "unfit") {
    throw GatehouseError.of("token-unfit", { address: index.upload, name: project, problem: token.problem });
  }
  // PyPI knows no other user, whatever a service connection's scheme makes of it.
  const username = token.password.startsWith("pypi-") ? "__token__" : credentials.username;
  const sent = { username, password: token.password };
  for (const secret of [...secretForms(credentials), ...secretForms(sent)]) {
    if (!run.secrets.has(secret)) mask(secret);
    run.secrets.add(secret);
  }
  const header = `Basic ${Buffer.from(`${username}:${sent.password}`).toString("base64")}`;
  return { header, isAsGiven: token.kind === "as is" };
}
