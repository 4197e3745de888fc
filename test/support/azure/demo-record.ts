/** A service directory as one looks on a busy day: seventeen packages, some with a version to release, some without. */
import type { Finding, RecordArtifact, ReleaseRecord } from "../../../src/release/record.ts";
import { aCollected, aRecord, aReleased, aTestRun, anEntryNotBuilt } from "../record-builders.ts";

const pythons = ["3.9", "3.10", "3.11", "3.12", "3.13"];

/** A service directory's tests on every Python, some of them slower. */
function tests(passed: number): RecordArtifact["tests"] {
  const runs = pythons.map((python, at) =>
    aTestRun({ python, passed, skipped: at % 3, seconds: passed / 9 + at }),
  );
  return { outcome: "passed", runs };
}

function changelog(
  version: string,
  ...sections: readonly (readonly [title: string, ...items: string[]])[]
): string {
  const text = sections.map(
    ([title, ...items]) => `### ${title}\n\n${items.map((item) => `- ${item}`).join("\n")}`,
  );
  return `## ${version} (2026-11-23)\n\n${text.join("\n\n")}`;
}

function artifact(
  name: string,
  version: string,
  previous: string | null,
  rest: Partial<RecordArtifact> = {},
) {
  const safeName = name.replaceAll("-", "");
  const made = aCollected({ name, safeName, version });
  const letters = Array.from(name).reduce(
    (sum, letter, at) => sum + letter.charCodeAt(0) * (at + 1) * 131,
    0,
  );
  const size = (at: number) => 18_000 + ((letters + at * 104_729) % 900_000);
  const files = made.files.map((file, at) => ({ ...file, size: size(at) }));
  const path = `sdk/contoso/${name}`;
  const usual = changelog(version, [
    "Bugs Fixed",
    "A retry after status 429 waits as long as the service asks for.",
  ]);
  return { ...made, files, path, previous, changelog: usual, tests: tests(40 + name.length), ...rest };
}

const names = (...all: string[]) => ({ count: all.length, names: all });
const none = names();

const changes: RecordArtifact["changes"] = {
  since: "12.24.0",
  files: {
    added: names("contoso/storage/blob/_paging.py", "contoso/storage/blob/aio/_paging.py"),
    removed: none,
  },
  size: { before: 402_118, after: 418_770 },
  requirements: { added: names("typing-extensions>=4.6.0"), removed: names("msrest>=0.7.1") },
  requiresPython: { before: ">=3.8", after: ">=3.9" },
  entryPoints: { added: none, removed: none },
};

function finding(rule: string, artifactName: string, message: string, remedy: string): Finding {
  const path = `sdk/contoso/${artifactName}/README.md`;
  return { rule, severity: "warning", message, remedy, artifact: artifactName, path, line: 12, column: null };
}

const blob = "contoso-storage-blob";
const search = "contoso-search-documents";

/** `contoso-core` is needed by its siblings; the last ones are held back or released already. */
export const demoRecord: ReleaseRecord = aRecord(
  [
    artifact("contoso-core", "1.32.0", "1.31.0", {
      changelog: changelog(
        "1.32.0",
        ["Features Added", "`credential` takes a callable that returns a token.", "Clients can be pickled."],
        [
          "Bugs Fixed",
          "`close()` no longer hangs when a request was canceled ([#4711](https://github.com/contoso/sdk/issues/4711)).",
        ],
        ["Other Changes", "Python 3.8 is not supported any more."],
      ),
    }),
    artifact("contoso-identity", "1.20.1", "1.20.0", { dependsOn: ["contosocore"] }),
    artifact(blob, "12.25.0", "12.24.0", {
      changes,
      changelog: changelog(
        "12.25.0",
        ["Features Added", "`list_blobs` returns pages, each with its continuation token."],
        ["Breaking Changes", "`BlobClient.url` is a property of the instance, not of the class."],
      ),
      findings: [
        finding(
          "readme-links",
          blob,
          "The readme has a relative link: ./samples.",
          "Write the whole address.",
        ),
        finding(
          "classifiers",
          blob,
          "It claims Python 3.14, on which no test ran.",
          "Take the classifier out.",
        ),
      ],
    }),
    artifact("contoso-storage-queue", "12.13.0b1", "12.12.0"),
    artifact("contoso-storage-file-share", "12.21.0", "12.20.1"),
    artifact("contoso-keyvault-keys", "4.11.0", "4.10.0"),
    artifact("contoso-keyvault-secrets", "4.10.0", "4.9.0"),
    artifact("contoso-mgmt-compute", "34.0.0", "33.1.0", {
      changelog: changelog("34.0.0", [
        "Breaking Changes",
        "Model `Disk` has no field `encryption` any more.",
      ]),
    }),
    artifact("contoso-mgmt-network", "28.1.0", "28.0.0"),
    artifact("contoso-ai-vision", "1.0.0b1", null, {
      changelog: changelog("1.0.0b1", [
        "Features Added",
        "This is the first preview of the client of Contoso Vision.",
      ]),
    }),
    artifact(search, "11.6.1", "11.6.0", {
      findings: [
        finding("license", search, "The license is no SPDX expression.", 'Write `license = "MIT"`.'),
      ],
    }),
    artifact("contoso-monitor-query", "1.5.0", "1.4.1"),
    { ...aReleased({ name: "contoso-data-tables" }), previous: "1.2.0", tests: tests(31) },
    { ...aReleased({ name: "contoso-eventhub" }), previous: "1.2.0", tests: tests(77) },
    anEntryNotBuilt({
      name: "contoso-servicebus",
      safeName: "contososervicebus",
      reason: "its changelog says Unreleased",
      version: "7.15.0",
      previous: "7.14.0",
      chosen: true,
    }),
    artifact("contoso-eventgrid", "4.22.0", "4.21.0", {
      release: false,
      reason: "its tests failed on Python 3.9",
      tests: {
        outcome: "failed",
        runs: pythons.map((python, at) =>
          aTestRun({ python, outcome: at === 0 ? "failed" : "passed", passed: 61, failed: at === 0 ? 2 : 0 }),
        ),
      },
    }),
    artifact("contoso-appconfiguration", "1.8.0", "1.7.1"),
  ],
  { serviceDirectory: "sdk/contoso" },
);
