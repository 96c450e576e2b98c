import type { BatchSetup } from '@shoutian/domain/api';
import { formatMu } from '@shoutian/domain/format';
import { parseLooseDate, parseLooseNumber } from '../../platform/geofile/index.ts';
import { specOf, squareMetresOf, type Unit } from './fields.ts';
import { issue, type RowIssue } from './issues.ts';

export type Attributes = Record<string, string | number | null>;

const MAX_TEXT = 300;
/** Two areas of one parcel differ by projection and rounding; more than this is worth a look. */
const AREA_TOLERANCE = 0.05;

const unitNamed: Partial<Record<string, Unit>> = { 亩: 'mu', m2: 'm2', ha: 'ha' };

/**
 * Reads the mapped columns of a row into the product's fields: days as YYYY-MM-DD, areas in m², codes without blanks.
 * What cannot be read is null and said; the text itself stays in the raw attributes.
 */
export function normaliseRow(
  raw: Readonly<Record<string, string | null>>,
  setup: Pick<BatchSetup, 'mapping' | 'areaUnits'>,
): { attributes: Attributes; issues: RowIssue[] } {
  const attributes: Attributes = {};
  const issues: RowIssue[] = [];
  for (const [column, target] of Object.entries(setup.mapping)) {
    const spec = target === null ? undefined : specOf(target);
    const text = (raw[column] ?? '').normalize('NFKC').trim();
    if (!spec || text === '') continue;
    attributes[spec.id] = null;
    if (spec.type === 'date') {
      const { date, reason } = parseLooseDate(text);
      attributes[spec.id] = date;
      if (reason) issues.push(issue('badDate', { value: text, reason: reason.zh }, column));
    } else if (spec.type === 'number' || spec.type === 'integer') {
      const { number, unit, reason } = parseLooseNumber(text);
      const factor = spec.unit === 'ask' ? squareMetresOf[unitNamed[unit ?? ''] ?? setup.areaUnits[column] ?? 'm2'] : 1;
      attributes[spec.id] = number === null ? null : unit === 'km2' ? number * 1e6 : number * factor;
      if (reason && spec.id !== 'cx' && spec.id !== 'cy')
        issues.push(issue('badNumber', { value: text, reason: reason.zh }, column));
    } else if (spec.type === 'division') {
      const code = /^(\d{12}|\d{9}|\d{6})(?:0{7})?$/.exec(text.replaceAll(/\s/g, ''))?.[1];
      attributes[spec.id] = code ?? null;
      if (code === undefined) issues.push(issue('badCode', { value: text }, column));
    } else {
      attributes[spec.id] = text.slice(0, MAX_TEXT);
      if (text.length > MAX_TEXT) issues.push(issue('tooLong', { limit: MAX_TEXT }, column));
    }
  }
  const [before, after] = [attributes['imageDateBefore'], attributes['imageDateAfter']];
  if (typeof before === 'string' && typeof after === 'string' && after < before) issues.push(issue('imagesReversed'));
  return { attributes, issues };
}

/** Says so when the stated area and the shape's differ by more than 5 %; both are kept. */
export function compareAreas(attributes: Attributes, areaM2: number | null): RowIssue[] {
  const stated = attributes['monitorArea'];
  if (typeof stated !== 'number' || areaM2 === null || stated <= 0 || areaM2 <= 0) return [];
  const apart = Math.abs(stated - areaM2) / areaM2;
  if (apart <= AREA_TOLERANCE) return [];
  const share = apart > 10 ? `${Math.round(apart)} 倍` : `${Math.round(apart * 100)}%`;
  return [issue('areaDiffers', { value: formatMu(stated), shape: formatMu(areaM2), share })];
}
