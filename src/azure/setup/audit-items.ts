/** What build services may do that they should not, or may not do that they should. Pure. */
import type { Actual } from "./actual.ts";
import { differs, type Item, right } from "./plan-item.ts";
import type { Wanted } from "./wanted.ts";

/** Each is null when it could not be read. */
export interface Audit {
  /** Build services in the approvers' group. */
  readonly members: readonly string[] | null;
  /** Build services that administer the environment. */
  readonly ofEnvironment: readonly string[] | null;
  /** Build services that administer the service connection. */
  readonly ofConnection: readonly string[] | null;
  /** Whether the build service may create tags in the repository. */
  readonly tags: boolean | null;
}

export function auditItems(
  { members, ofEnvironment, ofConnection, tags }: Audit,
  { group, environment, connection, origin }: Wanted,
  actual: Actual,
): Item[] {
  const inGroup = `build services in the group ${group}`;
  return [
    ...(actual.groupId === null
      ? []
      : [servicesItem(inGroup, members, "a job could approve itself: take it out of the group")]),
    ...(actual.environment === null
      ? []
      : [administratorsItem(`environment ${environment}`, ofEnvironment, "approval check")]),
    ...(actual.connection === null
      ? []
      : [administratorsItem(`service connection ${connection ?? ""}`, ofConnection, "checks")]),
    ...(origin.kind === "azure" && actual.repositoryId !== null ? [tagItem(origin.name, tags)] : []),
  ];
}

function administratorsItem(resource: string, names: readonly string[] | null, checks: string): Item {
  const remedy = `a job could take its ${checks} away: give it the role User or Reader`;
  return servicesItem(`build services as administrators of ${resource}`, names, remedy);
}

function servicesItem(what: string, names: readonly string[] | null, remedy: string): Item {
  if (names === null) return unread(what);
  return names.length === 0 ? right(what, "none") : differs(what, `${names.join(", ")}: ${remedy}`);
}

function tagItem(repository: string, tags: boolean | null): Item {
  const what = `the build service may create tags in ${repository}`;
  if (tags === null) return unread(what);
  return tags
    ? right(what)
    : differs(what, "it may not, so a release ends without its tag: allow it *Create tag* on the repository");
}

function unread(what: string): Item {
  return differs(what, "it could not be read: the token's rights do not reach so far (docs/setup.md)");
}
