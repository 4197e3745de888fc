import assert from "node:assert/strict";
import { GatehouseError } from "../../../src/errors.ts";
import type { Repository } from "../../../src/ports.ts";
import { tagArtifact } from "../../../src/tag/tag-artifact.ts";
import { quickClock } from "../../support/index-context.ts";
import { aCollected, aPublished, commit, otherCommit } from "../../support/record-builders.ts";
import { refusal } from "../../support/record-errors.ts";

interface Pushed {
  readonly tag: string;
  readonly commit: string;
  readonly message: string;
}

/** A clone with some commits, and a remote with some tags; remembers what was pushed. */
function aRepository({
  commits = [commit],
  tags = {},
}: {
  commits?: string[];
  tags?: Readonly<Record<string, string>>;
} = {}): Repository & { readonly pushed: Pushed[] } {
  const pushed: Pushed[] = [];
  return {
    pushed,
    tagOnRemote: (tag) => Promise.resolve(tags[tag] ?? null),
    remoteAddress: () => Promise.resolve(null),
    hasCommit: (wanted) => Promise.resolve(commits.includes(wanted)),
    pushTag: (tag, on, message) => Promise.resolve(void pushed.push({ tag, commit: on, message })),
  };
}

/** `slept` has the milliseconds of each pause. */
function aContext(repository: Repository) {
  const clock = quickClock();
  const { signal } = new AbortController();
  return {
    commit,
    repository,
    clock,
    signal,
    run: "https://dev.azure.com/contoso/internal/_build/results?buildId=7",
  };
}

const published = aPublished(aCollected({ name: "Contoso_Core" }));

describe("tagging", () => {
  it("puts the tag on the commit that was built", async () => {
    const repository = aRepository();
    const tagged = await tagArtifact(published, aContext(repository));
    assert.equal(tagged.tag, "contoso-core_1.2.0");
    assert.deepEqual(
      repository.pushed.map(({ tag, commit: on }) => [tag, on]),
      [["contoso-core_1.2.0", commit]],
    );
  });

  it("leaves evidence in the message: digest, who and when, and each file's hash", async () => {
    const repository = aRepository();
    await tagArtifact(published, aContext(repository));
    const lines = repository.pushed[0]?.message.split("\n") ?? [];
    assert.equal(lines[0], "contoso-core 1.2.0");
    assert.ok(lines.includes(`gatehouse sha256:${published.digest}`));
    assert.ok(lines.includes("Approved by rosa at 2026-11-01T10:00:00.000Z"));
    assert.ok(lines.some((line) => line.startsWith("Released by https://dev.azure.com/contoso/")));
    for (const { name, sha256 } of published.files) assert.ok(lines.includes(`${sha256}  ${name}`));
  });

  it("names who publish says approved it, on one line, and nobody where it says nobody", async () => {
    const repository = aRepository();
    const message = async (approvers: string[]) => {
      const publication = { ...published.publication, approvers };
      await tagArtifact({ ...published, approval: null, publication }, aContext(repository));
      return repository.pushed.at(-1)?.message ?? "";
    };
    assert.match(
      await message(["Rosa\ngatehouse sha256:00", "Ali"]),
      /^Approved by Rosa ⏎ gatehouse sha256:00, Ali$/m,
    );
    assert.doesNotMatch(await message([]), /Approved/);
  });

  it("is done when the tag is there on that commit", async () => {
    const repository = aRepository({ tags: { "contoso-core_1.2.0": commit } });
    assert.equal((await tagArtifact(published, aContext(repository))).tag, "contoso-core_1.2.0");
    assert.deepEqual(repository.pushed, []);
  });

  it("never moves a tag", async () => {
    const repository = aRepository({ tags: { "contoso-core_1.2.0": otherCommit } });
    await assert.rejects(
      tagArtifact(published, aContext(repository)),
      refusal("tag-conflict", "contoso-core_1.2.0", otherCommit, commit),
    );
    assert.deepEqual(repository.pushed, []);
  });

  it("refuses a commit that the clone does not have", async () => {
    const repository = aRepository({ commits: [otherCommit] });
    await assert.rejects(tagArtifact(published, aContext(repository)), refusal("tag-unconfirmed", commit));
    assert.deepEqual(repository.pushed, []);
  });

  it("looks before it pushes again, and tells in the end why it could not", async () => {
    const lost = new Error("connection lost");
    let pushes = 0;
    const context = aContext({ ...aRepository(), pushTag: () => ((pushes += 1), Promise.reject(lost)) });
    await assert.rejects(tagArtifact(published, context), lost);
    assert.deepEqual([pushes, context.clock.slept.length], [4, 3]);
    // Refused, since another one was faster: with the same tag, or with one on another commit.
    for (const [other, outcome] of [
      [commit, "done"],
      [otherCommit, "tag-conflict"],
    ] as const) {
      let theirs: string | null = null;
      const repository: Repository = {
        ...aRepository(),
        tagOnRemote: () => Promise.resolve(theirs),
        pushTag: () => ((theirs = other), Promise.reject(lost)),
      };
      const made = await tagArtifact(published, aContext(repository)).then(
        () => "done",
        (error: unknown) => (error instanceof GatehouseError ? error.code : "?"),
      );
      assert.equal(made, outcome);
    }
  });

  it("makes no tag whose name could mean something else", async () => {
    for (const odd of [
      { package: "--upload-pack=x" },
      { package: "a..b" },
      { package: "a b" },
      { package: "a/b" },
      { version: "1.0 --force" },
      { version: "1.0.lock" },
      { version: "1.0_2" },
      { version: "" },
    ]) {
      const repository = aRepository();
      await assert.rejects(
        tagArtifact({ ...published, ...odd }, aContext(repository)),
        refusal("tag-unconfirmed"),
      );
      assert.deepEqual(repository.pushed, []);
    }
  });
});
