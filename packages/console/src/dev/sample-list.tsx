import { Button } from 'antd';
import { useState } from 'react';
import {
  AreaText,
  type Column,
  DueLabel,
  type FilterDef,
  Icon,
  ListPage,
  type SavedView,
  StateTag,
  useListState,
} from '../kit/index.ts';
import { type SampleRow, sampleRows } from './samples.ts';

const FILTERS = ['village', 'type', 'state', 'pbf', 'due', 'mine'] as const;
const villages = ['清溪村', '石桥村', '柳湾村'];
const filters: readonly FilterDef[] = [
  {
    key: 'village',
    label: '村',
    kind: 'choice',
    options: villages.map((name) => ({
      value: name,
      label: name,
      count: sampleRows.filter((row) => row.village === name).length,
    })),
  },
  {
    key: 'type',
    label: '类型',
    kind: 'choice',
    options: [...new Set(sampleRows.map((row) => row.type))].map((type) => ({ value: type, label: type })),
  },
  { key: 'pbf', label: '永农', kind: 'number', unit: '亩' },
  { key: 'due', label: '期限', kind: 'days', more: true },
  { key: 'mine', label: '只看我负责', kind: 'flag', more: true },
];
const views: readonly SavedView[] = [
  { key: 'all', label: '全部', count: 214, view: {} },
  { key: 'three', label: '三村片区', count: 16, shared: true, view: { filters: { village: ['清溪村', '石桥村'] } } },
  { key: 'over', label: '逾期', count: 3, view: { sort: 'due' } },
];
const columns: readonly Column<SampleRow>[] = [
  { key: 'no', title: '编号', heading: true, sort: 'no', cell: (row) => row.no },
  { key: 'village', title: '村', cell: (row) => row.village },
  { key: 'name', title: '问题名称', cut: true, cell: (row) => row.name },
  { key: 'type', title: '类型', cell: (row) => row.type },
  { key: 'clues', title: '线索', cell: (row) => row.clues },
  { key: 'area', title: '占地 亩', number: true, sort: 'areaM2', cell: (row) => <AreaText m2={row.areaM2} strong /> },
  { key: 'farm', title: '耕地', number: true, cell: (row) => <AreaText m2={row.farmM2} /> },
  { key: 'pbf', title: '永农', number: true, cell: (row) => <AreaText m2={row.pbfM2} pbf /> },
  { key: 'state', title: '状态', cell: (row) => <StateTag state={row.state} mark={false} /> },
  { key: 'due', title: '期限', sort: 'due', cell: (row) => <DueLabel due={row.due} /> },
];

export interface SampleListProps {
  selected?: string | null;
  onSelect?: (no: string) => void;
}

/** A ledger of invented rows, filtered in the browser. */
export function SampleList({ selected = null, onSelect }: SampleListProps) {
  const state = useListState(FILTERS);
  const [ticked, setTicked] = useState<readonly string[]>(['0137']);
  const picked = state.filters['village'] ?? [];
  const types = state.filters['type'] ?? [];
  const rows = sampleRows
    .filter((row) => picked.length === 0 || picked.includes(row.village))
    .filter((row) => types.length === 0 || types.includes(row.type))
    .filter((row) => state.q === undefined || `${row.no}${row.name}`.includes(state.q));
  return (
    <ListPage<SampleRow>
      id="kit-sample"
      title="问题台账"
      tags={
        <StateTag tone="grey" mark={false}>
          镇域 · 9 村
        </StateTag>
      }
      actions={
        <>
          <Button icon={<Icon name="download" size={14} />}>导出台账</Button>
          <Button type="primary" icon={<Icon name="add" size={14} />}>
            新建问题
          </Button>
        </>
      }
      state={state}
      answer={{
        data: { rows, total: rows.length === 0 ? 0 : 214 },
        error: null,
        isFetching: false,
        refetch: () => undefined,
      }}
      filters={filters}
      views={views}
      onSaveView={() => undefined}
      sums={
        <>
          共 <b>{rows.length}</b> 宗 · 占地 <b>58.01</b> 亩 · 耕地 <b>54.87</b> 亩 · 永农 <b>25.87</b> 亩
        </>
      }
      table={{
        columns,
        rowKey: (row) => row.no,
        rowName: (row) => `${row.no} ${row.name}`,
        selected,
        ...(onSelect ? { onSelect } : {}),
        ticked,
        onTick: setTicked,
      }}
      unit="宗"
      bulkNote="2026-示例-0137 · 3.42 亩"
      bulk={
        <>
          <Button>批量派发</Button>
          <Button>加入整改清单</Button>
          <Button>导出所选</Button>
        </>
      }
    />
  );
}
