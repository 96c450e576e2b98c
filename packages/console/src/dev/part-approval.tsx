import { Button } from 'antd';
import { ApprovalPage, Card, type Column, DataTable, type Guard, Icon, OpinionBox, StateTag } from '../kit/index.ts';

const guards: readonly Guard[] = [
  { key: '1', title: '核实结论为「属实」', state: 'met', detail: '2026-07-29 周甲', basis: '/dev/kit' },
  {
    key: '2',
    title: '每一块都有着落',
    state: 'met',
    detail: '拆除复耕 3.17 ＋ 保留道路 0.25 ＝ 3.42 亩，误差 0.00',
    basis: '/dev/kit',
  },
  {
    key: '3',
    title: '村内公示满 7 天',
    state: 'missing',
    detail: '公示到 12-17，还差 2 天',
    fix: { label: '看公示', to: '/dev/kit' },
  },
  { key: '4', title: '批准文件', state: 'notApplicable', detail: '不适用：整改方式为拆除复耕', basis: '/dev/kit' },
  {
    key: '5',
    title: '两人现场核查',
    state: 'met',
    detail: '12-09 周甲、钱辛（均非证据上传人）',
    basis: '/dev/kit',
    overridden: '王丁：因修路改道，按〔2026〕3 号放行',
  },
  {
    key: '6',
    title: '回头看计划',
    state: 'missing',
    detail: '未设：30 / 90 / 180 天',
    fix: { label: '现在设置', run: () => undefined },
  },
];
const parts = [
  { part: '水田 + 旱地', how: '拆除复耕', should: '3.05', is: '3.05', gap: '0.00' },
  { part: '农村道路', how: '保留（原有）', should: '0.25', is: '0.25', gap: '0.00' },
];
const columns: readonly Column<(typeof parts)[number]>[] = [
  { key: 'part', title: '地块', heading: true, cell: (row) => row.part },
  { key: 'how', title: '处置', cell: (row) => row.how },
  { key: 'should', title: '应', number: true, cell: (row) => row.should },
  { key: 'is', title: '实测', number: true, cell: (row) => <b>{row.is}</b> },
  { key: 'gap', title: '差', number: true, cell: (row) => row.gap },
];

/** 审批 template. */
export default function PartApproval() {
  return (
    <ApprovalPage
      title="0137 硬化堆场及彩钢棚 · 销号申请"
      crumbs={[{ label: '问题整改' }, { label: '销号办理', to: '/dev/kit?part=list' }, { label: 'XH-2026-0083' }]}
      tags={
        <>
          <StateTag state="townReview" />
          <StateTag tone="red">缺 2 项</StateTag>
        </>
      }
      actions={<Button icon={<Icon name="print" size={14} />}>预览销号审批表</Button>}
      now={2}
      steps={[
        { key: 'a', title: '村申请', note: '李乙 12-10' },
        { key: 'b', title: '中心现场核实', note: '周甲、钱辛 12-11' },
        { key: 'c', title: '镇审核', note: '陈丙 今天' },
        { key: 'd', title: '县级核查', note: '王丁' },
        { key: 'e', title: '销号', note: '—' },
      ]}
      guardsTitle="销号条件"
      guards={guards}
      proof={
        <Card title="面积闭合" extra="亩，容差 0.01" flush>
          <DataTable
            caption="面积闭合"
            columns={columns}
            rows={parts}
            rowKey={(row) => row.part}
            foot={{ part: '合计', should: '3.42', is: '3.42', gap: <span className="st-tone-ok">闭合</span> }}
          />
        </Card>
      }
      opinion={
        <OpinionBox
          title="镇审核意见"
          blocked="现在不能同意：公示 12月17日期满，还差 2 天；回头看计划未设。"
          agree={{
            verb: '同意，报县级核查',
            missing: [
              { code: 'notice', message: '公示期满' },
              { code: 'plan', message: '回头看计划', link: '/dev/kit' },
            ],
            onAct: () => undefined,
          }}
          giveBack={{ verb: '退回中心', onAct: () => undefined }}
          phrases={['缺同视点', '疑似盖土', '位置偏远']}
          note="提交后不可撤回，只能由县级退回。"
        />
      }
      aside={
        <Card title="条件放行" extra="仅县级">
          <span className="st-second">个别条件确因政策不适用，可由县级用户逐条放行，须写理由并附文件。</span>
        </Card>
      }
    />
  );
}
