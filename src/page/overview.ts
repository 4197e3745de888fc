/** The top of the page: what is released from where, and how far it is. */
import type { ReleaseView } from "../report/view.ts";
import { byId, make, setText, showText } from "./dom.ts";
import { count, isSettled, isUndecided, stateWords, tally, title } from "./words.ts";

/** The way to bring title, facts, progress and banner up to date. */
export function overview(): { update(view: ReleaseView): void; warn(problem: string): void } {
  const text = make("p", { id: "progress" });
  const bar = make("progress", { "aria-labelledby": "progress" });
  const said = sayChanges();
  byId("overview").append(text, bar);
  const banner = byId("banner");
  banner.hidden = byId("overview").hidden = true;
  return {
    update(view) {
      const asked = view.artifacts.filter(({ decidable }) => decidable);
      const settled = asked.filter(isSettled).length;
      setText(byId("title"), `Release of ${view.serviceDirectory}`);
      const commit =
        view.commit === null ? "not from a git repository" : `commit ${view.commit.slice(0, 12)}`;
      setText(byId("facts"), `To ${view.index}, ${commit}`);
      byId("overview").hidden = asked.length === 0;
      bar.max = asked.length;
      bar.value = settled;
      setText(text, progressWords(asked.filter(isUndecided).length, settled, asked.length));
      document.title = `${view.done ? "Done: release" : "Release"} of ${view.serviceDirectory} · Gatehouse`;
      banner.dataset["kind"] = asked.some(({ state }) => state === "failed") ? "mixed" : "done";
      showText(banner, view.done ? doneWords(view) : "");
      said(view);
    },
    warn(problem) {
      banner.dataset["kind"] = "problem";
      showText(banner, problem);
    },
  };
}

function progressWords(undecided: number, settled: number, all: number): string {
  const waiting = undecided === 0 ? "Everything is decided" : `${count(undecided, "artifact")} to decide`;
  return `${waiting}, ${String(settled)} of ${String(all)} finished`;
}

function doneWords({ artifacts }: ReleaseView): string {
  const asked = artifacts.filter(({ decidable }) => decidable);
  return asked.length === 0
    ? "All done: there was nothing to decide. You can close this window."
    : `All done: ${tally(asked)}. You can close this window.`;
}

/** Tells a screen reader what changed since the last time. */
function sayChanges(): (view: ReleaseView) => void {
  let before: ReadonlyMap<string, string> | null = null;
  return ({ artifacts }) => {
    const now = new Map(
      artifacts.map((artifact) => [artifact.name, `${title(artifact)}: ${stateWords[artifact.state]}`]),
    );
    const changed = before === null ? [] : [...now].filter(([name, words]) => before?.get(name) !== words);
    before = now;
    if (changed.length > 0) byId("said").textContent = changed.map(([, words]) => words).join(". ");
  };
}
