/** What `setup` wants, read from a clone: its remote, its ci.yml files, and the options. */
import { gitRepository, readCheckout } from "../adapters/git.ts";
import { namedEnvironments, namedPools } from "../azure/setup/named-environments.ts";
import { organizationName } from "../azure/organization.ts";
import { type Origin, parseOrigin, parseTemplate, type Wanted } from "../azure/setup/wanted.ts";
import { pipelineName } from "../azure/pipelines.ts";
import { GatehouseError } from "../errors.ts";
import { isUuid, sameName } from "../release/service-words.ts";
import { findServiceDirectories } from "../packages/find-service-directories.ts";
import type { AzurePlace } from "./azure.ts";
import type { SetupOptions } from "./commands/setup.ts";
import type { Context } from "./context.ts";
import { placeOf } from "./locate.ts";

/** Throws `setup-repository`, `setup-template`, `usage`. */
export async function wantedSetup(
  context: Context,
  root: string,
  { azure, project, folder }: AzurePlace,
  options: SetupOptions,
): Promise<Wanted> {
  const { files, process, signal } = context;
  const place = placeOf(context, root);
  const refuse = (problem: string) => GatehouseError.of("setup-repository", { project, problem });
  const checkout = await readCheckout(process, place.folder);
  if (checkout === null) throw refuse(`${root} is in no git repository`);
  const address = await gitRepository(process, checkout.root, "origin", signal).remoteAddress();
  const origin = parseOrigin(address ?? "");
  if (origin === null) throw refuse("the remote origin is neither in Azure Repos nor on GitHub");
  const elsewhere = elsewhereFrom(origin, azure.organization, project);
  if (elsewhere !== null) throw refuse(elsewhere);
  const { template: given } = options;
  const template = given === undefined ? null : parseTemplate(given);
  if (given !== undefined && template === null) throw GatehouseError.of("setup-template", { given });
  const top = `${checkout.root.replaceAll("\\", "/").replace(/\/+$/, "")}/`;
  const services = await findServiceDirectories(files, place);
  if (services.length === 0) throw refuse(`there is no ci.yml in or below ${root}`);
  const read = services.map(async ({ folder: service }) => {
    const path = `${service}/ci.yml`.replace(top, "");
    const text = (await files.readText(`${service}/ci.yml`)) ?? "";
    const name = pipelineName(path.slice(0, -"/ci.yml".length));
    return {
      pipeline: { name, yaml: `/${path}` },
      environments: namedEnvironments(text, path),
      pools: namedPools(text),
    };
  });
  const all = await Promise.all(read);
  return {
    project,
    folder,
    environment: options.environment,
    group: options.group,
    connection: options.serviceConnection ?? null,
    template,
    origin,
    pipelines: all.map(({ pipeline }) => pipeline),
    environments: all.flatMap(({ environments }) => environments),
    pools: [...new Set(all.flatMap(({ pools }) => pools))],
  };
}

/** A repository of the same name elsewhere is another one. Null when it is not; a project may also be named by its id. */
function elsewhereFrom(origin: Origin, address: string, project: string): string | null {
  if (origin.kind === "github") return null;
  const isHere =
    sameName(origin.organization, organizationName(address)) &&
    (isUuid(project) || sameName(origin.project, project));
  return isHere
    ? null
    : `the remote origin is in the project ${origin.project} of ${origin.organization}, not in ${project} of ${organizationName(address)}`;
}
