/** The one question before many artifacts are decided at once. */
import type { Decision } from "../release/record.ts";
import type { ArtifactView } from "../report/view.ts";
import { button, make } from "./dom.ts";
import { count, title } from "./words.ts";

interface Question {
  readonly decision: Decision;
  readonly artifacts: readonly ArtifactView[];
  readonly index: string;
}

/** Names the artifacts and asks; the comment for all of them when confirmed, null when not. */
export function confirmMany({ decision, artifacts, index }: Question): Promise<string | null> {
  const verb = decision === "approved" ? "Approve" : "Reject";
  const what = `${verb} ${count(artifacts.length, "artifact")}`;
  const effect =
    decision === "approved"
      ? `They will be published to ${index}. What is published can't be taken back.`
      : "They are left out of this release. Nothing of them will be published.";
  const rows = artifacts.map((artifact) =>
    make(
      "li",
      {},
      make("strong", {}, title(artifact)),
      make("code", { class: "digest" }, artifact.digest ?? ""),
    ),
  );
  const comment = make("textarea", { id: "confirm-comment", rows: "2", maxlength: "2000" });
  const hint = make("span", { class: "quiet" }, "(optional; for those without a comment of their own)");
  const dialog = make("dialog", { "aria-labelledby": "confirm-title", "aria-describedby": "confirm-effect" });
  return new Promise((resolve) => {
    const yes = button(what, what, decision === "approved" ? "yes" : "no", () => dialog.close("yes"));
    const no = button("Cancel", "Cancel", "plain", () => dialog.close(""));
    dialog.append(
      make("h2", { id: "confirm-title" }, `${what}?`),
      make("p", { id: "confirm-effect" }, effect),
      make("ul", { role: "list" }, ...rows),
      make("label", { for: "confirm-comment" }, "Comment ", hint),
      comment,
      make("div", { class: "buttons" }, yes, no),
    );
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue === "yes" ? comment.value : null);
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}
