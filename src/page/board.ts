/** All artifacts of a release, and deciding on them. */
import type { Decision } from "../release/record.ts";
import type { ReleaseView } from "../report/view.ts";
import type { Answered, Result, ShownDecision } from "./home.ts";
import { selectionBar } from "./bar.ts";
import { artifactCard, type Card } from "./card.ts";
import { confirmMany } from "./confirm.ts";
import { byId, make } from "./dom.ts";
import { isUndecided } from "./words.ts";

/** Sends decisions and, when they were taken, shows the release anew. */
type Send = (decisions: readonly ShownDecision[]) => Promise<Answered<readonly Result[]>>;

/** Puts the artifacts on the page; the way to bring them up to date. */
export function board(send: Send): { update(view: ReleaseView): void } {
  const cards = new Map<string, Card>();
  const asked = make("div", { class: "cards" });
  const rest = make("div", { class: "cards" });
  const restTitle = make("h2", { class: "rest" }, "Not part of this release");
  let index = "";

  const undecided = (): Card[] => [...cards.values()].filter(({ view }) => isUndecided(view));
  const count = (): void => bar.update(undecided().filter(({ chosen }) => chosen).length, undecided().length);

  const decide = async (decided: readonly Card[], decision: Decision, comment: string): Promise<void> => {
    const decisions = decided.flatMap((card) => {
      const { name, digest } = card.view;
      return digest === null
        ? []
        : [{ name, digest, decision, comment: card.comment.trim() || comment.trim() }];
    });
    for (const card of decided) card.setBusy(true);
    const answered = await send(decisions);
    const problems = new Map(
      "value" in answered
        ? answered.value.map(({ name, problem }) => [name, problem ?? ""])
        : decided.map(({ view }) => [view.name, answered.problem]),
    );
    const problemOf = (card: Card): string => problems.get(card.view.name) ?? "";
    for (const card of decided) {
      card.setBusy(false);
      card.complain(problemOf(card));
    }
    decided.find((card) => problemOf(card) !== "")?.showProblem();
    count();
  };

  const bar = selectionBar({
    chooseAll: (all) => {
      for (const card of undecided()) card.choose(all);
      count();
    },
    decide: async (decision) => {
      const chosen = undecided().filter((card) => card.chosen);
      // What the dialog names is what is sent: while it is open, the page goes on being brought up to date.
      const artifacts = chosen.map(({ view }) => view);
      const comment = await confirmMany({ decision, artifacts, index });
      if (comment === null) return;
      const same = chosen.filter(
        (card, at) => isUndecided(card.view) && card.view.digest === artifacts[at]?.digest,
      );
      if (same.length > 0) await decide(same, decision, comment);
      for (const card of chosen)
        if (!same.includes(card)) card.complain("This has changed in the meantime: look again.");
    },
  });
  byId("bar").append(bar.element);
  byId("artifacts").append(asked, restTitle, rest);
  restTitle.hidden = true;

  return {
    update(view) {
      ({ index } = view);
      for (const artifact of view.artifacts) {
        const known = cards.get(artifact.name);
        known?.update(artifact);
        if (known !== undefined) continue;
        const card = artifactCard(artifact, {
          decide: (decision) => decide([card], decision, ""),
          choose: count,
        });
        cards.set(artifact.name, card);
        (artifact.decidable ? asked : rest).append(card.element);
      }
      restTitle.hidden = rest.childElementCount === 0;
      count();
    },
  };
}
