import { Table, type TableColumnType } from 'antd';
import type React from 'react';
import { createContext, type KeyboardEvent, type ReactNode, useContext, useRef } from 'react';
import { useTexts } from '../../i18n/texts.ts';
import { kitTexts } from '../texts.ts';
import { rangeBetween, rowStep } from './row-keys.ts';
import { type Density, rowHeights } from './use-table-setup.ts';
import './table.css';

export interface Column<Row> {
  key: string;
  title: string;
  /** Cell; a missing value is the cell's business (AreaText, —). */
  cell: (row: Row) => ReactNode;
  /** Sort name on the wire; without it the heading is plain. */
  sort?: string;
  /** Figures stand right. */
  number?: boolean;
  width?: number;
  /** Names the row when read aloud; exactly one column, the number. Cannot be hidden. */
  heading?: boolean;
  /** Long texts end with … and show in full on hover. */
  cut?: boolean;
}

export interface DataTableProps<Row> {
  /** Said before the table is read: 「问题台账，按期限排序」. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Spoken name of a row for its tick box. */
  rowName?: (row: Row) => string;
  density?: Density;
  hidden?: readonly string[];
  sort?: string | undefined;
  onSort?: (sort: string | undefined) => void;
  /** The one selected row: blue bar, same on the map. */
  selected?: string | null;
  onSelect?: (key: string) => void;
  onOpen?: (key: string) => void;
  onHover?: (key: string | null) => void;
  /** The ticked set for bulk acts; without onTick there are no boxes. */
  ticked?: readonly string[];
  onTick?: (keys: readonly string[]) => void;
  loading?: boolean;
  empty?: ReactNode;
  /** Below 768 px every row becomes a card; without it the table scrolls sideways. */
  cards?: boolean;
  /** Totals row at the foot, keyed by column. */
  foot?: Readonly<Record<string, ReactNode>>;
}

const CaptionContext = createContext('');

/** antd draws no caption of its own. One component for good: a new one per render would rebuild every row. */
function CaptionedTable(attributes: React.TableHTMLAttributes<HTMLTableElement>) {
  return (
    <table {...attributes}>
      <caption className="st-sr">{useContext(CaptionContext)}</caption>
      {attributes.children}
    </table>
  );
}
const parts = { table: CaptionedTable };

