/** The short facts about an artifact, as terms and what they mean here. */
import type { ArtifactView } from "../report/view.ts";
import { make, setText } from "./dom.ts";

interface Fact {
  readonly term: (view: ArtifactView) => string;
  /** Empty when it is not known, or says nothing. */
  readonly value: (view: ArtifactView) => string;
  readonly tag: "span" | "code";
  readonly hint?: string;
}

const facts: readonly Fact[] = [
  { term: indexTerm, value: onIndex, tag: "span" },
  { term: () => "Tests", value: tests, tag: "span" },
  {
    term: () => "Digest",
    value: ({ digest }) => digest ?? "",
    tag: "code",
    hint: "of the name, the version and the files: these are what you decide on",
  },
  {
    term: () => "Comment",
    value: ({ decision, comment }) => (decision === null ? "" : comment),
    tag: "span",
  },
  { term: () => "Tag", value: ({ tag }) => tag ?? "", tag: "code" },
];

/** The list of facts and the way to bring it up to date. */
export function factList(): { element: HTMLElement; update(view: ArtifactView): void } {
  const rows = facts.map(({ term, value, tag, hint }) => {
    const [word, text] = [make("dt"), make(tag)];
    const description = make("dd", {}, text);
    if (hint !== undefined) description.append(make("span", { class: "hint" }, hint));
    return { term, value, word, text, element: make("div", {}, word, description) };
  });
  return {
    element: make("dl", { class: "terms" }, ...rows.map(({ element }) => element)),
    update(view) {
      for (const { term, value, word, text, element } of rows) {
        setText(word, term(view));
        setText(text, value(view));
        element.hidden = text.textContent === "";
      }
    },
  };
}

/** `previous` is what the index had when this release was planned. */
function indexTerm({ state }: ArtifactView): string {
  return state === "published" || state === "not yet visible" ? "On the index before" : "On the index now";
}

function onIndex({ previous, decidable }: ArtifactView): string {
  if (previous !== null) return previous;
  return decidable ? "nothing: this is the first release" : "";
}

function tests({ tests: line, decidable }: ArtifactView): string {
  return line === "not run" && !decidable ? "" : line;
}
