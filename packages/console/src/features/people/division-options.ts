import { type DivisionNode, getDivisionTree } from '@shoutian/domain/api';
import { useEndpoint } from '../../app/index.ts';

export interface DivisionOption {
  value: string;
  title: string;
  selectable: boolean;
  children: DivisionOption[];
}

/** The county's tree for a picker; only places of the wanted level can be taken. */
export function useDivisionOptions(level: DivisionNode['level'] | null): {
  options: DivisionOption[];
  loading: boolean;
} {
  const tree = useEndpoint(getDivisionTree, { query: {} }, { staleMs: 600_000 });
  const toOption = (node: DivisionNode): DivisionOption => ({
    value: node.code,
    title: node.name,
    selectable: level === null || node.level === level,
    children: level !== null && node.level === level ? [] : node.children.map(toOption),
  });
  return { options: tree.data ? [toOption(tree.data.root)] : [], loading: tree.isLoading };
}
