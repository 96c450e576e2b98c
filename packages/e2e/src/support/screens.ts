import type { Page } from '@playwright/test';
import type { Account } from './people.ts';

export interface Screen {
  /** Stable name of the picture. */
  name: string;
  as: Account;
  /** Address, or where to find one of its kind; null, that the county has none, fails. */
  at: string | ((page: Page) => Promise<string | null>);
  /** Words that are there when the screen is. */
  shows: string | RegExp;
}

interface Row {
  id: string;
  state?: string;
  outcome?: object | null;
  kind?: string;
  subjectId?: string;
  clueId?: string | null;
  problemId?: string | null;
}

/** First row of a list that fits, as the signed-in person may see it. */
const first =
  (list: string, to: (row: Row) => string, fits: (row: Row) => boolean = () => true) =>
  async (page: Page): Promise<string | null> => {
    const { rows } = (await (await page.request.get(`/api/${list}`)).json()) as { rows: Row[] };
    const row = rows.find(fits);
    return row === undefined ? null : to(row);
  };
const problem = (state: string, to: (id: string) => string) =>
  first(`problems?state=${state}&pageSize=50`, (row) => to(row.id));

/** Every screen of the office, as the person whose work it is. */
export const deskScreens: readonly Screen[] = [
  { name: 'desk', as: 'zhoujia', at: '/', shows: '工作台' },
  { name: 'batches', as: 'zhoujia', at: '/batches', shows: '接收新批次' },
  { name: 'batch-new', as: 'zhoujia', at: '/batches/new', shows: '来文信息' },
  {
    name: 'batch-stored',
    as: 'zhoujia',
    at: first(
      'batches?pageSize=50',
      (row) => `/batches/${row.id}`,
      // What people found themselves on patrol came in no file, and has no outcome of a storing.
      (row) => row.state === 'stored' && row.outcome !== null,
    ),
    shows: /已入库 \d+ 条线索/,
  },
  { name: 'clues', as: 'zhoujia', at: '/clues', shows: '分发核查' },
  { name: 'clue', as: 'zhoujia', at: first('clues?state=reported', (row) => `/clues/${row.id}`), shows: '套合分析' },
  { name: 'clue-review', as: 'zhoujia', at: '/clues/review', shows: /系统提示|没有等审核/ },
  { name: 'stops', as: 'zhoujia', at: '/stops', shows: '正在实施' },
  { name: 'problems', as: 'zhoujia', at: '/problems', shows: '问题台账' },
  { name: 'problem', as: 'zhoujia', at: problem('rectifying', (id) => `/problems/${id}`), shows: '下一步' },
  { name: 'problem-new', as: 'zhoujia', at: '/problems?do=new', shows: '问题台账' },
  { name: 'sites', as: 'zhoujia', at: '/sites', shows: '新建选址检查' },
  { name: 'site', as: 'zhoujia', at: first('site-checks', (row) => `/sites/${row.id}`), shows: '方案比选' },
  { name: 'lists', as: 'zhoujia', at: '/lists', shows: '整改清单' },
  { name: 'list', as: 'zhoujia', at: first('lists', (row) => `/lists/${row.id}`), shows: '导出清单' },
  { name: 'board', as: 'zhoujia', at: '/board', shows: '打表推进' },
  { name: 'evidence', as: 'zhoujia', at: '/evidence', shows: /系统提示|没有等审查/ },
  { name: 'write-offs', as: 'zhoujia', at: '/write-offs', shows: '销号办理' },
  { name: 'write-off', as: 'zhoujia', at: first('write-offs', (row) => `/write-offs/${row.id}`), shows: '销号条件' },
  {
    name: 'write-off-request',
    as: 'liyi',
    at: problem('rectifying', (id) => `/write-offs/problem/${id}`),
    shows: '整改证据',
  },
  { name: 'look-backs', as: 'zhoujia', at: '/look-backs', shows: '回头看' },
  { name: 'dashboard', as: 'wangding', at: '/dashboard', shows: /底数|看板/ },
  { name: 'notices', as: 'chenbing', at: '/notices', shows: '收件箱' },
  { name: 'audit', as: 'fenggui', at: '/audit', shows: /审计|操作/ },
  { name: 'layers', as: 'hanmao', at: '/layers', shows: '永久基本农田' },
  { name: 'layer', as: 'hanmao', at: first('layers', (row) => `/layers/${row.id}`), shows: /版|图层/ },
  { name: 'layer-import', as: 'hanmao', at: '/layers/import', shows: /选文件/ },
  { name: 'people', as: 'hanmao', at: '/people', shows: '周甲' },
  { name: 'rules', as: 'wangding', at: '/settings/rules', shows: '规则' },
  { name: 'calendar', as: 'wangding', at: '/settings/calendar', shows: /节假日|工作日/ },
  { name: 'me', as: 'zhoujia', at: '/settings/me', shows: /口令/ },
];

const mine = (kind: string, to: (row: Row) => string) =>
  first('tasks?who=mine&state=open&pageSize=200', to, (row) => row.kind === kind);

/** Every screen of the phone, as the village sees it. */
export const phoneScreens: readonly Screen[] = [
  { name: 'phone-tasks', as: 'zhengren', at: '/m/', shows: '看到有人占地，点这里' },
  { name: 'phone-map', as: 'zhengren', at: '/m/map', shows: '地图' },
  { name: 'phone-outbox-empty', as: 'zhengren', at: '/m/outbox', shows: '待发' },
  { name: 'phone-me', as: 'zhengren', at: '/m/me', shows: '我的' },
  { name: 'phone-task', as: 'zhengren', at: mine('verifyClue', (row) => `/m/task/${row.id}`), shows: /拍照/ },
  {
    name: 'phone-report',
    as: 'zhengren',
    at: mine('verifyClue', (row) => `/m/report/${row.clueId ?? ''}?task=${row.id}`),
    shows: '地上现在是什么？',
  },
  { name: 'phone-stop', as: 'zhengren', at: '/m/stop', shows: '制止＋上报' },
  {
    name: 'phone-recheck',
    as: 'zhengren',
    at: mine('recheckStop', (row) => `/m/recheck/${row.subjectId ?? ''}?task=${row.id}`),
    shows: '现在停了没有？',
  },
  { name: 'phone-problem', as: 'liyi', at: problem('rectifying', (id) => `/m/problem/${id}`), shows: '报进度' },
  {
    name: 'phone-evidence',
    as: 'liyi',
    at: problem('rectifying', (id) => `/m/problem/${id}/evidence`),
    shows: '整改前、中、后',
  },
  {
    name: 'phone-write-off',
    as: 'liyi',
    at: problem('rectifying', (id) => `/m/problem/${id}/write-off`),
    shows: '说明整改结果',
  },
  {
    name: 'phone-look-back',
    as: 'zhoujia',
    at: mine('lookBack', (row) => `/m/look-back/${row.subjectId ?? ''}?task=${row.id}`),
    shows: /回头看/,
  },
];
