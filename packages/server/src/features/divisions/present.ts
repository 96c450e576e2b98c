import type { DivisionNode } from '@shoutian/domain/api';
import type { DivisionRow } from './queries.ts';

/** One place as it travels, without what lies in it. */
export function presentDivision(row: DivisionRow): Omit<DivisionNode, 'children' | 'hasBoundary' | 'boundaryName'> {
  return {
    code: row.code,
    name: row.name,
    level: row.level,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    mergedInto: row.merged_into,
  };
}

/** Nests rows by their codes; a place whose town is not among them hangs under the root. */
export function treeOf(rows: readonly DivisionRow[], rootCode: string): DivisionNode | undefined {
  const nodes = new Map(
    rows.map((row): [string, DivisionNode] => [
      row.code,
      { ...presentDivision(row), hasBoundary: row.has_boundary, boundaryName: row.boundary_name, children: [] },
    ]),
  );
  const root = nodes.get(rootCode);
  for (const node of nodes.values()) {
    if (node !== root) (nodes.get(node.code.slice(0, -3)) ?? root)?.children.push(node);
  }
  return root;
}
