import assert from "node:assert/strict";
import { isOver, releaseState } from "../../../src/index/release-state.ts";
import type { IndexFile } from "../../../src/index/types.ts";

const now = new Date("2026-11-23T12:00:00Z");
const day = 86_400_000;

/** Files by what they are and how many days old: `1.0s`, `1.0w20`, `1.0s!` (yanked). */
function project(...words: string[]) {
  const files = words.map((word): IndexFile => {
    const [, version = "", kind, days, yanked] = /^([\d.]+)([sw])(\d*)(!?)$/.exec(word) ?? [];
    const name = kind === "s" ? `demo-${version}.tar.gz` : `demo-${version}-py3-none-any.whl`;
    return {
      name,
      sha256: null,
      url: "about:invalid",
      ...(days === "" ? {} : { uploadedAt: new Date(now.getTime() - Number(days) * day) }),
      ...(yanked === "" ? {} : { yanked: true }),
    };
  });
  return { package: "demo", exists: true, files };
}

describe("index/release-state", () => {
  const cases: [words: string[], expected: string, over: boolean][] = [
    [[], "absent", false],
    [["1.0s", "1.0w"], "absent", false],
    [["2.0s", "2.0w"], "there", true],
    [["1.0s", "1.0w", "2.0s3"], "partly wheel open", false],
    [["1.0s", "1.0w", "2.0w13"], "partly sdist open", false],
    [["1.0s", "1.0w", "2.0s15"], "partly wheel closed", true],
    [["2.0s"], "partly wheel open", false],
    // A project that has only ever had sdists.
    [["1.0s", "2.0s3"], "there", true],
    // What most of its releases have not.
    [["0.8s", "0.9s", "0.9w", "1.0s", "2.0s"], "there", true],
    [["1.0s", "1.0w", "2.0s!"], "there yanked", true],
  ];
  for (const [words, expected, over] of cases) {
    it(`${words.join(" ") || "nothing"}: 2.0 is ${expected}`, () => {
      const state = releaseState(project(...words), "2.0.0", now);
      const text =
        state.kind === "partly"
          ? `partly ${state.lacks} ${state.open ? "open" : "closed"}`
          : `${state.kind}${state.kind === "there" && state.yanked ? " yanked" : ""}`;
      assert.equal(text, expected);
      assert.equal(isOver(state), over);
    });
  }
});
