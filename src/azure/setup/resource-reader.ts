/** Reads what of a project's resources carries checks: environments, service connections, repositories, agent queues. */
import * as Type from "typebox";
import type { Static, TSchema } from "typebox";
import { GatehouseError } from "../../errors.ts";
import type { AzureQuestion } from "../../ports.ts";
import { sameName } from "../../release/service-words.ts";
import { fit } from "../fit.ts";
import type { PipelineFolder } from "../pipelines.ts";
import {
  CheckConfiguration,
  Endpoint,
  Environment,
  Permissions,
  preview,
  type Protected,
  Queue,
  Repository,
} from "./actual.ts";

type Named = "environment" | "endpoint" | "queue";

/** How a kind of resource is asked for by name; the last step of the path is the list. */
const lists = {
  environment: { schema: Environment, path: ["pipelines", "environments"], by: "name", version: preview },
  endpoint: { schema: Endpoint, path: ["serviceendpoint", "endpoints"], by: "endpointNames", version: {} },
  queue: { schema: Queue, path: ["distributedtask", "queues"], by: "queueNames", version: {} },
} as const;

/** Each throws `azure-project`, and what the port throws. Null: there is none of this name. */
interface ResourceReader {
  readonly list: <T extends TSchema>(schema: T, question: AzureQuestion) => Promise<readonly Static<T>[]>;
  readonly named: (type: Named, name: string) => Promise<Protected | null>;
  readonly repository: (path: string) => Promise<Protected | null>;
}

export function resourceReader({ azure, project }: PipelineFolder): ResourceReader {
  const api = [project, "_apis"];

  async function list<T extends TSchema>(schema: T, question: AzureQuestion): Promise<readonly Static<T>[]> {
    const found = await azure.list(question);
    if (found === null)
      throw GatehouseError.of("azure-project", { project, organization: azure.organization });
    return fit(Type.Array(schema), found, question.what);
  }

  /** A resource with its checks, and the pipelines that may use it. */
  async function protectedBy(type: Protected["type"], id: string, name: string): Promise<Protected> {
    const of = `${type} ${name}`;
    const path = [...api, "pipelines"];
    const [checks, found] = await Promise.all([
      list(CheckConfiguration, {
        what: `the checks on ${of}`,
        path: [...path, "checks", "configurations"],
        query: { ...preview, resourceType: type, resourceId: id, $expand: "settings" },
      }),
      azure.get({
        what: `the pipelines that may use ${of}`,
        path: [...path, "pipelinepermissions", type, id],
        query: preview,
      }),
    ]);
    const { allPipelines, pipelines } = fit(Permissions, found ?? {}, `the pipelines that may use ${of}`);
    const allowed = (pipelines ?? []).filter(({ authorized }) => authorized === true);
    const openToAll = allPipelines?.authorized === true;
    return { type, id, name, checks, openToAll, pipelines: allowed.map((one) => one.id) };
  }

  /** The resource of that type and name. */
  async function named(type: Named, name: string): Promise<Protected | null> {
    const { schema, path, by, version } = lists[type];
    const query = { ...version, [by]: name };
    const found = await list(schema, { what: `${type} ${name}`, path: [...api, ...path], query });
    const one = found.find((candidate) => sameName(candidate.name, name));
    return one === undefined ? null : protectedBy(type, String(one.id), one.name);
  }

  /** A repository as `<project>/<name>`, which may be another project's. */
  async function repository(path: string): Promise<Protected | null> {
    const [of = "", name = ""] = path.split("/");
    const what = `the repositories of ${of}`;
    const found = await azure.list({ what, path: [of, "_apis", "git", "repositories"] });
    const all = fit(Type.Array(Repository), found ?? [], what);
    const one = all.find((candidate) => sameName(candidate.name, name));
    return one === undefined ? null : protectedBy("repository", `${one.project.id}.${one.id}`, one.name);
  }

  return { list, named, repository };
}
