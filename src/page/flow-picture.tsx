/** The way of the release as a small picture: Build, then the artifacts, with arrows from what each needs. */
import * as React from "react";
import type { ArtifactView } from "../report/view.ts";
import { flowOf, type FlowNode } from "./flow-layout.ts";
import { shown } from "./shown.ts";
import { count, stateOf, tally } from "./words.ts";

const [width, height, gapX, gapY, buildWidth] = [196, 26, 44, 8, 62];
/** A picture of more is no help: the table has them all. */
const most = 30;
/** With more rows it is opened when somebody wants it: the table comes first. */
const mostOpen = 4;

const left = ({ column }: FlowNode) => buildWidth + gapX + column * (width + gapX);
const top = ({ row }: FlowNode) => row * (height + gapY) + 1;
const middle = (node: FlowNode) => top(node) + height / 2;

export function FlowPicture({
  artifacts,
}: {
  artifacts: readonly ArtifactView[];
}): React.ReactElement | null {
  const asked = artifacts.filter(({ decidable, state }) => decidable || state === "already there");
  if (asked.length < 2 || asked.length > most) return null;
  const { nodes, edges, columns, rows } = flowOf(asked);
  const byName = new Map(asked.map((artifact) => [artifact.name, artifact]));
  const [w, h] = [buildWidth + columns * (width + gapX) + 2, rows * (height + gapY)];
  const label = `Build, then ${count(asked.length, "artifact")}: ${tally(asked)}.`;
  return (
    <details className="flow" open={rows <= mostOpen}>
      <summary>Way of this release</summary>
      {/* Where it is wider than the page, the keyboard must be able to move it. */}
      <div role="img" aria-label={label} tabIndex={0}>
        <svg width={w} height={h} viewBox={`0 0 ${w} ${h}`} aria-hidden="true">
          <defs>
            <marker
              id="arrow"
              viewBox="0 0 6 6"
              refX="6"
              refY="3"
              markerWidth="6"
              markerHeight="6"
              orient="auto"
            >
              <path d="M0 0 6 3 0 6z" />
            </marker>
          </defs>
          <g className="flow-node" data-state="published">
            <rect x={1} y={1} width={buildWidth} height={height} rx={3} />
            <text x={10} y={1 + height / 2}>
              Build
            </text>
          </g>
          {nodes
            .filter(({ column }) => column === 0)
            .map((node) => (
              <path key={node.name} className="flow-edge" d={curve(buildWidth + 1, 1 + height / 2, node)} />
            ))}
          {edges.map(({ from, to }) => (
            <path
              key={`${from.name} ${to.name}`}
              className="flow-edge"
              d={curve(left(from) + width, middle(from), to)}
            />
          ))}
          {nodes.map((node) => {
            const artifact = byName.get(node.name);
            if (artifact === undefined) return null;
            return (
              <g key={node.name} className="flow-node" data-state={artifact.state}>
                <title>{`${shown(node.name, 200)}: ${stateOf(artifact)}`}</title>
                <rect x={left(node)} y={top(node)} width={width} height={height} rx={3} />
                <text x={left(node) + 10} y={middle(node)}>
                  {short(node.name)}
                </text>
              </g>
            );
          })}
        </svg>
      </div>
    </details>
  );
}

function curve(x: number, y: number, to: FlowNode): string {
  const [endX, endY, bend] = [left(to) - 2, middle(to), gapX / 2];
  return `M${x} ${y} C${x + bend} ${y} ${endX - bend} ${endY} ${endX} ${endY}`;
}

/** What there is room for: the end tells siblings apart. */
function short(name: string): string {
  const safe = shown(name, 300);
  return safe.length <= 27 ? safe : `…${safe.slice(-26)}`;
}
