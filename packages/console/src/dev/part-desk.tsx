import { Segmented } from 'antd';
import { useState } from 'react';
import {
  AreaText,
  Card,
  Chart,
  type Column,
  DataTable,
  DueLabel,
  Go,
  JobProgress,
  Page,
  PageTitle,
  StateTag,
  StatRow,
  StatTile,
  Timeline,
} from '../kit/index.ts';
import { type SampleRow, sampleRows } from './samples.ts';

const columns: readonly Column<SampleRow>[] = [
  { key: 'due', title: '期限', cell: (row) => <DueLabel due={row.due} /> },
  { key: 'no', title: '编号', heading: true, cell: (row) => row.no },
  { key: 'name', title: '事项', cut: true, cell: (row) => row.name },
  { key: 'village', title: '村', cell: (row) => row.village },
  { key: 'farm', title: '耕地 亩', number: true, cell: (row) => <AreaText m2={row.farmM2} /> },
  { key: 'act', title: '', cell: () => <Go to="/dev/kit?part=detail">查看</Go> },
];
const months = ['1月', '2月', '3月', '4月', '5月', '6月', '7月', '8月', '9月', '10月', '11月'];
const found = [22, 18, 25, 30, 16, 21, 12, 14, 11, 9, 8];
const off = [4, 4, 7, 9, 12, 12, 16, 14, 17, 19, 13];

/** Figures, due table, chart, job, timeline. */
export default function PartDesk() {
  const [selected, setSelected] = useState<string | null>('0137');
  return (
    <Page>
      <PageTitle title="上午好，周甲" note="今天先处理 3 件逾期、1 件今天到期；5 件等您审核" />
      <StatRow>
        <StatTile label="待我办" value={7} note="其中 5 件待审核" to="/dev/kit?part=list" />
        <StatTile label="已逾期" value={16} tone="red" note="本周新增 3 · 消除 2" to="/dev/kit?part=list" />
        <StatTile label="7 天内到期" value={14} tone="amber" note="清溪 5 · 石桥 4 · 柳湾 3" to="/dev/kit?part=list" />
        <StatTile label="在册未销号" value={86} unit="宗" note="耕地 144.83 亩 · 永农 63.20" to="/dev/kit?part=list" />
        <StatTile label="反弹" value={2} tone="purple" unit="宗" note="重开 2 · 回头看 41 次" />
        <StatTile label="本年销号率" value={null} note="分母为 0 时写不适用" />
      </StatRow>
      <div style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fit,minmax(min(100%,460px),1fr))', gap: 12 }}>
        <Card
          title="到期与逾期"
          extra={<Segmented className="st-seg" options={['我负责 7', '本中心 23', '全镇 61']} />}
          flush
        >
          <DataTable
            caption="到期与逾期"
            columns={columns}
            rows={sampleRows.slice(0, 7)}
            rowKey={(row) => row.no}
            selected={selected}
            onSelect={setSelected}
          />
        </Card>
        <Card title="列入与销号走势" extra="宗">
          <Chart
            label="各月列入与销号宗数"
            table={{
              head: ['月', '新列入', '销号'],
              rows: months.map((month, i) => [month, found[i] ?? 0, off[i] ?? 0]),
            }}
            option={{
              legend: { right: 0, top: 0 },
              xAxis: { type: 'category', data: months },
              yAxis: { type: 'value' },
              series: [
                { name: '新列入', type: 'bar', data: found, label: { show: true, position: 'top' } },
                { name: '销号', type: 'bar', data: off, label: { show: true, position: 'top' } },
              ],
            }}
          />
        </Card>
        <Card title="后台工作">
          <JobProgress
            job={{ id: '1', title: '正在套合第 41 个', state: 'running', done: 41, total: 57, secondsLeft: 8 }}
            onCancel={() => undefined}
            onBackground={() => undefined}
          />
          <JobProgress
            job={{
              id: '2',
              title: '更新地类图斑',
              state: 'failed',
              done: 145_800,
              total: 202_500,
              message: '第 145,801 个图形自相交，前面的已保留。修好文件后从这里继续。',
            }}
            onResume={() => undefined}
          />
          <JobProgress job={{ id: '3', title: '月报导出', state: 'done', done: 1, total: 1 }} />
        </Card>
        <Card title="过程记录" extra={<StateTag state="rectifying" />}>
          <Timeline
            limit={3}
            onAll={() => undefined}
            items={[
              {
                key: '1',
                who: '李乙',
                role: '网格员',
                what: '上报「破除硬化外运」，照片 4 张',
                at: '11-20 16:21',
                where: '清溪村3组',
              },
              {
                key: '2',
                who: '系统',
                what: '节点「拆除彩钢棚」晚 4 天，已提醒责任人',
                at: '11-06 08:00',
                tone: 'warn',
              },
              { key: '3', who: '陈丙', role: '分管领导', what: '批准进入第2批整改清单', at: '09-28 10:12' },
              { key: '4', who: '周甲', what: '核实属实', at: '07-29 09:10' },
            ]}
          />
        </Card>
      </div>
    </Page>
  );
}
