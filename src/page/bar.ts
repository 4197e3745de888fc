/** The bar for deciding on several artifacts at once. */
import type { Decision } from "../release/record.ts";
import { button, make, setBusy, setText } from "./dom.ts";

export interface Bar {
  readonly element: HTMLElement;
  /** How many are chosen, of how many that could be. */
  update(chosen: number, undecided: number): void;
}

/** A bar that calls back when all or none are to be chosen, and when the chosen ones are to be decided. */
export function selectionBar(asked: {
  chooseAll(all: boolean): void;
  decide(decision: Decision): void;
}): Bar {
  const box = make("input", { type: "checkbox" });
  const label = make("label", { class: "all" }, box, "Select all undecided");
  const number = make("span", { class: "number quiet" });
  const approve = button("Approve selected…", "Approve selected…", "yes", () => asked.decide("approved"));
  const reject = button("Reject selected…", "Reject selected…", "no", () => asked.decide("rejected"));
  box.addEventListener("change", () => asked.chooseAll(box.checked));
  const buttons = make("div", { class: "buttons" }, approve, reject);
  const element = make(
    "section",
    { class: "bar", "aria-label": "Decide on several at once" },
    label,
    number,
    buttons,
  );
  element.hidden = true;
  return {
    element,
    update(chosen, undecided) {
      const focused = element.contains(document.activeElement);
      element.hidden = undecided === 0;
      if (focused && element.hidden) document.getElementById("title")?.focus({ preventScroll: true });
      box.checked = chosen > 0 && chosen === undecided;
      box.indeterminate = chosen > 0 && chosen < undecided;
      setText(number, `${String(chosen)} of ${String(undecided)} selected`);
      setBusy([approve, reject], chosen === 0);
    },
  };
}
