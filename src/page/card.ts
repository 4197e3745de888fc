/** One artifact on the page: made once, then only brought up to date, so that focus and typed text stay. */
import type { Decision } from "../release/record.ts";
import type { ArtifactView } from "../report/view.ts";
import { button, make, setBusy, setText, showText } from "./dom.ts";
import { factList } from "./facts.ts";
import { fileList } from "./files.ts";
import { findingList } from "./findings.ts";
import { isUndecided, stateWords, title } from "./words.ts";

export interface Card {
  readonly element: HTMLElement;
  /** The artifact as it is shown. */
  readonly view: ArtifactView;
  /** Ticked, and still to be decided. */
  readonly chosen: boolean;
  /** What was typed into its comment field. */
  readonly comment: string;
  choose(chosen: boolean): void;
  update(view: ArtifactView): void;
  /** Says what stood in the way of a decision; empty when nothing did. */
  complain(problem: string): void;
  /** Scrolls to that, when it is out of sight. */
  showProblem(): void;
  setBusy(busy: boolean): void;
}

interface Asked {
  decide(decision: Decision): void;
  choose(): void;
}

let made = 0;

/** A card for an artifact. */
export function artifactCard(first: ArtifactView, asked: Asked): Card {
  let view = first;
  const id = `artifact-${String(++made)}`;
  const heading = make("h2", { id, tabindex: "-1" }, make("span", { class: "name" }, first.name), " ");
  const version = make("span", { class: "version" });
  heading.append(version);
  const box = make("input", { type: "checkbox", "aria-label": `Select ${title(first)}` });
  const pick = make("label", { class: "pick" }, box);
  const badge = make("span", { class: "badge" });
  const note = make("p", { class: "note" });
  const problem = make("p", { class: "problem", role: "alert" });
  const facts = factList();
  const files = fileList(first);
  const comment = make("textarea", { id: `${id}-comment`, rows: "2", maxlength: "2000" });
  const approve = button("Approve", `Approve ${title(first)}`, "yes", () => asked.decide("approved"));
  const reject = button("Reject", `Reject ${title(first)}`, "no", () => asked.decide("rejected"));
  const label = make(
    "label",
    { for: `${id}-comment` },
    "Comment ",
    make("span", { class: "quiet" }, "(optional)"),
  );
  label.append(make("span", { class: "unseen" }, ` on ${first.name}`));
  const decide = make(
    "div",
    { class: "decide" },
    label,
    comment,
    make("div", { class: "buttons" }, approve, reject),
  );
  const element = make(
    "article",
    { class: "card", "aria-labelledby": id },
    make("div", { class: "head" }, pick, heading, badge),
    note,
    facts.element,
    changelogOf(first),
    findingList(first.findings),
    files.element,
    problem,
    decide,
  );
  box.addEventListener("change", () => asked.choose());

  const update = (next: ArtifactView): void => {
    const decided = isUndecided(view) && !isUndecided(next);
    const focused = decided && element.contains(document.activeElement);
    // Other files than those that were ticked: look again.
    if (next.digest !== view.digest) box.checked = false;
    view = next;
    element.dataset["state"] = next.state;
    setText(version, next.version ?? "");
    setText(badge, stateWords[next.state]);
    showText(note, next.note);
    facts.update(next);
    files.update(next);
    decide.hidden = pick.hidden = !isUndecided(next);
    if (decided) showText(problem, "");
    // What had the focus is hidden now; without this a keyboard would begin again at the top.
    if (focused) heading.focus({ preventScroll: true });
  };
  update(first);
  showText(problem, "");
  return {
    element,
    update,
    get view() {
      return view;
    },
    get chosen() {
      return box.checked && isUndecided(view);
    },
    get comment() {
      return comment.value;
    },
    choose: (chosen) => {
      box.checked = chosen && isUndecided(view);
    },
    complain: (text) => showText(problem, text),
    showProblem: () => problem.scrollIntoView({ block: "nearest" }),
    setBusy: (busy) => {
      element.ariaBusy = String(busy);
      setBusy([approve, reject], busy);
    },
  };
}

function changelogOf({ changelog, decidable }: ArtifactView): HTMLElement {
  const text = make("pre", {}, changelog ?? "");
  const element = make("details", decidable ? { open: "" } : {}, make("summary", {}, "Changelog"), text);
  element.hidden = changelog === null;
  return element;
}
