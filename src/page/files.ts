/** An artifact's files: name, size, hash, and what became of each. */
import type { ArtifactView } from "../report/view.ts";
import { make, showText } from "./dom.ts";
import { count, outcomeWords, roundSize, sizeWords } from "./words.ts";

/** The list of files and the way to bring it up to date. */
export function fileList(view: ArtifactView): { element: HTMLElement; update(view: ArtifactView): void } {
  const rows = view.files.map(({ name, kind, size, sha256 }) => {
    const outcome = make("p", { class: "outcome" });
    const facts = make(
      "p",
      { class: "quiet" },
      `${kind === "wheel" ? "Wheel" : "Source distribution"}, ${sizeWords(size)}`,
    );
    const hash = make(
      "p",
      { class: "hash" },
      make("span", { class: "quiet" }, "SHA-256 "),
      make("code", {}, sha256),
    );
    return {
      name,
      outcome,
      element: make("li", {}, make("p", {}, make("code", { class: "file" }, name)), facts, hash, outcome),
    };
  });
  const total = view.files.reduce((sum, { size }) => sum + size, 0);
  const summary = make("summary", {}, `${count(view.files.length, "file")}, ${roundSize(total)}`);
  // `role` by hand: a list without bullets is no list to Safari's screen reader.
  const list = make("ul", { class: "files", role: "list" }, ...rows.map(({ element }) => element));
  const element = make("details", view.decidable ? { open: "" } : {}, summary, list);
  element.hidden = rows.length === 0;
  return {
    element,
    update({ outcomes }) {
      for (const { name, outcome } of rows) {
        const known = outcomes[name];
        showText(outcome, known === undefined ? "" : outcomeWords[known]);
        outcome.dataset["outcome"] = known ?? "";
      }
    },
  };
}
