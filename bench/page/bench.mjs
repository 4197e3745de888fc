// The page in Azure DevOps with a hundred artifacts, against a bare one with the same libraries, in the same browser: until the
// window is full of rows.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { report } from "../measure.mjs";

export function bench() {
  const file = join(import.meta.dirname, "measure.ts");
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import=tsx", file], {
    cwd: join(import.meta.dirname, "../.."),
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`the page was not measured:\n${stdout}\n${stderr}`);
  const { ours, bare, all, longest, requests, kilobytes } = JSON.parse(stdout.trim().split("\n").at(-1));
  return report("The page in Azure DevOps, 100 artifacts: medians of nine, in turn", [
    {
      what: "first full view, of a bare page with a table of 100 rows",
      value: ours / bare,
      unit: "×",
      limit: 1.5,
    },
    { what: "first full view", value: ours, unit: " ms" },
    { what: "all hundred rows, most of them out of sight", value: all, unit: " ms" },
    { what: "bare page", value: bare, unit: " ms" },
    { what: "REST requests until then", value: requests, unit: "", limit: 6 },
    { what: "longest task", value: longest, unit: " ms", limit: 200 },
    { what: "all scripts of the page, compressed", value: kilobytes, unit: " KB", limit: 180 },
  ]);
}
