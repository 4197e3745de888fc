/** What the checks on a resource are worth: a table of settings and what is said of them. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { CheckConfiguration } from "../../../src/azure/setup/actual.ts";
import {
  approvalCheck,
  approvalFault,
  branchCheck,
  branchFault,
  hub,
  hubAddress,
  kindOf,
  templateCheck,
  templateFault,
} from "../../../src/azure/setup/checks.ts";

const group = "cccccccc-0000-4000-8000-000000000001";
type Settings = NonNullable<CheckConfiguration["settings"]>;
const checkOf = (settings: Settings): CheckConfiguration => ({ id: 1, type: { id: "x" }, settings });

describe("an approval check", () => {
  const fault = (settings: Settings) => approvalFault(checkOf(settings), group, "Approvers");
  const us = { id: group.toUpperCase() };
  const other = { id: "x", displayName: "Other" };

  const table: readonly [string, Settings, string | null][] = [
    ["asks the group alone", { approvers: [us], minRequiredApprovers: 1 }, null],
    ["asks the group and others, all of them", { approvers: [us, other], minRequiredApprovers: 0 }, null],
    ["says nothing of how many: all", { approvers: [us, other] }, null],
    ["needs two of two", { approvers: [us, other], minRequiredApprovers: 2 }, null],
    [
      "needs one of two",
      { approvers: [us, other], minRequiredApprovers: 1 },
      "it is content with Other, without Approvers",
    ],
    ["asks others", { approvers: [other], minRequiredApprovers: 1 }, "it asks Other, not Approvers"],
    ["asks nobody", {}, "it asks nobody, not Approvers"],
    [
      "asks a build service besides",
      { approvers: [us, { id: "b", descriptor: "svc.x", displayName: "B" }] },
      "B may approve: then a job can approve itself",
    ],
  ];
  for (const [what, settings, said] of table) it(what, () => assert.equal(fault(settings), said));

  it("of our own is right", () => {
    const { settings, type } = approvalCheck(
      group,
      hubAddress("https://dev.azure.com/contoso/", "my project"),
    );
    assert.equal(kindOf({ id: 1, type, settings }), "approval");
    assert.equal(fault(settings), null);
    assert.match(settings.instructions, /https:\/\/dev\.azure\.com\/contoso\/my%20project\/_apps\/hub\/\S+$/);
  });

  it("links the hub that the extension has", () => {
    const { publisher, id, contributions } = JSON.parse(readFileSync("vss-extension.json", "utf8")) as {
      publisher: string;
      id: string;
      contributions: { id: string; type: string }[];
    };
    const page = contributions.find(({ type }) => type === "ms.vss-web.hub");
    assert.equal(hub, `${publisher}.${id}.${page?.id ?? ""}`);
  });

  it("asks nobody that we know when there is no group", () => {
    assert.equal(approvalFault(checkOf({ approvers: [us] }), null, "Approvers")?.startsWith("it asks"), true);
  });
});

describe("branch control", () => {
  const narrow = {
    allowedBranches: "refs/heads/main, refs/heads/release/*",
    ensureProtectionOfBranch: "true",
  };
  const table: readonly [string, Record<string, unknown>, RegExp | null][] = [
    ["names branches", narrow, null],
    ["is switched on by a true value", { ...narrow, ensureProtectionOfBranch: true }, null],
    ["names none", { ...narrow, allowedBranches: "" }, /every branch/],
    ["has no inputs", {}, /every branch/],
    ["names all, among others", { ...narrow, allowedBranches: "refs/heads/main,*" }, /every branch/],
    ["names all heads", { ...narrow, allowedBranches: "refs/heads/*" }, /every branch/],
    ["names all refs", { ...narrow, allowedBranches: "refs/**" }, /every branch/],
    ["names pull requests", { ...narrow, allowedBranches: "refs/heads/main, refs/pull/*" }, /pull requests/],
    ["asks for no protection", { allowedBranches: "refs/heads/main" }, /no policy/],
    ["lets the unknown pass", { ...narrow, allowUnknownStatusBranches: "True" }, /not known/],
    ["lets the unknown pass, in its other name", { ...narrow, allowUnknownStatusBranch: true }, /not known/],
  ];
  for (const [what, inputs, said] of table)
    it(what, () => {
      const fault = branchFault(checkOf({ inputs }));
      if (said === null) assert.equal(fault, null);
      else assert.match(fault ?? "", said);
    });

  it("of our own is right", () => {
    const { settings, type } = branchCheck("refs/heads/main");
    assert.equal(kindOf({ id: 1, type, settings }), "branch control");
    assert.equal(kindOf({ id: 1, type, settings, isDisabled: true }), null);
    assert.equal(branchFault(checkOf(settings)), null);
  });
});

describe("a required template", () => {
  const template = { repository: "internal/templates", path: "a/wrapper.yml", ref: "refs/heads/main" };
  const one = {
    repositoryName: "Internal/Templates",
    templatePath: "/a/wrapper.yml",
    repositoryRef: "refs/heads/main",
  };
  const fault = (...extendsChecks: object[]) => templateFault(checkOf({ extendsChecks }), template);

  it("is the wrapper, however its path is written", () => assert.equal(fault(one), null));
  it("is not another file, branch or repository, nor none", () => {
    for (const other of [
      { templatePath: "b.yml" },
      { repositoryRef: "refs/heads/x" },
      { repositoryName: "a/b" },
    ])
      assert.match(fault({ ...one, ...other }) ?? "", /^it asks for another file than/);
    assert.match(fault() ?? "", /: none$/);
  });
  it("is not the wrapper or another one", () =>
    assert.equal(
      fault(one, { ...one, templatePath: "b.yml" }),
      "it is content with Internal/Templates/b.yml@refs/heads/main too",
    ));
  it("of our own is right", () => {
    const { settings, type } = templateCheck(template);
    assert.equal(kindOf({ id: 1, type, settings }), "required template");
    assert.equal(templateFault(checkOf(settings), template), null);
  });
});
