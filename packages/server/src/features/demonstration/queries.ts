import { toEwkb } from '@shoutian/domain/geo';
import type { LayerKind } from '@shoutian/domain/layers';
import type pg from 'pg';
import type { Db, Tx } from '../../platform/db/index.ts';
import { newId } from '../../platform/ids.ts';
import { type CopyType, copyFile } from './copy.ts';
import type { LandFeature } from './landscape/index.ts';

const columns: readonly (readonly [string, CopyType])[] = [
  ['county_code', 'text'],
  ['id', 'uuid'],
  ['layer_version_id', 'uuid'],
  ['class_code', 'text'],
  ['net_factor', 'float8'],
  ['label', 'text'],
  ['place_code', 'text'],
  ['stated_m2', 'float8'],
  ['area_m2', 'float8'],
  ['attrs', 'jsonb'],
  ['geom', 'geometry'],
];

/** A layer of the demonstration as one binary COPY file. */
export function featureFile(countyCode: string, versionId: string, features: readonly LandFeature[]): Buffer {
  return copyFile(
    columns.map(([, type]) => type),
    features.map((each) => [
      countyCode,
      newId(),
      versionId,
      each.classCode,
      each.netFactor,
      each.label,
      each.placeCode,
      each.statedM2,
      each.areaM2,
      { ...each.attrs },
      toEwkb(each.geometry),
    ]),
  );
}

/** Loads files of features; rows count only once their version is written (see insertVersion). */
export async function loadFeatures(db: Db, files: AsyncIterable<Uint8Array>): Promise<number> {
  const { rows } = await db.bulkLoad({
    table: 'layer_feature',
    columns: columns.map(([name]) => name),
    batches: files,
  });
  return rows;
}

/** Clears what an interrupted earlier try has left: rows without a county. */
export async function clearLeftovers(pool: pg.Pool, countyCode: string): Promise<void> {
  await pool.query(
    'delete from layer_feature where county_code = $1 and not exists (select 1 from county where code = $1)',
    [countyCode],
  );
}

export interface NewVersion {
  id: string;
  kind: LayerKind;
  title: string;
  sha256: string;
  count: number;
  areaM2: number;
  bounds: readonly [number, number, number, number];
}

/** Writes a layer’s version as active: from the commit on its features count. */
export async function insertVersion(tx: Tx, countyCode: string, version: NewVersion, now: Date): Promise<void> {
  await tx.query(
    `insert into layer_version (county_code, id, division_code, kind, year, title, source_unit, secrecy, code_system, file_name,
       file_sha256, source_crs, state, feature_count, area_m2, bounds, imported_by, imported_by_name, imported_at, activated_at)
     values ($1, $2, $1, $3, 2025, $4, '演示数据', 'public', $5, '演示', $6, 'EPSG:4490', 'active', $7, $8,
       st_makeenvelope($9, $10, $11, $12, 4490), 'system', '系统', $13, $13)`,
    [
      countyCode,
      version.id,
      version.kind,
      version.title,
      version.kind === 'landClass' || version.kind === 'permanentBasicFarmland' ? 'GTDC3_WORK' : null,
      version.sha256,
      version.count,
      version.areaM2,
      ...version.bounds,
      now,
    ],
  );
}

/** The demonstration county, where there is one. */
export async function demonstrationCounty(pool: pg.Pool): Promise<{ code: string; name: string } | undefined> {
  return (
    await pool.query<{ code: string; name: string }>(
      'select code, name from county where demonstration order by code limit 1',
    )
  ).rows[0];
}
