/**
 * Every sentence this folder can say, in one place. `{x}` is replaced by the parameter of that name.
 * Three families: refusals stop the file, notices travel with it, issues belong to one feature.
 */
export const refusals = {
  noFile: ['没有收到文件，请重新选择后上传。', 'No file arrived; choose it again.'],
  emptyFile: [
    '“{name}”是空文件（0 字节），请检查原文件后重新上传。',
    '"{name}" is empty (0 bytes); check the original.',
  ],
  tooLarge: ['“{name}”超过 {limit}，请分成几份上传。', '"{name}" is larger than {limit}; upload it in parts.'],
  zipDamaged: [
    '压缩包“{name}”损坏或没有传完整（{reason}），请在本机解压确认后重新压缩上传。',
    'The archive "{name}" is damaged or incomplete ({reason}); unpack it locally and zip it again.',
  ],
  zipEncrypted: [
    '压缩包“{name}”里的“{entry}”有密码，请去掉密码后重新压缩上传。',
    '"{entry}" in "{name}" is encrypted; zip it again without a password.',
  ],
  zipTraversal: [
    '压缩包“{name}”里的“{entry}”指向包外的位置，整包拒收；请用系统自带的压缩功能重新打包。',
    '"{entry}" in "{name}" points outside the archive; the whole archive is refused. Zip it again.',
  ],
  zipTooManyEntries: [
    '压缩包“{name}”里有 {count} 个文件，超过 {limit} 个，请只打包需要的数据。',
    '"{name}" holds {count} files, more than {limit}; pack only what is needed.',
  ],
  zipTooBig: [
    '压缩包“{name}”解压后超过 {limit}，请分成几份上传。',
    '"{name}" unpacks to more than {limit}; upload it in parts.',
  ],
  zipBomb: [
    '压缩包“{name}”里的“{entry}”压缩比异常（超过 {ratio} 倍），疑似恶意文件，已拒收。',
    '"{entry}" in "{name}" expands more than {ratio} times; refused as a possible zip bomb.',
  ],
  archiveKind: [
    '“{name}”是 {kind} 压缩包，请解压后改用 zip 打包上传。',
    '"{name}" is a {kind} archive; pack it as zip instead.',
  ],
  nothingInside: [
    '“{name}”里没有可用的空间数据；可收的格式：{formats}。',
    'No usable geodata in "{name}"; accepted formats: {formats}.',
  ],
  unsupportedFormat: [
    '“{name}”是 {format}，暂不能导入；请另存为 {formats} 后上传。',
    '"{name}" is {format}, which is not accepted; save it as {formats}.',
  ],
  tableWithoutGeometry: [
    '“{name}”只有属性表（.dbf），缺同名的 .shp；请把 .shp、.shx、.dbf、.prj 一起打成 zip 上传。',
    '"{name}" is only a table (.dbf) without its .shp; zip .shp, .shx, .dbf and .prj together.',
  ],
  companionWithoutShp: [
    '“{name}”只是 Shapefile 的附属文件，缺同名的 .shp；请把整套文件打成 zip 上传。',
    '"{name}" is only a companion of a shapefile whose .shp is missing; zip the whole set.',
  ],
  jsonArrayRoot: [
    '“{name}”的根是一个装着 Feature 的 JSON 数组，不是 GeoJSON；请把它放进 {"type":"FeatureCollection","features":[…]}，或重新导出为 GeoJSON。',
    'The root of "{name}" is a JSON array of Features, not GeoJSON; wrap it as {"type":"FeatureCollection","features":[…]} or export it as GeoJSON again.',
  ],
  jsonNotGeo: [
    '“{name}”是 JSON，但不是 GeoJSON（根上没有 FeatureCollection、Feature 或几何类型）；请从 GIS 软件另存为 GeoJSON。',
    '"{name}" is JSON but not GeoJSON (no FeatureCollection, Feature or geometry at its root); export it as GeoJSON.',
  ],
  damaged: [
    '“{name}”打不开：文件损坏或没有传完整（{reason}）。请在 QGIS 或 ArcGIS 里确认能打开，重新导出后上传。',
    '"{name}" cannot be opened: damaged or incomplete ({reason}). Check it in QGIS or ArcGIS and export it again.',
  ],
  txtUnreadable: [
    '“{name}”不能按坐标交换格式读：{reason}。请改正后重新上传。',
    '"{name}" cannot be read as an exchange file: {reason}. Correct it and upload it again.',
  ],
  txtZone: [
    '“{name}”写明第 {stated} 带，坐标却带着带号 {found}；请核对带号后重新上传。',
    '"{name}" states zone {stated}, but its eastings carry zone {found}; check the zone and upload it again.',
  ],
  damagedMidway: [
    '“{name}”读到第 {read} 个图斑后中断：{reason}。已读部分没有入库，请检查原文件后重新上传。',
    '"{name}" broke off after feature {read}: {reason}. Nothing was kept; check the file and upload it again.',
  ],
  layerMissing: [
    '“{name}”里没有图层“{layer}”；里面有：{layers}。',
    '"{name}" has no layer "{layer}"; it has: {layers}.',
  ],
  fieldMissing: [
    '图层“{layer}”里没有字段“{field}”，请重新对应字段。',
    'Layer "{layer}" has no field "{field}"; map the fields again.',
  ],
  crsObsolete: [
    '“{name}”的坐标系是{crs}，转到 2000 国家大地坐标系需要官方转换参数，不能直接导入；请向测绘主管部门转换成 CGCS2000 后上传。',
    '"{name}" is in {crs}; the change to CGCS2000 needs official parameters, so it is refused. Have it converted to CGCS2000 first.',
  ],
  crsUnknown: [
    '没有认出坐标系 {crs}，请选择正确的坐标系。',
    'The coordinate system {crs} is not known; choose the right one.',
  ],
  encodingUnknown: [
    '不支持文字编码“{encoding}”，请选择 GB18030 或 UTF-8。',
    'Text encoding "{encoding}" is not supported; choose GB18030 or UTF-8.',
  ],
  tooManyFeatures: [
    '“{name}”的图斑超过 {limit} 个，请按乡镇分开上传。',
    '"{name}" has more than {limit} features; split it by town.',
  ],
  timedOut: [
    '读“{name}”用时超过 {seconds} 秒，已停止，没有入库。请分成几份上传。',
    'Reading "{name}" took longer than {seconds} s and was stopped; nothing was kept. Upload it in parts.',
  ],
  hung: [
    '读“{name}”时 {seconds} 秒没有进展，已停止，没有入库。文件可能损坏，请检查后重新上传。',
    'Reading "{name}" made no progress for {seconds} s and was stopped; nothing was kept. The file may be damaged.',
  ],
  outOfMemory: [
    '读“{name}”需要的内存超过上限，已停止，没有入库。请分成几份，或把特别大的图斑拆开。',
    'Reading "{name}" needs more memory than allowed and was stopped; nothing was kept. Split the file or its largest features.',
  ],
  readerDied: [
    '读“{name}”的程序意外退出（{reason}），没有入库。请重试；再次失败请联系管理员。',
    'The reader of "{name}" ended unexpectedly ({reason}); nothing was kept. Try again, then tell the administrator.',
  ],
  cancelled: ['已取消读取“{name}”，没有入库。', 'Reading "{name}" was cancelled; nothing was kept.'],
} as const satisfies Record<string, readonly [zh: string, en: string]>;

