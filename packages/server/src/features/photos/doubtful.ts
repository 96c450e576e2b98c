import type { DoubtfulPhoto, listDoubtfulPhotos, OutputOf } from '@shoutian/domain/api';
import { flatFromWkb, labelPoint, toGeoJson } from '@shoutian/domain/geo';
import type { Actor } from '@shoutian/domain/people';
import type { z } from 'zod';
import type { Work } from '../../platform/request.ts';
import { presentPhoto } from './present.ts';
import { type DoubtfulRow, doubtCounts, doubtfulPage } from './queries/doubtful.ts';

/** Photos that wait for somebody's judgement, longest waiting first, and how many there are of each kind of doubt. */
export async function doubtfulPhotos(
  work: Work,
  query: z.output<(typeof listDoubtfulPhotos)['query'] & z.ZodType>,
): Promise<OutputOf<typeof listDoubtfulPhotos>> {
  const { tx, actor } = work;
  const counts = await doubtCounts(tx, actor, query);
  return {
    rows: (await doubtfulPage(tx, actor, query)).map((row) => present(row, actor)),
    total: counts.total,
    counts: counts.byDoubt,
  };
}

function present(row: DoubtfulRow, actor: Actor): DoubtfulPhoto {
  const flat = row.geom === null ? null : flatFromWkb(row.geom);
  const inside = flat === null ? null : labelPoint(flat);
  const known = row.place_lng === null || row.place_lat === null ? null : ([row.place_lng, row.place_lat] as const);
  const [lng, lat] = known ?? inside ?? [];
  return {
    ...presentPhoto(row, actor),
    record: { kind: row.record_kind, id: row.record_id, no: row.record_no, title: row.record_title },
    villageName: row.village_name ?? row.division_code,
    geometry: flat === null ? null : toGeoJson(flat),
    point: lng === undefined || lat === undefined ? null : [lng, lat],
  };
}
