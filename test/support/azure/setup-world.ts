/** What a project has around its pipelines: the stand-in's part that `setup` reads and adds to. */
import { ids } from "./ids.ts";

export interface CheckDocument {
  readonly type: { readonly id: string; readonly name: string };
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly timeout?: number;
  readonly isDisabled?: boolean;
  readonly resource: { readonly type: string; readonly id: string; readonly name: string };
}

export interface ProjectWorld {
  readonly repositories: { id: string; name: string; project: { id: string; name: string } }[];
  readonly groups: { descriptor: string; displayName: string; storageKey: string }[];
  readonly environments: { id: number; name: string; project: { id: string } }[];
  readonly endpoints: { id: string; name: string; type: string }[];
  readonly queues: { id: number; name: string }[];
  readonly configurations: (CheckDocument & { readonly id: number })[];
  /** By `<type>/<id>` of the resource. */
  readonly permissions: Record<string, { all: boolean; pipelines: number[] }>;
  /** Descriptors of a group's members, by its own. */
  readonly members: Record<string, string[]>;
  /** Who has a role on a resource, by the scope of its roles. */
  readonly roles: Record<string, { displayName: string; role: string }[]>;
  /** Bits that the build service has on the repository. */
  readonly buildServiceMay: { bits: number };
}

/** A project with repositories, a connection, and nothing of ours. */
export function emptyProject(): ProjectWorld {
  const project = { id: ids.project, name: "internal" };
  return {
    repositories: [
      { id: "aaaaaaaa-0000-4000-8000-000000000001", name: "azure-sdk", project },
      { id: "aaaaaaaa-0000-4000-8000-000000000002", name: "release-templates", project },
    ],
    groups: [],
    environments: [],
    endpoints: [
      { id: "bbbbbbbb-0000-4000-8000-000000000001", name: "pypi", type: "externalPythonUploadFeed" },
    ],
    queues: [
      { id: 18, name: "Azure Pipelines" },
      { id: 19, name: "release.agents" },
    ],
    configurations: [],
    permissions: {},
    members: {},
    roles: {
      "distributedtask.environmentreferencerole": [{ displayName: "Rosa Diaz", role: "Administrator" }],
    },
    buildServiceMay: { bits: 2 + 4 + 32 },
  };
}

/** Changes the settings of every check of a type. */
export function changeChecks(
  { configurations }: ProjectWorld,
  type: string,
  change: (settings: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>,
): void {
  for (const [at, check] of configurations.entries())
    if (check.type.name === type) configurations[at] = { ...check, settings: change(check.settings ?? {}) };
}
