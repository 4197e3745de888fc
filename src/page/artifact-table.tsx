/** All artifacts, a row each. */
import { Checkbox } from "azure-devops-ui/Checkbox";
import * as React from "react";
import type { ArtifactView } from "../report/view.ts";
import { roundSize } from "../report/size.ts";
import { shown } from "./shown.ts";
import { type Column, type Order, sizeOf } from "./sort.ts";
import { StateBadge } from "./state-badge.tsx";
import { VersionStep } from "./version-step.tsx";
import { findingWords, isUndecided, title } from "./words.ts";

interface TableProps {
  /** As they are to be shown. */
  readonly rows: readonly ArtifactView[];
  readonly order: Order | null;
  readonly onOrder: (order: Order) => void;
  readonly chosen: readonly ArtifactView[];
  readonly onChoose: (artifacts: readonly ArtifactView[], chosen: boolean) => void;
  /** The name whose details are shown. */
  readonly open: string | null;
  readonly onOpen: (name: string) => void;
  readonly problems: ReadonlyMap<string, string>;
}

const columns: readonly { readonly column: Column; readonly words: string }[] = [
  { column: "artifact", words: "Artifact" },
  { column: "state", words: "State" },
  { column: "findings", words: "Findings" },
  { column: "size", words: "Size" },
];

/** Pixels. */
const lowestRow = 36;

/** As many rows as can fit the window; once those are seen, all. */
function useGradually<T>(rows: readonly T[]): readonly T[] {
  const [isWhole, setWhole] = React.useState(false);
  React.useEffect(() => {
    const timer = window.setTimeout(() => setWhole(true));
    return () => window.clearTimeout(timer);
  }, []);
  return isWhole ? rows : rows.slice(0, Math.ceil(window.innerHeight / lowestRow));
}

export function ArtifactTable(props: TableProps): React.ReactElement {
  const { rows, chosen, onChoose } = props;
  const made = useGradually(rows);
  const yours = rows.filter(isUndecided);
  const ticked = yours.filter((artifact) => chosen.includes(artifact)).length;
  return (
    <table className="artifacts rows">
      <caption className="unseen">Artifacts of this release</caption>
      <thead>
        <tr>
          <td className="tick">
            {yours.length === 0 ? null : (
              <Checkbox
                ariaLabel="Select all that wait for you"
                checked={ticked > 0 && ticked < yours.length ? undefined : ticked > 0}
                triState={ticked > 0 && ticked < yours.length}
                onChange={() => onChoose(yours, ticked < yours.length)}
              />
            )}
          </td>
          {columns.slice(0, 1).map((column) => (
            <Heading key={column.column} {...column} {...props} />
          ))}
          <th scope="col">Version</th>
          {columns.slice(1).map((column) => (
            <Heading key={column.column} {...column} {...props} />
          ))}
        </tr>
      </thead>
      <tbody>
        {made.map((artifact) => (
          <Row
            key={artifact.name}
            artifact={artifact}
            isChosen={chosen.includes(artifact)}
            isOpen={props.open === artifact.name}
            problem={props.problems.get(artifact.name) ?? ""}
            onChoose={onChoose}
            onOpen={props.onOpen}
          />
        ))}
      </tbody>
    </table>
  );
}

type HeadingProps = Pick<TableProps, "order" | "onOrder"> & {
  readonly column: Column;
  readonly words: string;
};

function Heading({ column, words, order, onOrder }: HeadingProps): React.ReactElement {
  const isSorted = order?.column === column;
  const falling = isSorted && order.falling;
  const sorted = isSorted ? (falling ? "descending" : "ascending") : "none";
  return (
    <th scope="col" aria-sort={sorted} className={`of-${column}`}>
      <button
        type="button"
        className="sort"
        onClick={() => onOrder({ column, falling: isSorted && !falling })}
      >
        {words}
        <span aria-hidden="true" className="sort-sign">
          {isSorted ? (falling ? "▼" : "▲") : ""}
        </span>
      </button>
    </th>
  );
}

interface RowProps extends Pick<TableProps, "onChoose" | "onOpen"> {
  readonly artifact: ArtifactView;
  readonly isChosen: boolean;
  readonly isOpen: boolean;
  readonly problem: string;
}

const Row = React.memo(({ artifact, isChosen, isOpen, problem, onChoose, onOpen }: RowProps) => {
  const { name, findings, note } = artifact;
  const why = problem === "" ? note : problem;
  return (
    <tr className={isOpen ? "open" : ""} data-name={name}>
      <td className="tick">
        {isUndecided(artifact) ? (
          <Checkbox
            ariaLabel={`Select ${shown(title(artifact), 300)}`}
            checked={isChosen}
            onChange={(_, now) => onChoose([artifact], now)}
          />
        ) : null}
      </td>
      <th scope="row" className="of-artifact">
        <button
          type="button"
          className="bolt-link name"
          aria-expanded={isOpen}
          aria-controls="details"
          dir="auto"
          onClick={() => onOpen(name)}
        >
          {shown(name, 300)}
        </button>
        {why === "" ? null : (
          <span dir="auto" className={problem === "" ? "row-note secondary-text" : "row-note problem"}>
            {shown(why, 300)}
          </span>
        )}
      </th>
      <td data-label="Version">
        <VersionStep {...artifact} />
      </td>
      <td data-label="State">
        <StateBadge artifact={artifact} />
      </td>
      <td
        data-label="Findings"
        className={findings.length === 0 ? "of-findings secondary-text" : "of-findings"}
      >
        {findingWords(findings) || "none"}
      </td>
      <td data-label="Size" className="of-size">
        {artifact.files.length === 0 ? "" : roundSize(sizeOf(artifact))}
      </td>
    </tr>
  );
});
