import { shanghaiDay } from '@shoutian/domain/deadlines';
import {
  categories,
  channels,
  constructionStages,
  currentStates,
  discoveryMethods,
  partyTypes,
  problemTypes,
  rectifyMethods,
  verifyResults,
} from '@shoutian/domain/dictionaries';
import { maskName } from '@shoutian/domain/format';
import { historyFields } from '@shoutian/domain/layers';
import { roles } from '@shoutian/domain/people';
import { problemStates } from '@shoutian/domain/problem';
import type { SheetColumn, SheetPlan } from '../../platform/files/workbook.ts';
import type { SheetRow } from './queries/ledger.ts';

const label = (dictionary: { label(code: string): string }, code: string | null): string | null =>
  code === null ? null : dictionary.label(code);
const yes = (flag: boolean): string => (flag ? '是' : '否');
const unit = (role: string): string | null => (role in roles ? roles[role as keyof typeof roles].zh : role || null);

type Column = SheetColumn<SheetRow> & { readonly id: string };

/** Columns of the problem ledger in the order of specification 5.1; `id` is what a caller may choose by. */
const columns: readonly Column[] = [
  { id: 'problemNo', head: '问题编号', width: 17, value: (row) => row.problem_no },
  { id: 'title', head: '问题名称', width: 28, value: (row) => row.title },
  { id: 'channel', head: '线索来源渠道', group: '来源', width: 13, value: (row) => channels.label(row.channel) },
  {
    id: 'discoveryMethod',
    head: '发现方式',
    group: '来源',
    width: 10,
    value: (row) => discoveryMethods.label(row.discovery_method),
  },
  { id: 'sourceNo', head: '上级编号', group: '来源', width: 14, value: (row) => row.source_no },
  { id: 'sourceBatch', head: '来源批次', group: '来源', width: 16, value: (row) => row.source_batch },
  { id: 'sourceDocNo', head: '来源文件', group: '来源', width: 16, value: (row) => row.source_doc_no },
  { id: 'selfFound', head: '自查发现', group: '来源', width: 6, value: (row) => yes(row.self_found) },
  { id: 'foundYear', head: '发现年度', width: 7, kind: 'whole', value: (row) => row.found_year },
  { id: 'builtYear', head: '发生年度', width: 7, kind: 'whole', value: (row) => row.built_year },
  {
    id: 'stockOrNew',
    head: '存量/新增',
    width: 7,
    value: (row) => (row.stock_or_new === null ? null : row.stock_or_new === 'stock' ? '存量' : '新增'),
  },
  { id: 'type', head: '问题类型', width: 18, value: (row) => problemTypes.label(row.type) },
  { id: 'villageName', head: '村（社区）', width: 12, value: (row) => row.village_name ?? row.division_code },
  { id: 'locationText', head: '位置', width: 18, value: (row) => row.location_text || null },
  { id: 'areaM2', head: '占地', group: '面积（亩）', width: 9, kind: 'mu', value: (row) => row.area_m2 },
  { id: 'farmM2', head: '耕地', group: '面积（亩）', width: 9, kind: 'mu', value: (row) => row.farm_m2 },
  { id: 'pbfM2', head: '永久基本农田', group: '面积（亩）', width: 9, kind: 'mu', value: (row) => row.pbf_m2 },
  { id: 'ecoM2', head: '生态红线内', group: '面积（亩）', width: 9, kind: 'mu', value: (row) => row.eco_m2 },
  { id: 'partyType', head: '主体类别', group: '违法主体', width: 9, value: (row) => label(partyTypes, row.party_type) },
  {
    id: 'partyName',
    head: '主体',
    group: '违法主体',
    width: 9,
    value: (row) => (row.party_name === null ? null : maskName(row.party_name)),
  },
  {
    id: 'currentState',
    head: '现状',
    group: '现场',
    width: 9,
    value: (row) => label(currentStates, row.current_state),
  },
  {
    id: 'constructionStage',
    head: '发现时阶段',
    group: '现场',
    width: 8,
    value: (row) => label(constructionStages, row.construction_stage),
  },
  { id: 'ongoing', head: '正在实施', group: '现场', width: 6, value: (row) => yes(row.ongoing) },
  { id: 'demolitionRequired', head: '应拆除', group: '现场', width: 6, value: (row) => yes(row.demolition_required) },
  {
    id: 'verifyResult',
    head: '核实结论',
    group: '现场',
    width: 8,
    value: (row) => label(verifyResults, row.verify_result),
  },
  { id: 'category', head: '整改分类', group: '整改', width: 9, value: (row) => label(categories, row.category) },
  {
    id: 'rectifyMethod',
    head: '整改方式',
    group: '整改',
    width: 12,
    value: (row) => label(rectifyMethods, row.rectify_method),
  },
  { id: 'measures', head: '整改措施', group: '整改', width: 28, value: (row) => row.measures },
  { id: 'leadUnit', head: '牵头单位', group: '责任分工', width: 13, value: (row) => unit(row.lead_unit) },
  { id: 'responsibleUnit', head: '责任单位', group: '责任分工', width: 13, value: (row) => row.responsible_unit },
  { id: 'responsiblePerson', head: '责任人', group: '责任分工', width: 9, value: (row) => row.responsible_person },
  { id: 'leader', head: '联系领导', group: '责任分工', width: 9, value: (row) => row.leader },
  { id: 'listNo', head: '清单', group: '时限', width: 20, value: (row) => row.list_no },
  { id: 'listFormedOn', head: '清单形成日', group: '时限', width: 11, kind: 'day', value: (row) => row.list_formed_on },
  {
    id: 'originalDueOn',
    head: '原整改期限',
    group: '时限',
    width: 11,
    kind: 'day',
    value: (row) => row.original_due_on,
  },
  { id: 'dueOn', head: '整改期限', group: '时限', width: 11, kind: 'day', value: (row) => row.due_on },
  { id: 'progressPct', head: '进度（%）', width: 7, kind: 'whole', value: (row) => row.progress_pct },
  { id: 'state', head: '办理状态', width: 11, value: (row) => problemStates.label(row.state) },
  { id: 'writtenOffOn', head: '销号日期', width: 11, kind: 'day', value: (row) => row.written_off_on },
  { id: 'remark', head: '备注', width: 18, value: (row) => row.remark },
];

