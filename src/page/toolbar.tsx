/** Above the table: which artifacts are shown, and deciding on those that are ticked. */
import { Button } from "azure-devops-ui/Button";
import { TextField } from "azure-devops-ui/TextField";
import * as React from "react";
import type { ArtifactView } from "../report/view.ts";
import { belongs, type Filter, type Show } from "./sort.ts";

/** What is to be done with the ticked ones; `split` rejects the rest. */
export type Action = "approve" | "reject" | "split";

interface ToolbarProps {
  readonly artifacts: readonly ArtifactView[];
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  /** Ticked, of how many that could be. */
  readonly chosen: number;
  readonly undecided: number;
  readonly onAct: (action: Action) => void;
}

const shows: readonly { readonly show: Show; readonly words: string }[] = [
  { show: "all", words: "All" },
  { show: "yours", words: "Waiting for you" },
  { show: "open", words: "Under way" },
  { show: "over", words: "Done" },
];

export function Toolbar(props: ToolbarProps): React.ReactElement {
  const { artifacts, filter, onFilter, chosen, undecided, onAct } = props;
  return (
    <div className="toolbar">
      <div className="filters" role="group" aria-label="Show">
        {shows.map(({ show, words }) => (
          <button
            key={show}
            type="button"
            className="filter"
            aria-pressed={filter.show === show}
            onClick={() => onFilter({ ...filter, show })}
          >
            {words} <span className="number">{artifacts.filter((one) => belongs(one, show)).length}</span>
          </button>
        ))}
        <TextField
          ariaLabel="Filter by name"
          placeholder="Filter by name"
          value={filter.text}
          onChange={(_, text) => onFilter({ ...filter, text })}
        />
      </div>
      {undecided === 0 ? null : (
        <section className="actions" aria-label="Decide on several at once">
          <span className="secondary-text" role="status">
            {chosen} of {undecided} selected
          </span>
          <Button text="Approve selected…" primary disabled={chosen === 0} onClick={() => onAct("approve")} />
          <Button text="Reject selected…" disabled={chosen === 0} onClick={() => onAct("reject")} />
          <Button
            text="Approve selected, reject the rest…"
            disabled={chosen === 0 || chosen === undecided}
            onClick={() => onAct("split")}
          />
        </section>
      )}
    </div>
  );
}
