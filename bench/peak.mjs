// Preloaded into a measured process: leaves its peak memory, threads included, in megabytes.
import { writeFileSync } from "node:fs";
import { isMainThread } from "node:worker_threads";

if (isMainThread) {
  process.on("exit", () =>
    writeFileSync(process.env.GATEHOUSE_PEAK, String(process.resourceUsage().maxRSS / 1024)),
  );
}
