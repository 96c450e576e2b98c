import { type CodeOf, dictionary } from '../dictionaries/entry.ts';
import { type FieldSpec, field, fieldShapes as is } from './fields.ts';

/**
 * Kinds of base layer. `layerNames` are names under which the standards and real files carry them, newest first
 * (specification 4.2). `control` layers are what ground is measured against.
 */
export const layerKinds = dictionary([
  { code: 'landClass', zh: '地类图斑', en: 'Land survey parcels', layerNames: ['DLTB', 'JQDLTB'] },
  {
    code: 'permanentBasicFarmland',
    zh: '永久基本农田',
    en: 'Permanent basic farmland',
    layerNames: ['YJJBNTBHTB', 'YJJBNTTB'],
  },
  { code: 'ecoRedLine', zh: '生态保护红线', en: 'Ecological red line', layerNames: ['STBHHX'] },
  { code: 'urbanGrowthBoundary', zh: '城镇开发边界', en: 'Urban growth boundary', layerNames: ['CZKFBJ'] },
  {
    code: 'approvedLand',
    zh: '用地批文红线',
    en: 'Approved land',
    layerNames: ['ZZ_NYDZYFW', 'ZZ_TDZSFW', 'XS_XMKJFW', 'LSYD_XMZDFW'],
  },
  { code: 'facilityAgriLand', zh: '设施农用地备案', en: 'Filed facility land', layerNames: ['SSNYD'] },
  { code: 'division', zh: '行政区', en: 'Divisions', layerNames: ['XZQ', 'CJDCQ', 'XJXZQ', 'CJXZQ'] },
]);
export type LayerKind = CodeOf<typeof layerKinds>;

const common = [field('bsm', '标识码', 'Identifier', 'BSM 标识码'), field('remark', '备注', 'Remark', 'BZ 备注')];
const place = field('divisionCode', '行政区代码', 'Division code', 'XZQDM 行政区代码', { type: 'division' });
const placeName = field('divisionName', '行政区名称', 'Division name', 'XZQMC 行政区名称');
const survey = (must: boolean) => [
  field('landCode', '地类编码', 'Land class code', 'DLBM 地类编码 地类代码 JQDLBM', { required: must }),
  field('landName', '地类名称', 'Land class name', 'DLMC 地类名称 JQDLMC'),
  field('ownership', '权属性质', 'Ownership', 'QSXZ 权属性质'),
  field('ownerUnitCode', '权属单位代码', 'Owner unit code', 'QSDWDM 权属单位代码'),
  field('ownerUnitName', '权属单位名称', 'Owner unit', 'QSDWMC 权属单位名称'),
  field('seatUnitCode', '坐落单位代码', 'Seat unit code', 'ZLDWDM 坐落单位代码', { type: 'division' }),
  field('seatUnitName', '坐落单位名称', 'Seat unit', 'ZLDWMC 坐落单位名称'),
  field('ridgeCode', '扣除地类编码', 'Deducted class', 'KCDLBM 扣除地类编码'),
  field('ridgeFactor', '扣除系数', 'Deduction factor', 'KCXS TKXS 扣除系数', is.number),
  field('ridgeM2', '扣除面积', 'Deducted area', 'KCMJ 扣除面积', is.partArea),
  field('dataYear', '数据年份', 'Data year', 'SJNF 数据年份', is.integer),
];

