import { areaM2, flatFromWkb } from '@shoutian/domain/geo';
import type pg from 'pg';
import { doubtfulIds, invalidAmong, removeFeatures, replaceGeometries } from './queries/features.ts';

/** Judged at a time: a statement of well under a second on the embedded database. */
const CHUNK = 1000;

const reasons: readonly (readonly [RegExp, string])[] = [
  [/^Ring Self-intersection/i, '环自相交'],
  [/^Self-intersection/i, '边界自相交'],
  [/^Nested shells/i, '面套面'],
  [/^Holes are nested/i, '洞套洞'],
  [/^Hole lies outside shell/i, '洞在面外'],
  [/^Duplicate rings/i, '环重复'],
  [/^Interior is disconnected/i, '内部不连通'],
  [/^Too few points/i, '点数不足'],
];

/** What PostGIS found, in the user's words with the place: `边界自相交（106.12345, 29.80001）`. */
export function reasonInWords(reason: string): string {
  const words = reasons.find(([pattern]) => pattern.test(reason))?.[1] ?? '图形无效';
  const at = /\[(-?[\d.]+) (-?[\d.]+)\]/.exec(reason);
  return at ? `${words}（${Number(at[1]).toFixed(6)}, ${Number(at[2]).toFixed(6)}）` : words;
}

export interface Repairs {
  repaired: { fid: number; what: string }[];
  /** Features with no polygonal part left; they were removed. */
  refused: { fid: number; what: string }[];
}

/**
 * Asks PostGIS about every feature that the reader could not prove valid, replaces what is invalid by its polygonal
 * part with a new area, and removes what has none. Runs in short statements; `onChunk` may throw to stop.
 */
export async function repairInvalid(
  pool: pg.Pool,
  countyCode: string,
  versionId: string,
  onChunk: (judged: number) => Promise<void>,
): Promise<Repairs> {
  const outcome: Repairs = { repaired: [], refused: [] };
  let after = '00000000-0000-0000-0000-000000000000';
  for (let judged = 0; ; ) {
    const ids = await doubtfulIds(pool, countyCode, versionId, after, CHUNK);
    const last = ids.at(-1);
    if (last === undefined) return outcome;
    after = last;
    const bad = await invalidAmong(pool, countyCode, ids);
    const mended = bad.flatMap(({ id, fid, reason, fixed }) => {
      if (fixed === null) return [];
      const area = areaM2(flatFromWkb(fixed));
      return [{ id, fid, ewkb: fixed, areaM2: area, what: `${reasonInWords(reason)}，已修复` }];
    });
    await replaceGeometries(pool, countyCode, mended);
    const lost = bad.filter(({ fixed }) => fixed === null);
    await removeFeatures(
      pool,
      countyCode,
      lost.map(({ id }) => id),
    );
    outcome.repaired.push(...mended.map(({ fid, what }) => ({ fid, what })));
    outcome.refused.push(...lost.map(({ fid, reason }) => ({ fid, what: reasonInWords(reason) })));
    judged += ids.length;
    await onChunk(judged);
  }
}
