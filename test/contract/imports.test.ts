/** The import rules of docs/architecture.md are held by the linter; here each is shown to fail when it is broken. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../support/root.ts";

/** A file planted in a folder, and the import that must not stand there. */
const violations: readonly (readonly [folder: string, imported: string])[] = [
  ["src/release", "node:fs"],
  ["src/release", "../plan/plan.ts"],
  ["src/report", "node:path"],
  ["src/report", "../ci/types.ts"],
  ["src/ci", "../validate/validate.ts"],
  ["src/packages", "node:fs/promises"],
  ["src/index", "../adapters/http.ts"],
  ["src/distributions", "execa"],
  ["src/config", "../cli/context.ts"],
  ["src/plan", "../validate/validate.ts"],
  ["src/validate", "../adapters/files.ts"],
  ["src/build", "node:child_process"],
  ["src/testpass", "../build/build-slice.ts"],
  ["src/collect", "../task/run-task.ts"],
  ["src/approve", "azure-pipelines-task-lib/task.js"],
  ["src/publish", "undici"],
  ["src/tag", "../publish/needs.ts"],
  ["src/azure", "../adapters/http.ts"],
  ["src/adapters", "../publish/needs.ts"],
  ["src/task", "../cli/context.ts"],
  ["src/task", "undici"],
  ["src/cli", "../task/run-task.ts"],
  ["src/cli", "execa"],
  ["src/page", "../cli/serve/desk.ts"],
  ["src/page", "../azure/queue.ts"],
  ["src/page/azure", "../../approve/evaluate.ts"],
  ["src/page/azure", "../../adapters/http.ts"],
  ["src/page/azure", "node:fs"],
  ["tasks/GatehouseTag", "../../src/tag/tag-name.ts"],
];

describe("import rules", () => {
  const planted = violations.map(([folder, imported], at) => ({
    path: join(root, folder, `planted-violation-${at}.ts`),
    imported,
  }));

  after(() => planted.forEach(({ path }) => rmSync(path, { force: true })));

  it("refuse every planted violation", () => {
    for (const { path, imported } of planted)
      writeFileSync(path, `import * as planted from "${imported}";\nvoid planted;\n`);
    const { stdout } = spawnSync("npx", ["oxlint", "--format=json", ...planted.map(({ path }) => path)], {
      cwd: root,
      encoding: "utf8",
    });
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: { code: string; filename: string }[] };
    const refused = new Set(
      diagnostics
        .filter(({ code }) => code.includes("no-restricted-imports"))
        .map(({ filename }) => filename.split("/").at(-1)),
    );
    for (const [at, [folder, imported]] of violations.entries()) {
      assert.ok(refused.has(`planted-violation-${at}.ts`), `${folder} may import ${imported}`);
    }
  });
});
