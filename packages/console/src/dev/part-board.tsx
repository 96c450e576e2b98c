import { Button } from 'antd';
import { useState } from 'react';
import {
  BoardLegend,
  type BoardRow,
  BoardTable,
  Card,
  Icon,
  Page,
  PageTitle,
  PrintFoot,
  PrintHead,
  useLandscape,
} from '../kit/index.ts';

const columns = [
  ['list', '建立清单', '09-28'],
  ['check', '现场核实', '10-08'],
  ['stop', '制止到位', '10-08'],
  ['pull', '拆除清场', '11-05'],
  ['break', '破除硬化', '11-18'],
  ['soil', '覆土复耕', '11-25'],
].map(([key = '', label = '', day]) => ({ key, label, note: `计划至 ${day}` }));
const tolerance = { count: 1, ratio: 0.12 };
const row = (
  label: string,
  people: string,
  tasks: number,
  pairs: readonly (readonly [number, number])[],
  rate: string,
  over: number,
): BoardRow => ({
  key: label,
  label,
  lead: [people, tasks],
  cells: Object.fromEntries(
    columns.flatMap((column, i) => {
      const pair = pairs[i];
      return pair === undefined ? [] : [[column.key, { actual: pair[0], planned: pair[1], change: i === 3 ? 2 : 0 }]];
    }),
  ),
  tail: [
    <b key="r">{rate}</b>,
    <b key="o" className={over > 0 ? 'st-tone-red' : ''}>
      {over}
    </b>,
  ],
});
const rows = [
  row(
    '清溪村',
    '周甲 / 李乙',
    31,
    [
      [31, 31],
      [31, 31],
      [30, 31],
      [24, 26],
      [21, 24],
      [17, 22],
    ],
    '48%',
    4,
  ),
  row(
    '石桥村',
    '周甲 / 钱辛',
    27,
    [
      [27, 27],
      [27, 27],
      [27, 27],
      [19, 22],
      [15, 20],
      [11, 18],
    ],
    '33%',
    6,
  ),
  row(
    '柳湾村',
    '赵戊 / 郑壬',
    24,
    [
      [24, 24],
      [24, 24],
      [24, 24],
      [20, 20],
      [18, 19],
      [16, 17],
    ],
    '58%',
    1,
  ),
  row(
    '南塘村',
    '赵戊 / 冯癸',
    18,
    [
      [18, 18],
      [18, 18],
      [18, 18],
      [16, 16],
      [15, 15],
    ],
    '78%',
    0,
  ),
];

/** 推进 template. */
export default function PartBoard() {
  useLandscape();
  const [picked, setPicked] = useState<{ row: string; column: string } | null>({ row: '石桥村', column: 'soil' });
  return (
    <Page>
      <PrintHead
        title="打表推进"
        unit="示例镇"
        period="第 8 周"
        snapshotAt="2026-11-23 08:00"
        measure="单位：宗"
        demo
      />
      <PageTitle
        title="打表推进"
        note="第 8 周快照 · 11-23 08:00"
        actions={
          <>
            <Button>与上周比</Button>
            <Button type="primary" icon={<Icon name="print" size={14} />} onClick={() => window.print()}>
              打印 A3/A4
            </Button>
          </>
        }
      />
      <Card title={<BoardLegend tolerance={tolerance} />} flush>
        <BoardTable
          caption="各村打表推进"
          rowTitle="村"
          leadColumns={[{ label: '责任人' }, { label: '任务', number: true }]}
          columns={columns}
          tailColumns={['销号率', '逾期']}
          rows={rows}
          totals={{
            ...row(
              '全镇',
              '',
              100,
              [
                [100, 100],
                [100, 100],
                [99, 100],
                [79, 84],
                [69, 78],
                [44, 57],
              ],
              '53%',
              11,
            ),
          }}
          tolerance={tolerance}
          picked={picked}
          onPick={(r, column) => setPicked({ row: r, column })}
        />
      </Card>
      <PrintFoot checkCode="7F3A-9C21" signatures={['制表', '审核', '签发']} />
    </Page>
  );
}
