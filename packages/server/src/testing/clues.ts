import { addPhoto } from '@shoutian/domain/api';
import type { PhotoKind } from '@shoutian/domain/dictionaries';
import { searchText } from '@shoutian/domain/format';
import { areaM2, flatFromGeoJson, toEwkb } from '@shoutian/domain/geo';
import sharp from 'sharp';
import { newId } from '../platform/ids.ts';
import { type Client, type Harness, places } from './harness.ts';

type Square = { type: 'Polygon'; coordinates: [number, number][][] };
/** A square of ground with its south-west corner and side in degrees. */
export const square = (lon: number, lat: number, side: number): Square => ({
  type: 'Polygon',
  coordinates: [
    [
      [lon, lat],
      [lon + side, lat],
      [lon + side, lat + side],
      [lon, lat + side],
      [lon, lat],
    ],
  ],
});

/** Batch and clues as a stored import leaves them, written straight into the tables. */
export async function seedClues(harness: Harness): Promise<(clue?: Partial<SeedClue>) => Promise<string>> {
  const { pool } = harness.server.platform.db;
  const batchId = newId();
  await pool.query(
    `insert into clue_batch (county_code, id, division_code, batch_no, title, channel, discovery_method, doc_no, authority,
       received_on, state, created_by, created_by_name)
     values ($1, $2, $1, $3, '三季度卫片', 'satelliteEnforcement', 'imagery', '9999-示例', '示范机关', '2026-11-01', 'stored', 'x', 'x')`,
    [places.county, batchId, `PC${batchId.slice(-6)}`],
  );
  let count = 0;
  return async (clue = {}) => {
    count += 1;
    const id = newId();
    const shape = clue.shape ?? square(106 + count * 0.01, 29.8, 0.001);
    const flat = flatFromGeoJson(shape);
    const no = `XS${batchId.slice(-6)}-${String(count).padStart(4, '0')}`;
    const division = clue.division ?? places.villageA1;
    const text = clue.location ?? '清溪村三组';
    await pool.query(
      `insert into clue (county_code, id, division_code, batch_id, clue_no, monitor_no, channel, discovery_method, location_text,
         geom, original_geom, area_m2, farm_m2, pbf_m2, type, image_date_after, state, state_since, due_on, ongoing, search_terms, created_by)
       values ($1, $2, $3, $4, $5, $6, 'satelliteEnforcement', 'imagery', $7, $8, $8, $9, $10, $11, $12, '2026-09-30',
         'registered', now(), $13, false, $14, 'x')`,
      [
        places.county,
        id,
        division,
        batchId,
        no,
        clue.monitorNo ?? `9999${String(count).padStart(6, '0')}`,
        text,
        Buffer.from(toEwkb(flat)).toString('hex'),
        areaM2(flat),
        clue.farmM2 ?? null,
        clue.pbfM2 ?? null,
        clue.type ?? null,
        clue.dueOn ?? null,
        searchText([no, clue.monitorNo, text]).split(' '),
      ],
    );
    return id;
  };
}

export interface SeedClue {
  shape: Square;
  division: string;
  location: string;
  monitorNo: string;
  type: string;
  farmM2: number;
  pbfM2: number;
  dueOn: string;
}

let seed = 1;
/** A picture of its own: smooth noise, so that no two of them look alike. */
export async function picture(options: { width?: number; height?: number } = {}): Promise<Buffer> {
  const side = 12;
  const raw = Buffer.alloc(side * side * 3);
  for (let i = 0; i < raw.length; i++) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    raw[i] = seed >>> 24;
  }
  return sharp(raw, { raw: { width: side, height: side, channels: 3 } })
    .resize(options.width ?? 640, options.height ?? 480, { fit: 'fill', kernel: 'cubic' })
    .jpeg()
    .toBuffer();
}

/** One photo of a clue of its own picture, taken a minute ago where the clue is. */
export async function snap(
  client: Client,
  clueId: string,
  kind: PhotoKind,
  at: { lng: number; lat: number },
): Promise<string> {
  const id = newId();
  const uploadId = await client.upload(await picture(), `${kind}.jpg`, 'photo');
  await client.call(addPhoto, {
    body: {
      id,
      uploadId,
      subjectKind: 'clue',
      subjectId: clueId,
      kind,
      takenAt: new Date(Date.now() - 60_000).toISOString(),
      clockOffsetS: 0,
      ...at,
      accuracyM: 5,
      imported: false,
    },
  });
  return id;
}
