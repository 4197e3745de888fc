import assert from "node:assert/strict";
import { ownerReminder } from "../../../src/report/owner-reminder.ts";
import { publishSummary } from "../../../src/report/publish-summary.ts";
import { aCollected, aFinding, aPublication } from "../../support/record-builders.ts";

const remedy = "After the first release ask `azpysdkhelp` to add `contoso-owners` as an owner.";
const first = aCollected({ previous: null, findings: [aFinding(), aFinding({ rule: "owner", remedy })] });

describe("the reminder of a first release's owner", () => {
  it("names who is required, as the rule did", () => {
    assert.equal(ownerReminder(first), remedy);
  });
  it("is there where no owner is required", () => {
    assert.equal(ownerReminder(aCollected({ previous: null })), "Make those owners who should be.");
  });
  it("is not there for a later release", () => {
    assert.equal(ownerReminder({ ...first, previous: "1.1.0" }), null);
  });
});

describe("the summary of a publish", () => {
  const publication = aPublication(first);

  it("says what became of each file, and how to install it", () => {
    const text = publishSummary(publication, { ...first, previous: "1.1.0" });
    for (const { name, sha256 } of publication.files) assert.match(text, new RegExp(sha256), name);
    assert.match(text, /`pip install contoso-core==1\.2\.0`/);
    assert.doesNotMatch(text, /owns the project/);
  });
  it("reminds of the owner once the project is made, and not before", () => {
    assert.match(publishSummary(publication, first), /owns the project\. .*contoso&#45;owners/);
    assert.doesNotMatch(
      publishSummary(aPublication(first, { outcome: "failed" }), first),
      /contoso&#45;owners/,
    );
  });
  it("takes the reminder for foreign text", () => {
    const hostile = { ...first, findings: [aFinding({ rule: "owner", remedy: "<b>\n# Approved" })] };
    const text = publishSummary(publication, hostile);
    assert.match(text, /Approved/);
    assert.doesNotMatch(text, /<b>|^# Approved/m);
  });
});
