import assert from "node:assert/strict";
import type { Repository } from "../../../src/ports.ts";
import { tagArtifact } from "../../../src/tag/tag-artifact.ts";
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
    hasCommit: (wanted) => Promise.resolve(commits.includes(wanted)),
    pushTag: (tag, on, message) => Promise.resolve(void pushed.push({ tag, commit: on, message })),
  };
}

const published = aPublished(aCollected({ name: "Contoso_Core" }));

describe("tagging", () => {
  it("puts the tag on the commit that was built", async () => {
    const repository = aRepository();
    const tagged = await tagArtifact(published, { commit, repository });
    assert.equal(tagged.tag, "contoso-core_1.2.0");
    assert.deepEqual(
      repository.pushed.map(({ tag, commit: on }) => [tag, on]),
      [["contoso-core_1.2.0", commit]],
    );
  });

  it("leaves evidence in the message: digest, who and when, and each file's hash", async () => {
    const repository = aRepository();
    await tagArtifact(published, { commit, repository });
    const lines = repository.pushed[0]?.message.split("\n") ?? [];
    assert.equal(lines[0], "contoso-core 1.2.0");
    assert.ok(lines.includes(`gatehouse sha256:${published.digest}`));
    assert.ok(lines.includes("Approved by rosa at 2026-11-01T10:00:00.000Z"));
    for (const { name, sha256 } of published.files) assert.ok(lines.includes(`${sha256}  ${name}`));
  });

  it("names nobody where the decision is not kept by us", async () => {
    const repository = aRepository();
    await tagArtifact({ ...published, approval: null }, { commit, repository });
    const message = repository.pushed[0]?.message ?? "";
    assert.match(message, new RegExp(`^gatehouse sha256:${published.digest}$`, "m"));
    assert.doesNotMatch(message, /Approved/);
  });

  it("is done when the tag is there on that commit", async () => {
    const repository = aRepository({ tags: { "contoso-core_1.2.0": commit } });
    assert.equal((await tagArtifact(published, { commit, repository })).tag, "contoso-core_1.2.0");
    assert.deepEqual(repository.pushed, []);
  });

  it("never moves a tag", async () => {
    const repository = aRepository({ tags: { "contoso-core_1.2.0": otherCommit } });
    await assert.rejects(
      tagArtifact(published, { commit, repository }),
      refusal("tag-conflict", "contoso-core_1.2.0", otherCommit, commit),
    );
    assert.deepEqual(repository.pushed, []);
  });

  it("refuses a commit that the clone does not have", async () => {
    const repository = aRepository({ commits: [otherCommit] });
    await assert.rejects(tagArtifact(published, { commit, repository }), refusal("tag-unconfirmed", commit));
    assert.deepEqual(repository.pushed, []);
  });

  it("does not hide a push that failed", async () => {
    const lost = new Error("connection lost");
    const repository = { ...aRepository(), pushTag: () => Promise.reject(lost) };
    await assert.rejects(tagArtifact(published, { commit, repository }), lost);
  });
});