export const notices = {
  shxRebuilt: ['缺 .shx 索引，已按 .shp 重建。', '.shx is missing and was rebuilt from the .shp.'],
  dbfMissing: ['缺 .dbf 属性表：只有图形，没有属性。', '.dbf is missing: shapes only, no attributes.'],
  prjMissing: ['缺 .prj，文件没有写明坐标系，需要选定。', '.prj is missing: the coordinate system must be chosen.'],
  encodingGuessed: [
    '文字编码按内容判断为 {encoding}（{why}），请看示例文字是否正常。',
    'Text encoding taken as {encoding} ({why}); check the sample text.',
  ],
  jsonTranscoded: ['文件不是 UTF-8，已按 {encoding} 读取。', 'The file is not UTF-8; it was read as {encoding}.'],
  crsMissing: ['文件没有写明坐标系，请选择。', 'The file names no coordinate system; choose it.'],
  crsObsolete: [
    '坐标系是{crs}，需要官方转换参数，不能直接导入；请先转换成 CGCS2000。',
    'The coordinate system is {crs}; official parameters are needed, so it is refused. Convert it to CGCS2000 first.',
  ],
  crsForeign: [
    '坐标系是 {crs}，将换算到 CGCS2000 经纬度。',
    'The coordinate system is {crs}; it will be reprojected to CGCS2000 longitude/latitude.',
  ],
  crsWgs84: [
    '坐标系是 WGS84 经纬度，按 CGCS2000 使用（相差不到 1 米）。',
    'WGS84 longitude/latitude, used as CGCS2000 (less than 1 m apart).',
  ],
  crsUnnamedDatum: [
    '坐标系 {crs} 没有写明基准面，按 WGS84/CGCS2000 使用，请确认。',
    'Coordinate system {crs} names no datum; taken as WGS84/CGCS2000. Please confirm.',
  ],
  crsContradicted: [
    '坐标数值与文件写明的坐标系 {crs} 不符，请核对坐标系。',
    'The coordinates do not fit the stated system {crs}; check it.',
  ],
  outsideChina: [
    '数据范围在中国以外，请核对坐标系和来源。',
    'The data lie outside China; check coordinate system and source.',
  ],
  noFeatures: ['图层“{layer}”没有图斑，无可导入。', 'Layer "{layer}" has no features; nothing to import.'],
  noGeometry: [
    '图层“{layer}”的 {count} 条记录都没有图形。',
    'None of the {count} records of layer "{layer}" has a geometry.',
  ],
  wrongType: ['图层“{layer}”是{type}，这里需要面。', 'Layer "{layer}" holds {typeEn}; polygons are needed here.'],
  severalLayers: [
    '文件里有 {count} 个可用图层：{layers}，请选择一个。',
    'The file has {count} usable layers: {layers}; choose one.',
  ],
  duplicateFields: ['字段名重复，已改名：{fields}。', 'Repeated field names were renamed: {fields}.'],
  txtLine: ['第 {line} 行：{what}。', 'Line {line}: {whatEn}.'],
  txtMoreLines: ['还有 {count} 处类似的提示没有列出。', '{count} more lines of this kind are not listed.'],
  ignoredNested: ['压缩包里再套的第二层压缩包不读。', 'An archive inside an inner archive is not read.'],
  ignoredKind: ['不是可收的格式，已跳过。', 'Not an accepted format; skipped.'],
  ignoredLink: ['是链接，不是文件，已跳过。', 'A link, not a file; skipped.'],
  ignoredEmpty: ['空文件，已跳过。', 'Empty; skipped.'],
  ignoredOrphan: ['没有同名的 .shp，已跳过。', 'Has no .shp of the same name; skipped.'],
  ignoredRefused: ['{reason}', '{reasonEn}'],
} as const satisfies Record<string, readonly [zh: string, en: string]>;

