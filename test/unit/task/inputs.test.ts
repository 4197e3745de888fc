import assert from "node:assert/strict";
import {
  choiceInput,
  countInput,
  flagInput,
  listInput,
  requiredInput,
  textInput,
} from "../../../src/task/inputs.ts";
import { anAgent } from "../../support/record-agent.ts";
import { refusal } from "../../support/record-errors.ts";

const given = (value: string) =>
  anAgent({ index: value, offline: value, mode: value, jobs: value, pythonVersions: value });

describe("an input", () => {
  it("is its text, without blanks around it", () => {
    assert.equal(textInput(given(" pypi \n"), "index"), "pypi");
    assert.equal(requiredInput(given("pypi"), "index"), "pypi");
  });

  for (const value of ["", "  ", "$(Gatehouse.Index)", "https://$(host)/simple/", "$(a"]) {
    it(`counts as not given as ${JSON.stringify(value)}`, () => {
      const agent = given(value);
      assert.equal(textInput(agent, "index"), null);
      assert.equal(flagInput(agent, "offline", true), true);
      assert.equal(choiceInput(agent, "mode", ["release", "pull-request"]), "release");
      assert.equal(countInput(agent, "jobs"), null);
      assert.deepEqual(listInput(agent, "pythonVersions"), []);
      assert.throws(() => requiredInput(agent, "index"), refusal("input-missing", "index"));
    });
  }

  it("may hold a dollar and brackets otherwise", () => {
    assert.equal(textInput(given("$x (y) ${z}"), "index"), "$x (y) ${z}");
  });

  it("is a flag in any case, and nothing between", () => {
    for (const value of ["true", "True", "TRUE"])
      assert.equal(flagInput(given(value), "offline", false), true);
    for (const value of ["false", "False"]) assert.equal(flagInput(given(value), "offline", true), false);
    for (const value of ["yes", "1", "0", "on"]) {
      assert.throws(() => flagInput(given(value), "offline", false), refusal("input-invalid", "offline"));
    }
  });

  it("is one of a few words", () => {
    assert.equal(choiceInput(given("never"), "mode", ["error", "never"]), "never");
    assert.throws(
      () => choiceInput(given("Never"), "mode", ["error", "never"]),
      refusal("input-invalid", "mode", "error, never"),
    );
  });

  it("is a whole number from 1", () => {
    assert.equal(countInput(given("8"), "jobs"), 8);
    for (const value of ["0", "-1", "1.5", "01", "1e3", "x", "\u0661", "100000"]) {
      assert.throws(() => countInput(given(value), "jobs"), refusal("input-invalid", "jobs"), value);
    }
  });

  const pythons = ["3.9", "3.10", "3.14"];
  for (const [how, value] of [
    ["JSON", '["3.9", "3.10", "3.14"]'],
    ["JSON over lines", '[\n  "3.9",\n  "3.10",\n  "3.14"\n]'],
    ["YAML", "- 3.9\n- '3.10'\n- \"3.14\"\n"],
    ["YAML with Windows line ends", "- 3.9\r\n- 3.10\r\n- 3.14\r\n"],
    ["YAML in a line", "[3.9, '3.10', 3.14]"],
    ["commas", "3.9, 3.10,3.14"],
    ["lines", "3.9\n3.10\n\n3.14"],
  ] as const) {
    it(`is a list as ${how}`, () => assert.deepEqual(listInput(given(value), "pythonVersions"), pythons));
  }

  it("is a list of one, or of none", () => {
    assert.deepEqual(listInput(given("3.10"), "pythonVersions"), ["3.10"]);
    assert.deepEqual(listInput(given("[]"), "pythonVersions"), []);
  });
});
