import assert from "node:assert/strict";
import { GatehouseError } from "../../../src/errors.ts";
import { publishRun } from "../../../src/publish/publish-run.ts";
import { sendAll } from "../../../src/publish/send-all.ts";
import { quickClock } from "../../support/index-context.ts";
import { noDigests } from "../../support/record-builders.ts";

const file = (name: string, kind: "wheel" | "sdist") => {
  return { file: { name, kind, sha256: "a".repeat(64), ...noDigests, size: 1 }, form: [] };
};
const files = "abcdefghijk"
  .split("")
  .map((name) => file(name, "wheel"))
  .concat(file("sdist", "sdist"));

/** What began and ended, in order, and how many were under way at most. */
async function record(isFirst: boolean, fails: (name: string) => unknown = () => null) {
  const events: string[] = [];
  let [open, most] = [0, 0];
  const sending = sendAll(files, {
    isFirst,
    slot: publishRun(quickClock()).slot,
    async send({ file: { name } }) {
      events.push(name);
      open += 1;
      most = Math.max(most, open);
      await new Promise((resolve) => setImmediate(resolve));
      open -= 1;
      events.push(`/${name}`);
      const failure = fails(name);
      if (failure !== null) throw failure;
    },
  });
  const error = await sending.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return { events, most, error, open };
}

describe("sendAll", () => {
  it("sends the first file of a release alone, the wheels together, and the sdist last", async () => {
    const { events, most } = await record(true);
    assert.deepEqual(events.slice(0, 2), ["a", "/a"]);
    assert.deepEqual(events.slice(-2), ["sdist", "/sdist"]);
    assert.equal(most, 8);
  });

  it("sends the wheels of a begun release together at once", async () => {
    const { events } = await record(false);
    assert.deepEqual(events.slice(0, 3), ["a", "b", "c"]);
    assert.deepEqual(events.slice(-2), ["sdist", "/sdist"]);
  });

  it("begins nothing after a failure, lets end what is under way, and tells what people must mend", async () => {
    const about = { address: "x", file: "x", problem: "x" };
    const failed = GatehouseError.of("upload-failed", about);
    const refused = GatehouseError.of("upload-refused", { ...about, action: "x" });
    const { events, error, open } = await record(false, (name) => (name === "c" ? refused : failed));
    assert.equal(error, refused);
    assert.equal(open, 0);
    assert.deepEqual(
      events.filter((event) => !event.startsWith("/")),
      "abcdefgh".split(""),
    );
    const first = await record(true, () => failed);
    assert.deepEqual(first.events, ["a", "/a"]);
  });
});
