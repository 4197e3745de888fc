/** The one question before several artifacts are decided on. It names them all. */
import { Button } from "azure-devops-ui/Button";
import { CustomDialog } from "azure-devops-ui/Dialog";
import { TextField } from "azure-devops-ui/TextField";
import * as React from "react";
import type { Decision } from "../release/record.ts";
import type { ArtifactView } from "../report/view.ts";
import type { Home } from "./home.ts";
import { shown } from "./shown.ts";
import { count, effects, title } from "./words.ts";

/** What is asked about. */
export interface Question {
  readonly approve: readonly ArtifactView[];
  readonly reject: readonly ArtifactView[];
}

interface ConfirmProps extends Question {
  readonly kind: Home["kind"];
  readonly index: string;
  /** With the comment for all without one of their own; null when it was not confirmed. */
  readonly onAnswer: (comment: string | null) => void;
}

export function ConfirmDialog({ approve, reject, kind, index, onAnswer }: ConfirmProps): React.ReactElement {
  const [comment, setComment] = React.useState("");
  const what = [
    ...(approve.length === 0 ? [] : [`Approve ${count(approve.length, "artifact")}`]),
    ...(reject.length === 0
      ? []
      : [`${approve.length === 0 ? "Reject" : "reject"} ${count(reject.length, "artifact")}`]),
  ].join(", ");
  return (
    <CustomDialog onDismiss={() => onAnswer(null)} modal={true} ariaLabel={`${what}?`} className="confirm">
      <div className="confirm-inside">
        <h2>{what}?</h2>
        <List title="To be published" decision="approved" artifacts={approve} index={index} />
        <List title="To be left out" decision="rejected" artifacts={reject} index={index} />
        <p className="secondary-text">{effects[kind]}</p>
        <TextField
          label="Comment (optional; for those without a comment of their own)"
          multiline
          rows={2}
          maxLength={2000}
          value={comment}
          onChange={(_, text) => setComment(text)}
        />
        <div className="buttons">
          <Button text={what} primary onClick={() => onAnswer(comment)} />
          <Button text="Cancel" onClick={() => onAnswer(null)} />
        </div>
      </div>
    </CustomDialog>
  );
}

interface ListProps {
  readonly title: string;
  readonly decision: Decision;
  readonly artifacts: readonly ArtifactView[];
  readonly index: string;
}

function List({ title: words, decision, artifacts, index }: ListProps): React.ReactElement | null {
  if (artifacts.length === 0) return null;
  return (
    <section data-decision={decision}>
      <h3>
        {words}
        {decision === "approved" ? <> on {<bdi>{shown(index)}</bdi>}</> : null}
      </h3>
      <ul role="list">
        {artifacts.map((artifact) => (
          <li key={artifact.name}>
            <strong>
              <bdi>{shown(title(artifact), 300)}</bdi>
            </strong>{" "}
            {decision === "approved" ? <code className="digest">{artifact.digest}</code> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}
