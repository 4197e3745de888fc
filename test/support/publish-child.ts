/**
 * Publishes one artifact in a process of its own, which kills itself at step number `kill`: before and after each
 * request, each file that is read and each slice that is written. Prints the outcome when it got to the end.
 */
import { nodeFiles } from "../../src/adapters/files.ts";
import { undiciHttp } from "../../src/adapters/http.ts";
import type { IndexAddress } from "../../src/index/types.ts";
import { publishArtifact } from "../../src/publish/publish-artifact.ts";
import { writePublishSlice } from "../../src/release/record-folder.ts";
import type { Approved } from "../../src/release/stages.ts";
import { testContext } from "./index-context.ts";

/** What it is told, as JSON. */
export interface ChildTask {
  readonly artifact: Approved;
  readonly index: IndexAddress;
  /** Of the record. */
  readonly folder: string;
  readonly kill: number;
}

const { artifact, index, folder, kill } = JSON.parse(process.argv[2] ?? "") as ChildTask;
let step = 0;

function boundary(): void {
  step += 1;
  if (step === kill) process.kill(process.pid, "SIGKILL");
}

/** `act` between two boundaries. */
async function counted<T>(act: () => Promise<T>): Promise<T> {
  boundary();
  const result = await act();
  boundary();
  return result;
}

const http = undiciHttp("0.0.0");
const slice = await publishArtifact(artifact, {
  ...testContext(index, `${folder}/${artifact.name}`),
  http: {
    get: (url, options) => counted(() => http.get(url, options)),
    bytes: (url, options) => counted(() => http.bytes(url, options)),
    hash: (url, options) => counted(() => http.hash(url, options)),
    post: (url, options) =>
      counted(() =>
        http.post(url, {
          ...options,
          // Between the pieces of a body, too.
          body: (async function* () {
            for await (const piece of options.body) {
              boundary();
              yield piece;
            }
          })(),
        }),
      ),
  },
  files: { ...nodeFiles, write: (path, text) => counted(() => nodeFiles.write(path, text)) },
});
await counted(() => writePublishSlice(nodeFiles, folder, artifact.safeName, slice));
process.stdout.write(slice.outcome);
