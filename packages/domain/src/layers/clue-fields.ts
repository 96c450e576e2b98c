import { type FieldSpec, field, fieldShapes as is } from './fields.ts';

const asked = { type: 'number', unit: 'ask' } as const;
const askedPart = { ...asked, part: true } as const;

/**
 * Fields of a batch of suspect parcels (specification 3.2). Delivered units differ between provinces, so every area is
 * `ask`: compared with the geometry and confirmed. Whatever is not listed is kept as it came.
 */
export const clueFields = [
  field(
    'monitorNo',
    '监测编号',
    'Monitoring number',
    'JCBH JCTBBH WFXWBH YGTBZJ 监测编号 监测图斑编号 监测图斑号 线索编号 图斑监测编号',
  ),
  field('patchNo', '图斑编号', 'Patch number', 'TBBH TBH FRECKLECODE LANDCODE WFDKXH 图斑编号 图斑号 地块编号'),
  field('previousNo', '原期号', 'Previous number', 'YQH WQBH 原期号 往期编号'),
  field('countyCode', '县级代码', 'County code', 'XZQDM XDM 县级代码 行政区代码 县代码', { type: 'division' }),
  field('countyName', '县名', 'County', 'XMC XZQMC 县名 县 区县 县名称'),
  field('townCode', '乡镇代码', 'Town code', 'XZDM XIANGDM 乡镇代码 乡代码', { type: 'division' }),
  field('townName', '乡镇', 'Town', 'XZMC XIANGMC 乡镇 乡镇名称 镇街'),
  field('villageCode', '村代码', 'Village code', 'CUNDM CDM ZLDWDM 村代码 坐落单位代码', { type: 'division' }),
  field('villageName', '村', 'Village', 'CUN CUNMC CMC ZLDWMC TDZL 村 村名 村社 坐落单位名称 土地坐落'),
  field('mgmtCode', '管理区代码', 'Management area code', 'GLQDM 管理区代码'),
  field('mgmtName', '管理区名称', 'Management area', 'GLQMC 管理区名称'),
  field('patchType', '图斑类型', 'Patch type', 'TBLX 图斑类型'),
  field('patchClass', '图斑分类', 'Patch class', 'TBFL 图斑分类'),
  field('feature', '特征', 'Feature', 'TZ BGMS 特征 变更描述'),
  field('imageSource', '数据源', 'Satellite', 'SJY 数据源'),
  field('imageDateBefore', '前时相', 'Image before', 'QSX JCSDQ 前时相 前时相时间', is.date),
  field('imageDateAfter', '后时相', 'Image after', 'HSX JCSDH 后时相 后时相时间', is.date),
  field('issuedOn', '下发时间', 'Issued on', 'XFSJ 下发时间', is.date),
  field('year', '年度', 'Year', 'ND JCND 年度 监测年度', is.integer),
  field('cx', '中心X', 'Centre x', 'XZB X 中心X X坐标 经度 LON LNG LONGITUDE JD 中心经度 东经', is.number),
  field('cy', '中心Y', 'Centre y', 'YZB Y 中心Y Y坐标 纬度 LAT LATITUDE WD 中心纬度 北纬', is.number),
  field('monitorArea', '监测面积', 'Monitored area', 'JCMJ DKMJ MJ 监测面积 地块面积 面积', asked),
  field('areaClass', '面积等级', 'Area class', 'MJFJ 面积等级'),
  field('builtArea', '建设用地面积', 'Construction area', 'JSYDMJ 建设用地面积', askedPart),
  field('farmArea', '耕地面积', 'Farmland area', 'GDMJ 耕地面积 占耕地 耕地', askedPart),
  field('suspectArea', '疑似违法面积', 'Suspected area', 'NMJ 疑似违法面积', askedPart),
  field(
    'pbfArea',
    '占永久基本农田面积',
    'PBF area',
    'FMJ JBNTMJ YJJBNTMJ 占基本农田 永久基本农田面积 永农面积 永农',
    askedPart,
  ),
  field('newPbfArea', '新划永农面积', 'New PBF area', 'XFMJ 新划永农面积', askedPart),
  field('outsideUrbanArea', '突破城市边界面积', 'Outside urban boundary', 'CMJ 突破城市边界面积', askedPart),
  field('reserveName', '保护区名称', 'Reserve', 'BHQMC 保护区名称'),
  field('reserveZoneArea', '保护区域面积', 'Reserve zone area', 'BHQYMJ 保护区域面积', askedPart),
  field('reserveArea', '保护区内面积', 'Area in reserve', 'BHQNMJ 保护区内面积', askedPart),
  field('resolution', '底图分辨率', 'Resolution', 'DTFBL 底图分辨率'),
  field('projectName', '项目名称', 'Project', 'XMMC 项目名称'),
  field('party', '项目主体', 'Party', 'XMZT 项目主体 违法主体 用地单位'),
  field('remark', '备注', 'Remark', 'BZ 备注'),
] as const satisfies readonly FieldSpec[];

export type ClueFieldId = (typeof clueFields)[number]['id'];
