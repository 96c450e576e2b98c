import type { Sentence } from './brands.ts';

const beijing54 = /beijing[\s_]*(19)?54|krass?ov?sky|北京\s*(19)?54|(19)?54\s*年?\s*北京/i;
const xian80 = /xi'?an[\s_]*(19)?80|IAG[\s_]*1975|西安\s*(19)?80|(19)?80\s*年?\s*(西安|国家大地)/i;

// EPSG: 4610 and 2327–2390 are Xi'an 1980; 4214, 2401–2442 and 214xx Beijing 1954; 4555 and 4568–4589, 4652–4655,
// 4766–4782 New Beijing.
function datumOfCode(code: number): string | null {
  if (code === 4610 || (code >= 2327 && code <= 2390)) return '西安80';
  if (code === 4214 || (code >= 2401 && code <= 2442) || (code >= 21413 && code <= 21483)) return '北京54';
  if (code === 4555 || (code >= 4568 && code <= 4589) || (code >= 4652 && code <= 4655)) return '新北京54';
  return code >= 4766 && code <= 4782 ? '新北京54' : null;
}

function datumOf(text: string): string | null {
  if (beijing54.test(text)) return '北京54';
  if (xian80.test(text)) return '西安80';
  const code = /^\s*(?:EPSG\s*:+\s*)?(\d{4,5})\s*$/i.exec(text)?.[1];
  return code === undefined ? null : datumOfCode(Number(code));
}

/**
 * The sentence with which coordinates of an old datum (1954 北京, 1980 西安) are refused, null when the text names
 * neither. The text is a WKT or .prj, a 坐标系 line, or an EPSG code. They need official local parameters: without
 * them positions are tens of metres off, and no guess may stand in a legal file.
 */
export function oldDatumRefusal(text: string): Sentence | null {
  const datum = datumOf(text);
  if (datum === null) return null;
  return {
    zh: `这份数据的坐标系是${datum}，换算到国家2000需要当地的官方转换参数。请由测绘部门转换为国家2000坐标系后再导入。`,
    en: `These coordinates are in the old ${datum} datum, which needs official local parameters. Have the survey office convert them to CGCS2000, then import again.`,
  };
}
