import { type FieldSpec, field, fieldShapes as is } from './fields.ts';
import { proposeMapping } from './match.ts';

/**
 * Columns of an older problem ledger (R-052: what was found since 2018). Names are those of the ledger of specification
 * 5.1, of its export and of the return forms of 3.5.
 */
export const historyFields = [
  field('problemNo', '问题编号', 'Problem number', '问题编号'),
  field('sourceNo', '上级编号', 'Source number', '上级编号 监测编号 线索编号 图斑编号 违法行为编号 问题编号 编号'),
  field('sourceBatch', '来源批次', 'Source batch', '来源批次 监测批次 批次'),
  field('channel', '线索来源渠道', 'Channel', '线索来源渠道 来源渠道 问题来源 线索来源 来源', is.must),
  field('discoveryMethod', '发现方式', 'Discovery method', '发现方式'),
  field('sourceDocNo', '来源文件', 'Source document', '来源文件 来源文号 文号'),
  field('foundYear', '发现年度', 'Year found', '发现年度 年度 监测年度', { type: 'integer', required: true }),
  field('builtYear', '发生年度', 'Year built', '发生年度 建设年度 建设时间', is.integer),
  field('title', '问题名称', 'Title', '问题名称 项目名称 名称 行为描述', is.must),
  field('village', '村', 'Village', '村（社区） 村 所在村 村名 村社 坐落', { type: 'division', required: true }),
  field('locationText', '位置', 'Location', '位置 具体位置 地点 组社'),
  field('type', '问题类型', 'Type', '问题类型 违法类型 类型 非农违法土地用途', is.must),
  field('areaMu', '占地面积（亩）', 'Area in mu', '占地面积 占地 涉违法面积 面积 违法面积', is.number),
  field('areaM2', '占地面积（平方米）', 'Area in m²', '占地面积平方米', is.number),
  field('farmMu', '耕地（亩）', 'Farmland in mu', '其中耕地 耕地 耕地面积 侵占耕地面积 占耕地', is.number),
  field('pbfMu', '永久基本农田（亩）', 'PBF in mu', '永久基本农田 永农 占永农 永农面积 基本农田', is.number),
  field('lng', '经度', 'Longitude', '经度 X坐标 中心X', is.number),
  field('lat', '纬度', 'Latitude', '纬度 Y坐标 中心Y', is.number),
  field('partyType', '主体类别', 'Kind of party', '主体类别 主体类型'),
  field('partyName', '违法主体', 'Party', '违法主体 项目主体 当事人 违法责任主体 用地单位'),
  field('stockOrNew', '存量/新增', 'Stock or new', '存量/新增 存量新增 存量或新增'),
  field('category', '整改分类', 'Category', '整改分类'),
  field('rectifyMethod', '整改方式', 'Method', '整改方式 处理方式'),
  field('measures', '整改措施', 'Measures', '整改措施 整改落实情况'),
  field('responsibleUnit', '责任单位', 'Responsible unit', '责任单位 牵头单位'),
  field('responsiblePerson', '责任人', 'Responsible person', '责任人'),
  field('leader', '联系领导', 'Leader', '联系领导 分管领导'),
  field('state', '办理状态', 'State', '办理状态 状态 是否整改 整改状态 销号状态 是否整改到位'),
  field('writtenOffOn', '销号日期', 'Written off on', '销号日期 销号时间', is.date),
  field('remark', '备注', 'Remark', '备注'),
] as const satisfies readonly FieldSpec[];

export type HistoryFieldId = (typeof historyFields)[number]['id'];

/** Area fields whose unit the column's own name must say. */
const areas: readonly HistoryFieldId[] = ['areaMu', 'farmMu', 'pbfMu'];

/**
 * Proposes a column for each field; null where none fits. A column of areas is proposed only where its name says 亩 or
 * 平方米: a unit is never assumed.
 */
export function proposeHistoryMapping(headers: readonly string[]): Record<HistoryFieldId, string | null> {
  const mapping = Object.fromEntries(historyFields.map(({ id }) => [id, null])) as Record<
    HistoryFieldId,
    string | null
  >;
  for (const { field: id, header } of proposeMapping(headers, historyFields).matches) {
    if (!areas.includes(id)) mapping[id] = header;
    else if (header.includes('亩')) mapping[id] = header;
    else if (id === 'areaMu' && /平方米|㎡|m2|m²/iu.test(header)) mapping.areaM2 = header;
  }
  return mapping;
}
