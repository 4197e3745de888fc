/** Where GatehousePublish sends, and as whom: a service connection, or a `.pypirc` as TwineAuthenticate leaves it. */
import { findCredentials, usableCredentials } from "../adapters/credentials.ts";
import { GatehouseError } from "../errors.ts";
import { resolveIndex } from "../index/address.ts";
import { parsePypirc } from "../index/pypirc.ts";
import type { IndexAddress } from "../index/types.ts";
import type { Credentials } from "../publish/context.ts";
import type { Connection } from "../ports.ts";
import type { ReleaseRecord } from "../release/record.ts";
import { textInput } from "./inputs.ts";
import type { TaskContext } from "./run-task.ts";

export interface UploadTarget {
  readonly index: IndexAddress;
  readonly credentials: Credentials;
}

/**
 * The index of the connection, else that of the `.pypirc`. Credentials go to their own address only: no input changes
 * it. Throws `connection-unusable`, `index-not-given`, `index-differs`, `credentials-missing` and what `resolveIndex` throws.
 */
export async function uploadTarget(
  { agent, files }: TaskContext,
  { index: meant, simpleUrl: meantSimple }: ReleaseRecord,
): Promise<UploadTarget> {
  const simpleUrl = textInput(agent, "simpleUrl") ?? meantSimple;
  const connection = agent.connection("pythonUploadServiceConnection");
  if (connection !== null) return ofConnection(connection, { meant, simpleUrl });
  const path = textInput(agent, "pypirc");
  const text = path === null ? null : await files.readText(path);
  const name = textInput(agent, "repository") ?? meant;
  if (name === null) throw GatehouseError.of("index-not-given", {});
  const index = resolveIndex(name, { simpleUrl, sections: parsePypirc(text ?? "") });
  return { index, credentials: findCredentials(index, {}, text) };
}

function ofConnection(
  { address, scheme, username, secret }: Connection,
  { meant, simpleUrl }: { readonly meant: string | null; readonly simpleUrl: string | null },
): UploadTarget {
  const index = resolveIndex(address, { simpleUrl, sections: [] });
  // What has something to release was told by that index, and the tag looks there.
  const other = meant === null ? index : resolveIndex(meant, { simpleUrl, sections: [] });
  if (other.upload !== index.upload)
    throw GatehouseError.of("index-differs", { record: other.upload, connection: index.upload });
  // With an API token the name is no user's; PyPI's tokens bring their own.
  const credentials = usableCredentials(scheme === "Token" ? "build" : username, secret);
  if (credentials === null) throw GatehouseError.of("connection-unusable", { address, scheme });
  return { index, credentials };
}
