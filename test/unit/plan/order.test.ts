import assert from "node:assert/strict";
import fc from "fast-check";
import { releaseOrder } from "../../../src/plan/order.ts";

const node = (name: string, requiresDist: string[] = [], dependsOn: string[] = []) => ({
  package: name,
  safeName: name.replaceAll("-", ""),
  requiresDist,
  dependsOn,
});
const order = (...nodes: ReturnType<typeof node>[]) => releaseOrder(nodes).map((own) => own.package);

describe("releaseOrder", () => {
  it("keeps the list's order where nothing is required", () => {
    assert.deepEqual(order(node("c"), node("a"), node("b")), ["c", "a", "b"]);
    assert.deepEqual(order(), []);
  });

  it("puts what is required first, though the list has it last", () => {
    const files = node("files", ["blob>=1"]);
    const blob = node("blob", ["core", "requests"]);
    assert.deepEqual(order(files, blob, node("core")), ["core", "blob", "files"]);
  });

  it("heeds dependsOn, in any case", () => {
    assert.deepEqual(order(node("a-b", [], ["LATER"]), node("later")), ["later", "a-b"]);
  });

  it("does not heed requirements of extras", () => {
    assert.deepEqual(order(node("a", ["b; extra == 'x'"]), node("b")), ["a", "b"]);
  });

  it("keeps the list's order as far as it can within a circle, and what the circle needs before it", () => {
    assert.deepEqual(order(node("a", ["b"]), node("b", ["a", "core"]), node("core")), ["core", "b", "a"]);
    assert.deepEqual(order(node("self", ["self"])), ["self"]);
  });

  it("loses and doubles nothing, and breaks no requirement that points one way", () => {
    const names = ["a", "b", "c", "d", "e", "f"];
    const edges = fc.array(fc.tuple(fc.nat(5), fc.nat(5)), { maxLength: 12 });
    const shuffled = fc.shuffledSubarray(names, { minLength: names.length });
    fc.assert(
      fc.property(edges, shuffled, (pairs, list) => {
        // From later to earlier letters only: no circles.
        const forward = pairs.filter(([from, to]) => from > to);
        const nodes = list.map((name) => {
          const needs = forward.filter(([from]) => names[from] === name).map(([, to]) => names[to] ?? "");
          return node(name, needs);
        });
        const ordered = order(...nodes);
        assert.deepEqual(ordered.toSorted(), names);
        for (const [from, to] of forward) {
          assert.ok(ordered.indexOf(names[to] ?? "") < ordered.indexOf(names[from] ?? ""));
        }
      }),
    );
  });
});