/**
 * A table one can work in with the keyboard: ↑↓ moves, Enter opens, Space ticks, Shift ↑↓ extends.
 * It is one real table element with a sticky head; the pane around it has the only scrollbar.
 */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { columns, rows, rowKey, hidden = [], density = 'normal', selected = null, onSelect, onOpen, onTick } = props;
  const t = useTexts(kitTexts);
  const box = useRef<HTMLDivElement>(null);
  const ticked = props.ticked ?? [];
  const keys = rows.map(rowKey);
  const visible = columns.filter((column) => !hidden.includes(column.key));
  const sorted = props.sort?.replace(/^-/, '');

  const antColumns: TableColumnType<Row>[] = visible.map((column) => ({
    key: column.key,
    title: column.title,
    render: (_: unknown, row: Row) => (column.cut ? <Cut>{column.cell(row)}</Cut> : column.cell(row)),
    ...(column.width === undefined ? {} : { width: column.width }),
    ...(column.number ? { align: 'right' as const } : {}),
    ...(column.heading ? { rowScope: 'row' as const } : {}),
    ...(column.cut ? { className: 'st-cut' } : {}),
    onCell: () => ({ 'data-label': column.title }) as React.TdHTMLAttributes<HTMLElement>,
    ...(column.sort === undefined
      ? {}
      : {
          sorter: true,
          showSorterTooltip: false,
          sortOrder:
            sorted === column.sort ? (props.sort?.startsWith('-') ? ('descend' as const) : ('ascend' as const)) : null,
        }),
  }));

  const focusRow = (key: string) => {
    const row = box.current?.querySelector<HTMLElement>(`tr[data-row-key="${CSS.escape(key)}"]`);
    row?.focus({ preventScroll: true });
    row?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>, key: string) => {
    if (event.target !== event.currentTarget) return;
    const step = rowStep(event.key);
    if (step !== 0) {
      const next = keys[Math.min(keys.length - 1, Math.max(0, keys.indexOf(key) + step))];
      if (next === undefined) return;
      event.preventDefault();
      if (event.shiftKey && onTick) onTick([...new Set([...ticked, ...rangeBetween(keys, key, next)])]);
      onSelect?.(next);
      focusRow(next);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      onOpen?.(key);
    } else if (event.key === ' ' && onTick) {
      event.preventDefault();
      onTick(ticked.includes(key) ? ticked.filter((one) => one !== key) : [...ticked, key]);
    }
  };
  const entry = selected !== null && keys.includes(selected) ? selected : keys[0];

  return (
    <div
      className={`st-table ${props.loading ? 'st-table-loading' : ''} ${props.cards ? 'st-table-cards' : ''}`}
      ref={box}
      style={{ ['--st-row' as string]: `${rowHeights[density]}px` }}
    >
      <CaptionContext value={props.caption}>
        <Table<Row>
          size="small"
          pagination={false}
          columns={antColumns}
          dataSource={rows as Row[]}
          rowKey={(row) => rowKey(row)}
          locale={{ emptyText: props.empty ?? ' ' }}
          components={parts}
          {...(onTick === undefined
            ? {}
            : {
                rowSelection: {
                  columnWidth: 36,
                  selectedRowKeys: [...ticked],
                  preserveSelectedRowKeys: true,
                  onChange: (next) => onTick(next.map(String)),
                  getCheckboxProps: (row) => ({
                    'aria-label': t('tickRow', { name: props.rowName?.(row) ?? rowKey(row) }),
                  }),
                  getTitleCheckboxProps: () => ({ 'aria-label': t('tickAll') }),
                },
              })}
          onChange={(_pages, _filters, sorter) => {
            const one = Array.isArray(sorter) ? sorter[0] : sorter;
            const name = columns.find((column) => column.key === one?.columnKey)?.sort;
            if (name === undefined || one?.order === undefined || one.order === null) props.onSort?.(undefined);
            else props.onSort?.(one.order === 'descend' ? `-${name}` : name);
          }}
          rowClassName={(row) => (rowKey(row) === selected ? 'st-tr-selected' : '')}
          onRow={(row) => {
            const key = rowKey(row);
            return {
              tabIndex: key === entry ? 0 : -1,
              'aria-current': key === selected ? 'true' : undefined,
              onClick: () => onSelect?.(key),
              onDoubleClick: () => onOpen?.(key),
              onMouseEnter: () => props.onHover?.(key),
              onMouseLeave: () => props.onHover?.(null),
              onKeyDown: (event) => onKeyDown(event, key),
            };
          }}
          {...(props.foot === undefined
            ? {}
            : { summary: () => <Foot columns={visible} foot={props.foot ?? {}} lead={onTick !== undefined} /> })}
        />
      </CaptionContext>
    </div>
  );
}

/** A text that is cut off names itself in full on hover. */
function Cut({ children }: { children: ReactNode }) {
  return <span {...(typeof children === 'string' ? { title: children } : {})}>{children}</span>;
}

function Foot<Row>({
  columns,
  foot,
  lead,
}: {
  columns: readonly Column<Row>[];
  foot: Readonly<Record<string, ReactNode>>;
  lead: boolean;
}) {
  return (
    <Table.Summary.Row>
      {lead && <Table.Summary.Cell index={0} />}
      {columns.map((column, i) => (
        <Table.Summary.Cell key={column.key} index={i + (lead ? 1 : 0)} align={column.number ? 'right' : 'left'}>
          <b>{foot[column.key]}</b>
        </Table.Summary.Cell>
      ))}
    </Table.Summary.Row>
  );
}