/** The ledger's sheet; `wanted` picks columns by id and keeps the official order. */
export function ledgerSheet(place: string, now: Date, wanted: readonly string[] | undefined): SheetPlan<SheetRow> {
  const picked = wanted && wanted.length > 0 ? columns.filter(({ id }) => wanted.includes(id)) : columns;
  return {
    name: '问题台账',
    title: `${place}违法违规占用耕地问题管理台账`,
    note: `面积单位：亩（由平方米一次换算，保留两位小数）　空格为未查明或未套合　制表日期 ${shanghaiDay(now)}`,
    paper: 'A3',
    columns: picked.length > 0 ? picked : columns,
  };
}

/** Headings that the import of older ledgers knows, with one example row that says how to fill them. */
export function historyTemplate(): SheetPlan<Readonly<Record<string, string>>> {
  return {
    name: '历史台账',
    title: '历史问题台账（2018 年以来）',
    note: '带 * 的必填；状态写「已销号」或「未整改」，已销号的要写销号日期；示例行请删除',
    paper: 'A3',
    columns: historyFields
      // The number is given on storing; the column is for sheets that came out of the ledger.
      .filter(({ id }) => id !== 'areaM2' && id !== 'problemNo')
      .map((field) => ({
        head: `${field.zh}${field.required ? '*' : ''}`,
        width: Math.max(10, field.zh.length * 2 + 4),
        value: (row) => row[field.id] ?? null,
      })),
  };
}

export const templateExample: Readonly<Record<string, string>> = {
  sourceNo: 'JC2021-0001',
  sourceBatch: '2021 年第一季度',
  channel: '卫片执法',
  foundYear: '2021',
  builtYear: '2020',
  title: '清溪村三组占耕地建仓库',
  village: '清溪村',
  type: '占耕地建其他房屋',
  areaMu: '1.25',
  farmMu: '1.10',
  pbfMu: '0',
  state: '已销号',
  writtenOffOn: '2022-05-30',
  rectifyMethod: '拆除复耕',
};