const fieldsOfKind: Record<LayerKind, readonly FieldSpec[]> = {
  landClass: [
    ...common,
    field('parcelNo', '图斑编号', 'Parcel number', 'TBBH 图斑编号 TBYBH'),
    ...survey(true),
    field('parcelM2', '图斑面积', 'Parcel area', 'TBMJ 图斑面积', is.area),
    field('netM2', '图斑地类面积', 'Net class area', 'TBDLMJ 图斑地类面积', is.partArea),
    field('farmlandType', '耕地类型', 'Farmland type', 'GDLX 耕地类型'),
    field('slopeGrade', '耕地坡度级别', 'Slope grade', 'GDPDJB 耕地坡度级 坡度级'),
    field('cropCode', '种植属性', 'Crop attribute', 'ZZSXDM 种植属性代码'),
    field('townVillageCode', '城镇村属性码', 'Town or village code', 'CZCSXM 城镇村属性码'),
  ],
  permanentBasicFarmland: [
    ...common,
    place,
    placeName,
    field('parcelNo', '永农图斑编号', 'PBF parcel number', 'YJJBNTTBBH 永久基本农田图斑编号'),
    ...survey(false),
    field('parcelM2', '永农图斑面积', 'PBF parcel area', 'YJJBNTTBMJ 永久基本农田图斑面积', is.area),
    field('pbfM2', '永久基本农田面积', 'PBF area', 'YJJBNTMJ JBNTMJ 永久基本农田面积 基本农田面积', is.partArea),
    field('protectedFrom', '保护开始时间', 'Protected from', 'BHKSSJ 保护开始时间', is.date),
    field('protectedTo', '保护结束时间', 'Protected to', 'BHJSSJ 保护结束时间', is.date),
  ],
  ecoRedLine: [
    ...common,
    place,
    placeName,
    field('code', '红线编码', 'Code', 'HXBM 红线编码'),
    field('name', '红线名称', 'Name', 'HXMC 红线名称'),
    field('type', '红线类型', 'Type', 'HXLX LXBM 红线类型'),
    field('reserve', '自然保护地名称', 'Reserve', 'ZRBHDMC 自然保护地名称'),
    field('parcelM2', '面积', 'Area', 'MJ 面积', is.area),
  ],
  urbanGrowthBoundary: [
    ...common,
    place,
    placeName,
    field('zoneCode', '规划分区代码', 'Zone code', 'GHFQDM 规划分区代码'),
    field('zoneName', '规划分区名称', 'Zone', 'GHFQMC 规划分区名称'),
    field('parcelM2', '面积', 'Area', 'MJ 面积', is.area),
  ],
  approvedLand: [
    ...common,
    place,
    field('docNo', '批准文号', 'Approval number', 'PZWH PWH 批准文号 批文号 批文文号 AJBH', is.must),
    field('projectName', '项目名称', 'Project', 'XMMC 项目名称'),
    field('plotNo', '地块编号', 'Plot number', 'DKBH 地块编号'),
    field('plotName', '地块名称', 'Plot name', 'DKMC 地块名称'),
    field('approvedOn', '批准日期', 'Approved on', 'PZRQ PZSJ 批准日期 批准时间', is.date),
    field('authority', '批准机关', 'Authority', 'PZJG 批准机关'),
    field('use', '批准用途', 'Approved use', 'PZYT TDYT 批准用途 土地用途'),
    field('parcelM2', '地块面积', 'Plot area', 'DKMJ PZMJ 地块面积 批准面积', is.area),
  ],
  facilityAgriLand: [
    ...common,
    place,
    field('filingNo', '备案编号', 'Filing number', 'BABH BAH 备案编号 备案号', is.must),
    field('projectName', '项目名称', 'Project', 'XMMC 项目名称'),
    field('use', '生产类型', 'Use', 'SCLX YT SSLX 生产类型 用途 设施类型'),
    field('filedOn', '备案时间', 'Filed on', 'BASJ BARQ 备案时间 备案日期', is.date),
    field('expiresOn', '到期时间', 'Expires on', 'DQSJ JSSJ 到期时间 结束时间', is.date),
    field('parcelM2', '用地面积', 'Area', 'YDMJ ZMJ MJ 用地面积 总面积 面积', is.area),
  ],
  division: [
    ...common,
    { ...place, required: true, aliases: [...place.aliases, 'ZLDWDM', '坐落单位代码'] },
    { ...placeName, required: true, aliases: [...placeName.aliases, 'ZLDWMC', '坐落单位名称', '名称', 'NAME'] },
    field('surveyM2', '调查面积', 'Survey area', 'DCMJ 调查面积', is.area),
    field('computedM2', '计算面积', 'Computed area', 'JSMJ 计算面积', is.area),
  ],
};

/** Fields that an import of a kind looks for. */
export function layerFields(kind: LayerKind): readonly FieldSpec[] {
  return fieldsOfKind[kind];
}

/** The kind whose standard layer name this is, also with a prefix or suffix as files are named (`DLTB2025`). */
export function kindOfLayerName(name: string): LayerKind | null {
  const upper = name.toUpperCase();
  const hit = layerKinds.entries.find((kind) =>
    kind.layerNames.some((each) => upper.includes(each) || name.includes(kind.zh)),
  );
  return hit?.code ?? null;
}
