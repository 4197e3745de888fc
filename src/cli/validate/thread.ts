/** A thread that validates its share: the first message is its places, the second how to judge them. */
import { parentPort, workerData } from "node:worker_threads";
import { nodeFiles } from "../../adapters/files.ts";
import { filesWithin } from "../../adapters/files-within.ts";
import { type JudgeOptions, readShare, type ShareOrder } from "./share.ts";

const { root, ...order } = workerData as ShareOrder;
const share = await readShare(filesWithin(nodeFiles, root), order);
parentPort?.once("message", (options: JudgeOptions) => {
  void share.judge(options).then((judged) => parentPort?.postMessage(judged));
});
parentPort?.postMessage(share.read);
