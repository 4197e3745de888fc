/** A thread that validates its share: the first message is its places, the second how to judge them. */
import { parentPort, workerData } from "node:worker_threads";
import { nodeFiles } from "../../adapters/files.ts";
import type { Place } from "../../validate/validate-service.ts";
import { type JudgeOptions, readShare } from "./share.ts";

const share = await readShare(nodeFiles, workerData as readonly Place[]);
parentPort?.once("message", (options: JudgeOptions) => {
  void share.judge(options).then((judged) => parentPort?.postMessage(judged));
});
parentPort?.postMessage(share.read);
