import assert from "node:assert/strict";
import { nodeFiles } from "../../../src/adapters/files.ts";
import { explain } from "../../../src/cli/commands/explain.ts";
import { listRules } from "../../../src/cli/commands/rules.ts";
import type { Context } from "../../../src/cli/context.ts";
import { rules as all } from "../../../src/validate/rules.ts";
import { refusal } from "../../support/record-errors.ts";

function printing() {
  const lines: string[] = [];
  const documents: unknown[] = [];
  const context = {
    files: nodeFiles,
    print: (line: string) => void lines.push(line),
    printJson: (document: unknown) => void documents.push(document),
  } as Partial<Context> as Context;
  return { context, lines, documents };
}

describe("gatehouse rules", () => {
  it("lists each with its severity and summary, in columns", async () => {
    const { context, lines } = printing();
    assert.equal(await listRules(context, {}), 0);
    assert.equal(lines.length, all.length);
    assert.match(lines[0] ?? "", /^config +error +gatehouse\.yml /u);
    const columns = new Set(lines.map((line) => /^\S+ +(?:error|warning|note) +/u.exec(line)?.[0].length));
    assert.equal(columns.size, 1);
  });

  it("is a document with --json", async () => {
    const { context, lines, documents } = printing();
    assert.equal(await listRules(context, { json: true }), 0);
    assert.deepEqual(lines, []);
    const [document] = documents as [{ schema: string; rules: object[] }];
    assert.equal(document.schema, "gatehouse/rules@1");
    assert.equal(document.rules.length, all.length);
    assert.deepEqual(Object.keys(document.rules[0] ?? {}), ["name", "severity", "summary"]);
  });
});

describe("gatehouse explain", () => {
  it("prints the page of a rule", async () => {
    const { context, lines } = printing();
    assert.equal(await explain(context, "config"), 0);
    assert.equal(lines[0], "CONFIG");
    assert.match(lines[2] ?? "", /^error · gatehouse\.yml /u);
    assert.ok(lines.includes("HOW TO FIX"));
  });

  it("names the rule that may have been meant", async () => {
    const { context } = printing();
    const hinted = (name: string, hint: RegExp) =>
      assert.rejects(explain(context, name), (thrown: { remedy: string }) => {
        refusal("rule-unknown", JSON.stringify(name))(thrown);
        assert.match(thrown.remedy, hint);
        return true;
      });
    await hinted("reedme", /^Did you mean `readme`\?$/u);
    await hinted("../../package", /`gatehouse rules`/u);
  });
});
