import { formatMu } from '@shoutian/domain/format';
import { areaM2, type BBox, flatFromWkb, normaliseRings, toEwkb } from '@shoutian/domain/geo';
import type { LooseWork } from '../../platform/request.ts';
import { issue, type RowIssue } from './issues.ts';
import { repairShapes } from './queries/matches.ts';

const CHUNK = 250;

const reasons: readonly (readonly [RegExp, string])[] = [
  [/Ring Self-intersection/i, '边界自己碰到自己'],
  [/Self-intersection/i, '边界自相交'],
  [/Hole lies outside/i, '洞在外边界之外'],
  [/Holes are nested|Nested shells/i, '环互相套着'],
  [/Interior is disconnected/i, '洞把图形切断'],
  [/Duplicate Rings/i, '环重复'],
  [/Too few points/i, '点数太少'],
];

/** What PostGIS found, in words, with the place: `Self-intersection[106.5 29.8]`. */
export function repairReason(reason: string): string {
  const words = reasons.find(([pattern]) => pattern.test(reason))?.[1] ?? reason.replace(/\[.*/, '');
  const at = /\[(-?[\d.]+) (-?[\d.]+)\]/.exec(reason);
  return at ? `${words}（${Number(at[1]).toFixed(6)}，${Number(at[2]).toFixed(6)}）` : words;
}

interface Reparable {
  geometry: Uint8Array | null;
  original: Uint8Array | null;
  bbox: BBox | null;
  areaM2: number | null;
  surelyValid: boolean;
  refused: boolean;
  repaired: string | null;
  issues: RowIssue[];
}

/**
 * Repairs invalid shapes in the database and says what was repaired; the shape as delivered stays in `original`. Rows
 * that have no area afterwards are refused.
 */
export async function repairRows(work: LooseWork, rows: readonly Reparable[]): Promise<void> {
  const doubtful = rows.filter((row) => row.geometry !== null && !row.surelyValid && !row.refused);
  for (let at = 0; at < doubtful.length; at += CHUNK) {
    const part = doubtful.slice(at, at + CHUNK);
    const found = await work.transaction(({ tx }) =>
      repairShapes(
        tx,
        part.map((row) => Buffer.from(row.geometry ?? []).toString('hex')),
      ),
    );
    for (const { ord, reason, geom } of found) {
      const row = part[ord];
      if (!row) continue;
      row.original = row.geometry;
      const shape = geom === null ? null : normaliseRings(flatFromWkb(geom));
      const area = shape === null ? 0 : areaM2(shape);
      // The reader already warned of the crossing; what was done about it says more.
      row.issues = row.issues.filter(({ code }) => code !== 'selfCrossing');
      if (shape === null || area <= 0) {
        row.refused = true;
        row.issues.push(issue('emptyRepair'));
        continue;
      }
      const before = row.areaM2 === null ? '' : `，面积 ${formatMu(row.areaM2)} → ${formatMu(area)} 亩`;
      row.repaired = `${repairReason(reason)}，已修复${before}`;
      row.geometry = toEwkb(shape);
      row.bbox = shape.bbox;
      row.areaM2 = area;
    }
  }
}
