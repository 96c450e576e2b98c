import { areaM2, destination, flatFromGeoJson, type LonLat, toEwkb } from '@shoutian/domain/geo';
import { newId } from '../../platform/ids.ts';
import type { Harness } from '../../testing/harness.ts';
import { places } from '../../testing/harness.ts';

/** A square of so many metres, its south-west corner at a place. */
export function squareAt(lon: number, lat: number, metres: number) {
  const corner: LonLat = [lon, lat];
  const east = destination(corner, 90, metres);
  const north = destination(corner, 0, metres);
  return {
    type: 'Polygon' as const,
    coordinates: [
      [
        [lon, lat],
        [east[0], lat],
        [east[0], north[1]],
        [lon, north[1]],
        [lon, lat],
      ],
    ],
  };
}

type Shape = { type: 'Polygon'; coordinates: number[][][] };
export const hexOf = (shape: Shape): string => Buffer.from(toEwkb(flatFromGeoJson(shape))).toString('hex');
export const sizeOf = (shape: Shape): number => areaM2(flatFromGeoJson(shape));
let ground = 0;
/** Ground of its own for every problem: 0.01 degrees apart. */
export function ownGround(metres = 40) {
  ground += 1;
  return squareAt(106.5 + 0.01 * (ground % 30), 29.5 + 0.01 * Math.floor(ground / 30), metres);
}

export interface MadeProblem {
  id: string;
  areaM2: number;
  shape: Shape;
  no: string;
}

/** A verified problem under rectification, as the ledger would have it after its list was frozen. */
export async function makeProblem(
  house: Harness,
  given: {
    division?: string;
    state?: string;
    method?: string;
    demolition?: boolean;
    shape?: Shape;
    verify?: string | null;
    builtYear?: number;
    lead?: string;
    writtenOffOn?: string;
  } = {},
): Promise<MadeProblem> {
  const id = newId();
  const shape = given.shape ?? ownGround();
  const area = sizeOf(shape);
  const no = `2026-示例-${id.slice(-6)}`;
  await house.server.platform.db.pool.query(
    `insert into problem (county_code, id, division_code, problem_no, title, channel, discovery_method, found_year, built_year,
       type, lead_unit, state, state_since, area_m2, geom, created_by, updated_by, found_at, verify_result, verified_by,
       verified_on, rectify_method, demolition_required, category, measures, list_formed_on, due_on, original_due_on, written_off_on)
     values ($1, $2, $3, $4, '硬化堆场及彩钢棚', 'satelliteEnforcement', 'imageInterpretation', 2026, $5, 'T16', $6, $7, now(), $8, $9,
       'x', 'x', '2026-03-02T02:00:00Z', $10, '周甲', '2026-03-05', $11, $12, 'byDate', '拆除硬化，恢复耕种', '2026-03-10',
       '2026-05-09', '2026-05-09', $13)`,
    [
      (given.division ?? places.villageA1).slice(0, 6),
      id,
      given.division ?? places.villageA1,
      no,
      given.builtYear ?? null,
      given.lead ?? 'townBuild',
      given.state ?? 'rectifying',
      area,
      hexOf(shape),
      given.verify === undefined ? 'true' : given.verify,
      given.method ?? 'demolishAndRecultivate',
      given.demolition ?? true,
      given.writtenOffOn ?? null,
    ],
  );
  return { id, areaM2: area, shape, no };
}