export const issueTexts = {
  nullGeometry: ['第 {no} 个图斑没有图形，未导入。', 'Feature {no} has no geometry; not imported.'],
  wrongType: ['第 {no} 个图斑是{type}，不是面，未导入。', 'Feature {no} is not a polygon; not imported.'],
  nonFinite: [
    '第 {no} 个图斑有不是数字的坐标，未导入。',
    'Feature {no} has a coordinate that is not a number; not imported.',
  ],
  outsideCrs: [
    '第 {no} 个图斑的坐标（{at}）不在所选坐标系范围内，未导入；请核对坐标系。',
    'Feature {no} lies outside the chosen coordinate system ({at}); not imported. Check the system.',
  ],
  ringTooShort: [
    '第 {no} 个图斑的边界不足 3 个不同的点，未导入。',
    'The outline of feature {no} has fewer than 3 distinct points; not imported.',
  ],
  zeroArea: ['第 {no} 个图斑面积为 0，未导入。', 'Feature {no} has no area; not imported.'],
  damagedGeometry: ['第 {no} 个图斑的图形数据损坏，未导入。', 'The geometry of feature {no} is damaged; not imported.'],
  tooManyVertices: [
    '第 {no} 个图斑有 {count} 个点，超过 {limit} 个，未导入；请拆分后再传。',
    'Feature {no} has {count} vertices, more than {limit}; not imported. Split it.',
  ],
  ringClosed: ['第 {no} 个图斑的边界没有闭合，已闭合。', 'The outline of feature {no} was not closed; closed it.'],
  ringDropped: [
    '第 {no} 个图斑里有不足 3 个点的环，已去掉。',
    'A ring of feature {no} with fewer than 3 points was dropped.',
  ],
  selfCrossing: [
    '第 {no} 个图斑的边界自相交（{at}），入库时需要修复。',
    'The outline of feature {no} crosses itself ({at}); it needs repair.',
  ],
  badText: [
    '第 {no} 个图斑的“{field}”有无法识别的文字，已用“�”代替。',
    'Unreadable text in "{field}" of feature {no} was replaced by "�".',
  ],
  badNumber: [
    '第 {no} 个图斑的“{field}”不是数字（{value}），按空值导入。',
    '"{field}" of feature {no} is not a number ({value}); imported as empty.',
  ],
  badDate: [
    '第 {no} 个图斑的“{field}”不是日期（{value}），按空值导入。',
    '"{field}" of feature {no} is not a date ({value}); imported as empty.',
  ],
  badValue: [
    '第 {no} 个图斑的“{field}”不符合要求（{value}），按空值导入。',
    '"{field}" of feature {no} is not acceptable ({value}); imported as empty.',
  ],
  unmappedValue: [
    '第 {no} 个图斑的“{field}”取值“{value}”没有对应，按空值导入。',
    'Value "{value}" of "{field}" in feature {no} has no mapping; imported as empty.',
  ],
} as const satisfies Record<string, readonly [zh: string, en: string]>;

export type RefusalCode = keyof typeof refusals;
export type NoticeCode = keyof typeof notices;
export type IssueCode = keyof typeof issueTexts;
export type MessageParams = Readonly<Record<string, string | number>>;

/** Both sentences of a pair with their `{x}` filled in; an unknown placeholder stays visible rather than vanishing. */
export function fill(pair: readonly [string, string], params: MessageParams = {}): { zh: string; en: string } {
  const put = (text: string) => text.replace(/\{(\w+)\}/g, (whole, key: string) => `${params[key] ?? whole}`);
  return { zh: put(pair[0]), en: put(pair[1]) };
}
