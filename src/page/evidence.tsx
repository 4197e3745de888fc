/** Who decided, when, with which words, and whether it is tied to the bytes. */
import * as React from "react";
import type { Decided } from "../report/view.ts";
import { shown } from "./shown.ts";
import { When } from "./when.tsx";

export function Evidence({ decided }: { decided: readonly Decided[] }): React.ReactElement | null {
  if (decided.length === 0) return null;
  return (
    <section className="evidence" aria-label="Decisions">
      <h3>Decisions</h3>
      <ul role="list">
        {decided.map(({ by, at, decision, comment, namesDigest }, nth) => (
          <li key={nth}>
            <strong>{decision === "approved" ? "Approved" : "Rejected"}</strong> by{" "}
            <bdi>{shown(by, 300)}</bdi>
            {at === null ? null : (
              <>
                , <When iso={at} />
              </>
            )}
            {decision === "approved"
              ? namesDigest
                ? ", tied to the digest"
                : ", without naming the digest"
              : ""}
            {comment.trim() === "" ? null : <blockquote dir="auto">{shown(comment, 4000)}</blockquote>}
          </li>
        ))}
      </ul>
    </section>
  );
}
