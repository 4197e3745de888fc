/** The addresses of an organization, from whatever form of its name a user has at hand. */
import { GatehouseError } from "../errors.ts";
import { isLoopback } from "../index/address.ts";

export interface Organization {
  /** With the last slash. */
  readonly organization: string;
  /** Where its people and groups are asked for; with the last slash. */
  readonly graph: string;
}

/**
 * `contoso`, `https://dev.azure.com/contoso`, the old form `https://contoso.visualstudio.com`, or the address of a
 * collection on a server of one's own. `http://` is for this machine alone. Throws `azure-organization`.
 */
export function parseOrganization(given: string): Organization {
  const text = given.trim();
  const refuse = (problem: string) =>
    GatehouseError.of("azure-organization", { given: withoutUser(text) || "Nothing", problem });
  if (!/[./:]/.test(text)) return inCloud(text, refuse);
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(address)) throw refuse("it is no address");
  const url = new URL(address);
  if (url.username !== "" || url.password !== "") throw refuse("it holds a user or a password");
  if (url.protocol !== "https:" && !(url.protocol === "http:" && isLoopback(url)))
    throw refuse("it does not begin with https://");
  if (url.search !== "" || url.hash !== "") throw refuse("it goes on after a `?` or `#`");
  const steps = url.pathname.split("/").filter((step) => step !== "");
  const old = /^([^.]+)\.visualstudio\.com$/.exec(url.hostname)?.[1];
  if (url.hostname === "dev.azure.com") {
    if (steps.length > 1) throw refuse("it goes on after the organization; a project goes into --project");
    return inCloud(steps[0] ?? "", refuse);
  }
  if (old !== undefined) {
    if (steps.some((step) => step.toLowerCase() !== "defaultcollection"))
      throw refuse("it goes on after the organization; a project goes into --project");
    return { organization: `https://${url.host}/`, graph: `https://${old}.vssps.visualstudio.com/` };
  }
  const organization = `${url.origin}/${steps.map((step) => `${step}/`).join("")}`;
  return { organization, graph: organization };
}

function inCloud(name: string, refuse: (problem: string) => GatehouseError): Organization {
  if (!/^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/.test(name))
    throw refuse("a name has letters, digits and inner hyphens only");
  return { organization: `https://dev.azure.com/${name}/`, graph: `https://vssps.dev.azure.com/${name}/` };
}

/** What stands before an `@` may be a password. */
function withoutUser(text: string): string {
  return text.replace(/^([^/]*\/\/)?.*@/, "$1…@");
}

/** `contoso` in https://dev.azure.com/contoso/, and in https://contoso.visualstudio.com/. */
export function organizationName(address: string): string {
  const { hostname, pathname } = new URL(address);
  const last = pathname.split("/").findLast((step) => step !== "");
  return last ?? hostname.split(".")[0] ?? "";
}
