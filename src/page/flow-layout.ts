/** Where the artifacts stand in the picture of the flow: each right of all that it needs. Pure. */

export interface FlowNode {
  readonly name: string;
  /** 0: needs nothing of this release. */
  readonly column: number;
  readonly row: number;
}

export interface FlowEdge {
  readonly from: FlowNode;
  readonly to: FlowNode;
}

export interface Flow {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
  readonly columns: number;
  readonly rows: number;
}

interface Needing {
  readonly name: string;
  readonly dependsOn: readonly string[];
}

/** The layout of `artifacts`; names that are none of theirs, and circles, draw no arrow. */
export function flowOf(artifacts: readonly Needing[]): Flow {
  const byName = new Map(artifacts.map((artifact) => [artifact.name, artifact]));
  const columns = new Map<string, number>();
  const columnOf = (name: string, above: readonly string[]): number => {
    const known = columns.get(name);
    if (known !== undefined) return known;
    const needs = (byName.get(name)?.dependsOn ?? []).filter(
      (need) => byName.has(need) && need !== name && !above.includes(need),
    );
    const column = Math.max(-1, ...needs.map((need) => columnOf(need, [...above, name]))) + 1;
    columns.set(name, column);
    return column;
  };
  const filled = new Map<number, number>();
  const nodes = artifacts.map(({ name }) => {
    const column = columnOf(name, []);
    const row = filled.get(column) ?? 0;
    filled.set(column, row + 1);
    return { name, column, row };
  });
  const placed = new Map(nodes.map((node) => [node.name, node]));
  const edges = artifacts.flatMap(({ name, dependsOn }) => {
    const to = placed.get(name);
    return dependsOn.flatMap((need) => {
      const from = placed.get(need);
      return from === undefined || to === undefined || from.column >= to.column ? [] : [{ from, to }];
    });
  });
  return { nodes, edges, columns: Math.max(0, ...filled.keys()) + 1, rows: Math.max(0, ...filled.values()) };
}
