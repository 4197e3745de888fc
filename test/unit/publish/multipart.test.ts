import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fc from "fast-check";
import { multipartBody } from "../../../src/publish/multipart.ts";
import { parseForm } from "../../support/index-stand-in.ts";

const boundary = "b".repeat(32);

function form(
  fields: [string, string][],
  pieces: Uint8Array[],
  claims: { size?: number; sha256?: string; sent?: (bytes: number) => void } = {},
) {
  const bytes = Buffer.concat(pieces);
  async function* read() {
    yield* pieces;
  }
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  const changed = (problem: string) => new Error(problem);
  return multipartBody(
    fields,
    { name: "demo.whl", size: bytes.length, sha256, read, sent: () => undefined, changed, ...claims },
    boundary,
  );
}

async function sent(body: AsyncIterable<Uint8Array>, into: Uint8Array[] = []): Promise<Buffer> {
  for await (const chunk of body) into.push(chunk);
  return Buffer.concat(into);
}

describe("multipartBody", () => {
  it("says its length, and arrives as it was", async () => {
    const name = fc.stringMatching(/^[a-z_]{1,20}$/);
    const fields = fc.array(fc.tuple(name, fc.string({ unit: "grapheme" })));
    const pieces = fc.array(fc.uint8Array({ maxLength: 200 }));
    await fc.assert(
      fc.asyncProperty(fields, pieces, async (values, chunks) => {
        const { body, length, contentType } = form(values, chunks);
        const bytes = await sent(body);
        assert.equal(bytes.length, length);
        const parsed = parseForm(contentType, bytes);
        assert.deepEqual(parsed?.bytes, Buffer.concat(chunks));
        const all = [...(parsed?.fields ?? [])].flatMap(([key, list]) => list.map((value) => [key, value]));
        const grouped = values.toSorted((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
        assert.deepEqual(
          all.toSorted((a, b) => ((a[0] ?? "") < (b[0] ?? "") ? -1 : (a[0] ?? "") > (b[0] ?? "") ? 1 : 0)),
          grouped,
        );
      }),
    );
  });

  it("tells how much of the file is sent", async () => {
    const told: number[] = [];
    const { body } = form(
      [["name", "demo"]],
      [Buffer.alloc(300_000), Buffer.alloc(300_000), Buffer.alloc(5)],
      {
        sent: (bytes) => told.push(bytes),
      },
    );
    await sent(body);
    assert.deepEqual(told, [300_000, 600_000, 600_005]);
  });

  it("sends pieces of 256 KiB", async () => {
    const chunks: Uint8Array[] = [];
    await sent(
      form(
        [],
        Array.from({ length: 20 }, () => Buffer.alloc(64 * 1024)),
      ).body,
      chunks,
    );
    assert.equal(chunks.length, 2 + 5);
  });

  for (const [what, claims] of [
    ["another hash", { sha256: "0".repeat(64) }],
    ["a shorter file", { size: 99 }],
    ["a longer file", { size: 1 }],
  ] as const) {
    it(`withholds the last boundary from ${what}`, async () => {
      const arrived: Uint8Array[] = [];
      const { body, length } = form([["a", "b"]], [Buffer.from("0123456789")], claims);
      await assert.rejects(sent(body, arrived), /demo\.whl/);
      const bytes = Buffer.concat(arrived);
      assert.ok(!bytes.includes(`--${boundary}--`));
      assert.ok(bytes.length < length);
    });
  }
});
