import { shanghaiDay } from '@shoutian/domain/deadlines';
import { categories, rectifyMethods } from '@shoutian/domain/dictionaries';
import { problemStates } from '@shoutian/domain/problem';
import type { SheetPlan } from '../../platform/files/workbook.ts';
import type { ItemRow, ListRow } from './queries.ts';

/** The list as it is pinned to the wall: one row a problem, its milestones with dates in one cell. */
export function listSheet(row: ListRow, now: Date): SheetPlan<ItemRow> {
  const head =
    row.state === 'frozen'
      ? `${row.list_no}　形成日期 ${row.formed_on ?? ''}　审定 ${row.approver_name ?? ''}`
      : '草稿，未审定';
  return {
    name: '整改任务清单',
    title: row.title,
    note: `${head}　面积单位：亩　制表 ${shanghaiDay(now)}${row.snapshot_sha256 ? `　校验码 ${row.snapshot_sha256.slice(0, 16)}` : ''}`,
    paper: 'A3',
    columns: [
      { head: '序号', width: 6, kind: 'whole', value: (item) => item.item_no },
      { head: '问题编号', width: 17, value: (item) => item.problem_no },
      { head: '问题名称', width: 30, value: (item) => item.title },
      { head: '村（社区）', width: 12, value: (item) => item.village_name ?? item.division_code },
      { head: '占地', group: '面积（亩）', width: 9, kind: 'mu', value: (item) => item.area_m2 },
      { head: '其中耕地', group: '面积（亩）', width: 9, kind: 'mu', value: (item) => item.farm_m2 },
      { head: '永久基本农田', group: '面积（亩）', width: 9, kind: 'mu', value: (item) => item.pbf_m2 },
      {
        head: '整改分类',
        group: '整改计划',
        width: 10,
        value: (item) => item.category && categories.label(item.category),
      },
      {
        head: '整改方式',
        group: '整改计划',
        width: 13,
        value: (item) => item.rectify_method && rectifyMethods.label(item.rectify_method),
      },
      { head: '整改措施', group: '整改计划', width: 34, value: (item) => item.measures },
      {
        head: '节点安排',
        group: '整改计划',
        width: 28,
        value: (item) => item.milestones.map((step) => `${step.name} ${step.plannedOn.slice(5)}`).join('；'),
      },
      { head: '责任单位', group: '责任分工', width: 14, value: (item) => item.responsible_unit },
      { head: '责任人', group: '责任分工', width: 9, value: (item) => item.responsible_person },
      { head: '联系领导', group: '责任分工', width: 9, value: (item) => item.leader },
      { head: '计时起', group: '时限', width: 11, kind: 'day', value: (item) => item.list_formed_on },
      { head: '整改期限', group: '时限', width: 11, kind: 'day', value: (item) => item.due_on },
      { head: '本版新列', width: 6, value: (item) => (item.is_new ? '是' : '') },
      { head: '现状态', width: 12, value: (item) => problemStates.label(item.state) },
    ],
  };
}
