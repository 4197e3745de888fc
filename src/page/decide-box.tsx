/** Deciding on one artifact, or why it can't be done here. */
import { Button } from "azure-devops-ui/Button";
import { TextField } from "azure-devops-ui/TextField";
import * as React from "react";
import type { Decision } from "../release/record.ts";
import type { ArtifactView } from "../report/view.ts";
import { Message } from "./message.tsx";
import { OutwardLink } from "./outward-link.tsx";
import { shown } from "./shown.ts";
import { isUndecided, stillReading, title, untrusted } from "./words.ts";

interface DecideProps {
  readonly artifact: ArtifactView;
  readonly comment: string;
  readonly onComment: (comment: string) => void;
  readonly isBusy: boolean;
  /** What stood in the way of the last decision; empty when nothing did. */
  readonly problem: string;
  readonly onDecide: (decision: Decision) => void;
}

export function DecideBox(props: DecideProps): React.ReactElement | null {
  const { artifact, comment, onComment, isBusy, problem, onDecide } = props;
  const { access } = artifact;
  const words = shown(title(artifact), 300);
  if (access.kind === "untrusted")
    return (
      <Message severity="Error">
        {untrusted} {shown(access.why)}
      </Message>
    );
  if (access.kind === "reading") return <p className="secondary-text">{stillReading}</p>;
  if (!isUndecided(artifact)) {
    if (access.kind !== "elsewhere" || artifact.state !== "waiting") return <Problem text={problem} />;
    return (
      <Message severity="Info">
        {shown(access.why)}
        {access.who.length === 0 ? null : <> Who may decide: {shown(access.who.join(", "))}.</>}{" "}
        {access.href === null ? null : <OutwardLink href={access.href} text="Open the run's own approval" />}
      </Message>
    );
  }
  return (
    <section className="decide" aria-label={`Decide on ${words}`} aria-busy={isBusy}>
      <TextField
        label="Comment (optional)"
        ariaLabel={`Comment on ${words} (optional)`}
        multiline
        rows={2}
        maxLength={2000}
        value={comment}
        onChange={(_, text) => onComment(text)}
      />
      <div className="buttons">
        <Button
          text="Approve"
          ariaLabel={`Approve ${words}`}
          primary
          disabled={isBusy}
          onClick={() => onDecide("approved")}
        />
        <Button
          text="Reject"
          ariaLabel={`Reject ${words}`}
          disabled={isBusy}
          onClick={() => onDecide("rejected")}
        />
      </div>
      <Problem text={problem} />
    </section>
  );
}

function Problem({ text }: { text: string }): React.ReactElement {
  return (
    <div role="alert" className="problem">
      {shown(text)}
    </div>
  );
}