/** A photo row as the photo feature leaves it; the bytes do not matter here. */
export async function makePhoto(
  house: Harness,
  problemId: string,
  photo: {
    by: string;
    kind?: string;
    stage?: string;
    viewpoint?: string | null;
    at?: readonly [number, number] | null;
    bearing?: number | null;
    checks?: readonly { id: string; level: string }[];
    review?: string | null;
    subject?: 'clue' | 'problem';
  },
): Promise<string> {
  const id = newId();
  const sha = Buffer.from(id.replaceAll('-', '').repeat(2), 'hex').toString('hex').padEnd(64, '0').slice(0, 64);
  const { pool } = house.server.platform.db;
  await pool.query(
    `insert into blob (county_code, sha256, size, mime) values ($1, $2, 1, 'image/jpeg') on conflict do nothing`,
    [places.county, sha],
  );
  await pool.query(
    `insert into photo (county_code, id, division_code, subject_kind, subject_id, problem_id, kind, stage, viewpoint, sha256,
       mime, size, received_at, lng, lat, bearing_deg, checks, review, uploaded_by, uploaded_by_name)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'image/jpeg', 1, now(), $11, $12, $13, $14, $15, $16, '李乙')`,
    [
      places.county,
      id,
      places.villageA1,
      photo.subject ?? 'problem',
      photo.subject === 'clue' ? newId() : problemId,
      problemId,
      photo.kind ?? 'panorama',
      photo.stage ?? 'after',
      photo.viewpoint ?? null,
      sha,
      photo.at?.[0] ?? null,
      photo.at?.[1] ?? null,
      photo.bearing ?? null,
      JSON.stringify(photo.checks ?? []),
      photo.review ?? null,
      photo.by,
    ],
  );
  return id;
}

/** The demolition is done and shown: before, during and after from two viewpoints, broken slab and soil depth. */
export async function proveDemolition(house: Harness, problem: MadeProblem, by: string): Promise<void> {
  const [first = [0, 0], second = [0, 0]] = problem.shape.coordinates[0] ?? [];
  const places2: [string, readonly [number, number]][] = [
    ['西南角', [first[0] ?? 0, first[1] ?? 0]],
    ['东南角', [second[0] ?? 0, second[1] ?? 0]],
  ];
  for (const [viewpoint, at] of places2)
    for (const stage of ['before', 'after'])
      await makePhoto(house, problem.id, { by, stage, viewpoint, at, bearing: 41 });
  await makePhoto(house, problem.id, { by, stage: 'during', kind: 'hardeningBroken' });
  await makePhoto(house, problem.id, { by, stage: 'during', kind: 'soilDepth' });
  await house.server.platform.db.pool.query(
    `insert into milestone (county_code, id, division_code, problem_id, step, name, planned_on, actual_on, position)
     values ($1, $2, $3, $4, 'demolished', '拆除清场', '2026-04-01', '2026-04-02', 1)`,
    [places.county, newId(), places.villageA1, problem.id],
  );
}

/** A pack for 拆除复耕 in which nothing is missing. */
export const wholePack = (areaM2: number) => ({
  method: 'demolishAndRecultivate' as const,
  parts: [
    {
      label: '水田',
      landClass: '0101',
      treatment: 'recultivated' as const,
      areaM2: areaM2 - 100,
      expectedM2: areaM2 - 100,
    },
    { label: '农村道路', landClass: '1006', treatment: 'kept' as const, areaM2: 100, expectedM2: 100 },
  ],
  recultivation: {
    hardeningRemoved: true,
    soilDepthCm: 35,
    debris: '3 车 46 吨，运往建筑垃圾场',
    crop: '玉米',
    irrigation: '沟渠恢复',
    visits: [
      { on: '2026-04-10', note: '' },
      { on: '2026-05-02', note: '' },
    ],
  },
  penalty: { applicable: false, note: '限期内自行拆除' },
  caseNote: '限期内自行拆除，未立案',
});

/** The county has confirmed these rules, so that they block. */
export async function confirmRules(house: Harness, rules: Record<string, unknown>): Promise<void> {
  for (const [key, value] of Object.entries(rules))
    await house.server.platform.db.pool.query(
      `insert into rule (county_code, id, key, value, valid_from, source_doc, mark, status, created_by)
       values ($1, $2, $3, $4, '2020-01-01', '示例县规则确认表', 'D', 'confirmed', 'x')`,
      [places.county, newId(), key, JSON.stringify(value)],
    );
}
