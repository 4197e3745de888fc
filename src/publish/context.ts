/** What the publish door works with. */
import type { IndexAddress } from "../index/types.ts";
import type { Clock, Files, Http, Log } from "../ports.ts";
import type { FileOutcome } from "../release/record.ts";
import type { PublishRun } from "./publish-run.ts";

/** User and password of an upload. They go to the upload address only. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

export interface PublishContext {
  readonly http: Http;
  readonly files: Files;
  readonly clock: Clock;
  readonly index: IndexAddress;
  readonly credentials: Credentials;
  /** Told every form of every secret that comes to be, before it is used: whoever prints hides it. */
  readonly mask: (secret: string) => void;
  /** What the artifacts of one run share. */
  readonly run: PublishRun;
  /** `<DIR>/<name>/`, absolute. */
  readonly folder: string;
  /** Aborted: no further upload begins, and the one in flight has six seconds to end. */
  readonly signal: AbortSignal;
  readonly log: Log;
  /** How many bytes of a file are on their way; begins anew with each try. */
  readonly onSent: (name: string, bytes: number) => void;
  /** What became of one file, as soon as it is known; may be called again for the same file. */
  readonly onFile: (name: string, outcome: FileOutcome) => void | Promise<void>;
}
