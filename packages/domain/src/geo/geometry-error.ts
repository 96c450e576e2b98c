import type { Sentence } from './brands.ts';

/** The stable codes under which unreadable geometry is reported. */
export type GeometryErrorCode = 'geometry.notPolygon' | 'geometry.malformed' | 'geometry.notFinite';

const sentences: Record<GeometryErrorCode, Sentence> = {
  'geometry.notPolygon': {
    zh: '这里需要面（Polygon 或 MultiPolygon），请检查图形类型。',
    en: 'A polygon (Polygon or MultiPolygon) is needed here; check the geometry type.',
  },
  'geometry.malformed': {
    zh: '图形数据不完整或已损坏，请重新导出后再试。',
    en: 'The geometry is incomplete or damaged; export it again.',
  },
  'geometry.notFinite': {
    zh: '图形中有不是数字的坐标，请删除或改正该点。',
    en: 'A coordinate of the geometry is not a number; remove or correct that point.',
  },
};

/** Thrown by the readers only; the overlay kernel never throws. `detail` says what was met and where. */
export class GeometryError extends Error {
  readonly code: GeometryErrorCode;
  readonly sentence: Sentence;
  constructor(code: GeometryErrorCode, detail: string) {
    super(`${code}: ${detail}`);
    this.name = 'GeometryError';
    this.code = code;
    this.sentence = sentences[code];
  }
}
