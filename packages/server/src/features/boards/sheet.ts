import type { Board } from '@shoutian/domain/api';
import { formatPercent } from '@shoutian/domain/format';
import type { SheetColumn, SheetPlan } from '../../platform/files/workbook.ts';

type Row = Board['rows'][number];
const marks = { green: '✓', amber: '▲', red: '■', none: '' } as const;
const heads = { village: '村（社区）', unit: '责任单位', batch: '来源批次' } as const;

/** A cell as the wall sheet shows it: mark, actual of planned, gap; readable on a grey print. */
const shown = (cell: Row['cells'][number] | undefined): string => {
  if (!cell || cell.total === 0) return '—';
  const gap = cell.gap > 0 ? ` 差${cell.gap}` : '';
  const ahead = cell.ahead ? ` 提前${cell.ahead}` : '';
  return `${marks[cell.light]} ${cell.actual}/${cell.planned}${gap}${ahead}（共${cell.total}）`.trim();
};

/** 打表推进表: one row a village, one column a step, the sum below. */
export function boardSheet(board: Board): SheetPlan<Row> {
  const steps = board.steps.map(
    ({ name, plannedBy }, i): SheetColumn<Row> => ({
      head: plannedBy === null ? name : `${name}\n${plannedBy.slice(5)} 前`,
      group: '节点：完成/应完成（✓ 到位 ▲ 临近 ■ 滞后）',
      width: 16,
      value: (row) => shown(row.cells[i]),
    }),
  );
  return {
    name: '打表推进',
    title: '存量问题整改打表推进表',
    note: `${board.listTitle}　截至 ${board.takenOn}${board.sha256 ? `　快照校验码 ${board.sha256.slice(0, 16)}` : '　实时数，未存快照'}`,
    paper: 'A3',
    columns: [
      { head: heads[board.by], width: 14, value: (row) => row.name },
      { head: '责任人', width: 14, value: (row) => row.people || null },
      { head: '宗数', width: 7, kind: 'whole', value: (row) => row.items },
      ...steps,
      { head: '已销号', width: 8, kind: 'whole', value: (row) => row.writtenOff },
      {
        head: '销号率',
        width: 9,
        kind: 'day',
        value: (row) => (row.rate === null ? '不适用' : formatPercent(row.rate)),
      },
      { head: '逾期', width: 7, kind: 'whole', value: (row) => row.overdue },
    ],
  };
}
