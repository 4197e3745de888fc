/** A desk with three artifacts and one that is left out; their texts try to be more than text. */
import type { Desk, DeskDecision } from "../../src/cli/serve/desk.ts";
import type { ArtifactProgress, ArtifactView, ReleaseView } from "../../src/report/view.ts";

export const hostile = `<img src=x onerror="window.hacked=1"><script>window.hacked=1</script> javascript:window.hacked=1 </pre>`;

const sha = (digit: string) => digit.repeat(64);

/** One that waits for a decision. */
export function artifact(
  name: string,
  version: string,
  digit: string,
  more: Partial<ArtifactView> = {},
): ArtifactView {
  const file = name.replaceAll("-", "_");
  return {
    name,
    package: name,
    version,
    previous: "1.2.0",
    digest: sha(digit),
    decidable: true,
    changelog: `## ${version} (2026-11-20)\n\n### Features added\n\n- Clients take a \`credential\` of any kind.\n- \`list_blobs\` returns pages.\n\n### Bugs fixed\n\n- A retry after 429 waits as long as the service asks for.`,
    changes: null,
    step: "minor",
    owner: null,
    indexUrl: `https://pypi.org/project/${name}/${version}/`,
    dependsOn: [],
    findings: [],
    files: [
      { name: `${file}-${version}-py3-none-any.whl`, kind: "wheel", sha256: sha("b"), size: 48_213 },
      { name: `${file}-${version}.tar.gz`, kind: "sdist", sha256: sha("c"), size: 1_204_518 },
    ],
    tests: "12 passed on Python 3.9, 12 passed on Python 3.13",
    ...untouched,
    ...more,
  };
}

const untouched: ArtifactProgress = {
  state: "waiting",
  decision: null,
  comment: "",
  access: { kind: "yours" },
  decided: [],
  note: "",
  outcomes: {},
  tag: null,
};

const finding: ArtifactView["findings"][number] = {
  rule: "readme-links",
  severity: "warning",
  message: `The readme has a relative link: ${hostile}`,
  remedy: "Use the whole address:\n  https://github.com/contoso/sdk/blob/main/README.md",
  artifact: "contoso-blob",
  path: "sdk/contoso/contoso-blob/README.md",
  line: 12,
  column: null,
};

export const artifacts: readonly ArtifactView[] = [
  artifact("contoso-core", "1.3.0", "1"),
  artifact("contoso-blob", "2.0.0b1", "2", {
    changelog: `## 2.0.0b1\n\n${hostile}\n${"long".repeat(60)}`,
    findings: [finding],
  }),
  artifact("contoso-widgets", "0.1.0", "3", {
    previous: null,
    step: "first release",
    owner: "After the first release ask `rosa` to add `contoso-owners` as an owner.",
    tests: "not run",
    note: hostile,
  }),
  artifact("contoso-quiet", "1.0.0", "4", {
    decidable: false,
    state: "left out",
    digest: null,
    files: [],
    changelog: null,
    tests: "not run",
    note: "its changelog says Unreleased",
  }),
];

export interface FakeDesk extends Desk {
  readonly decided: DeskDecision[];
  /** What the next decision on an artifact is answered with. */
  readonly problems: Map<string, string>;
  /** When decisions are taken; at once, unless it is set. */
  hold: Promise<void>;
  /** Changes what is known about an artifact. */
  set(name: string, change: Partial<ArtifactView>): void;
  finish(): void;
}

export function fakeDesk(shown: readonly ArtifactView[] = artifacts): FakeDesk {
  const views = new Map(shown.map((view) => [view.name, view]));
  const problems = new Map<string, string>();
  const decided: DeskDecision[] = [];
  let done = false;
  const set: FakeDesk["set"] = (name, change) => {
    const view = views.get(name);
    if (view !== undefined) views.set(name, { ...view, ...change });
  };
  const view = (): ReleaseView => ({
    serviceDirectory: "sdk/contoso",
    commit: "0123456789abcdef0123456789abcdef01234567",
    index: "https://upload.pypi.org/legacy/",
    done,
    run: null,
    notices: [],
    tests: { passed: 4321, failed: 0, broken: 0, pythons: ["3.9", "3.13"], seconds: 754 },
    artifacts: [...views.values()],
  });
  const desk: FakeDesk = {
    view,
    hold: Promise.resolve(),
    problems,
    decided,
    set,
    async decide(decisions) {
      await desk.hold;
      return decisions.map((one) => {
        const problem = problems.get(one.name) ?? null;
        problems.delete(one.name);
        if (problem !== null) return { name: one.name, problem };
        decided.push(one);
        set(one.name, { state: one.decision, decision: one.decision, comment: one.comment });
        return { name: one.name, problem };
      });
    },
    finish: () => {
      done = true;
    },
  };
  return desk;
}
