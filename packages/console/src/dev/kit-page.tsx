import { useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { TodayContext } from '../app/today.ts';
import { i18next, setLanguage } from '../i18n/setup.ts';
import { AppFrame, Loading, type MenuNode } from '../kit/index.ts';

const parts = {
  marks: { label: '颜色、字、标记', Part: lazy(() => import('./part-marks.tsx')) },
  desk: { label: '工作台部件', Part: lazy(() => import('./part-desk.tsx')) },
  list: { label: '列表', Part: lazy(() => import('./part-list.tsx')) },
  bench: { label: '图表', Part: lazy(() => import('./part-bench.tsx')), rail: true },
  detail: { label: '详情', Part: lazy(() => import('./part-detail.tsx')) },
  form: { label: '表单', Part: lazy(() => import('./part-form.tsx')) },
  wizard: { label: '向导', Part: lazy(() => import('./part-wizard.tsx')) },
  board: { label: '打表', Part: lazy(() => import('./part-board.tsx')) },
  review: { label: '审查', Part: lazy(() => import('./part-review.tsx')), rail: true },
  approval: { label: '审批', Part: lazy(() => import('./part-approval.tsx')) },
  states: { label: '空、加载、出错、确认', Part: lazy(() => import('./part-states.tsx')) },
} as const;

function isPart(name: unknown): name is keyof typeof parts {
  return typeof name === 'string' && Object.hasOwn(parts, name);
}

const menu: readonly MenuNode[] = [
  { key: 'home', label: '工作台', icon: 'home', count: 7, own: true, children: [{ path: '/', label: '工作台' }] },
  {
    key: 'kit',
    label: '视觉规范',
    icon: 'layers',
    count: 12,
    children: Object.entries(parts).map(([key, part]) => ({ path: `/dev/kit?part=${key}`, label: part.label })),
  },
  { key: 'report', label: '底数报表', icon: 'chart', children: [{ path: '/dev/kit?part=board', label: '打表' }] },
];

const scopeTree = [
  {
    code: '999901',
    name: '示范县',
    children: [
      {
        code: '999901101',
        name: '示例镇',
        children: [
          { code: '999901101201', name: '清溪村' },
          { code: '999901101202', name: '石桥村' },
        ],
      },
      { code: '999901102', name: '样板镇' },
    ],
  },
];

/** Every part of the kit in all its states, from the same tokens as the product; needs no server. */
export default function KitPage() {
  const { part } = useSearch({ strict: false }) as { part?: string };
  const name = isPart(part) ? part : 'marks';
  const { Part } = parts[name];
  const rail = name === 'bench' || name === 'review';
  return (
    <TodayContext value="2026-11-23">
      <AppFrame
        menu={menu}
        pathname={`/dev/kit?part=${name}`}
        rail={rail}
        demo
        dateText="2026年11月23日 星期一"
        scope={{ code: '999901101', label: '示例镇', tree: scopeTree, onScope: () => undefined }}
        search={async (q) => [
          { label: '问题', hits: [{ key: '1', title: `0137 ${q}`, note: '清溪村', to: '/dev/kit?part=detail' }] },
        ]}
        inbox={{
          count: 7,
          items: [{ key: '1', title: '0139 渠边看护房超面积 待审核', at: '11-23 08:12', to: '/dev/kit?part=approval' }],
        }}
        person={{ name: '周甲', unit: '村镇建设中心', countyName: '示范县' }}
        siderFoot={['示范县 · 演示数据', '套合底图 2025 年度变更']}
        onLanguage={() => void setLanguage(i18next.language === 'en' ? 'zh-CN' : 'en')}
        onSignOut={() => undefined}
      >
        <Suspense fallback={<Loading />}>
          <Part />
        </Suspense>
      </AppFrame>
    </TodayContext>
  );
}
