import type { Tx } from '../../../platform/request.ts';

export interface PackableVersion {
  id: string;
  state: string;
  featureCount: number;
}

/** Versions of layers in force, and those of `known` that are no longer. */
export async function packableVersions(
  tx: Tx,
  countyCode: string,
  known: readonly string[],
): Promise<PackableVersion[]> {
  return tx.query<PackableVersion>(
    `select id, state, feature_count::int as "featureCount" from layer_version
     where county_code = $1 and kind <> 'division' and (state = 'active' or id = any ($2::uuid[])) order by activated_at`,
    [countyCode, known],
  );
}

/** Versions that an overlay of this county uses: the newest of each kind. */
export async function versionsInUse(tx: Tx, countyCode: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select distinct on (kind) id from layer_version where county_code = $1 and state = 'active' and kind <> 'division'
     order by kind, year desc, activated_at desc`,
    [countyCode],
  );
  return rows.map(({ id }) => id);
}

/** How many features a version has, and their first and last id; undefined where it has none. */
export async function idRange(
  tx: Tx,
  countyCode: string,
  versionId: string,
): Promise<{ count: number; first: string; last: string } | undefined> {
  const [row] = await tx.query<{ count: number; first: string | null; last: string | null }>(
    `select count(*)::int as count, (array_agg(id order by id))[1] as first, (array_agg(id order by id desc))[1] as last
     from layer_feature where county_code = $1 and layer_version_id = $2`,
    [countyCode, versionId],
  );
  return row?.first && row.last ? { count: row.count, first: row.first, last: row.last } : undefined;
}

export interface FeaturePage {
  /** Where the next page begins; null after the last. */
  next: string | null;
  count: number;
  /** Class, net factor, label and length of the outline of each feature, as JSON. */
  told: string;
  outlines: Uint8Array;
}

/**
 * The next features of a version, in few values (see `readGround`). It walks the primary key, in which the features of a
 * version lie together: with the version among the conditions the planner sorts all of it for each page.
 */
export async function featurePage(
  tx: Tx,
  countyCode: string,
  versionId: string,
  { from, to, limit }: { from: string; to: string; limit: number },
): Promise<FeaturePage> {
  const [row] = await tx.query<{ next: string | null; count: number; told: string | null; outlines: string | null }>(
    `with walked as materialized (
       select *, row_number() over (order by id) as n from (
         select id, layer_version_id, class_code, net_factor, label, geom from layer_feature
         where county_code = $1 and id >= $3 and id <= $4 order by id limit $5 + 1
       ) as batch
     ),
     page as (
       select id, class_code, net_factor, label, geom::bytea as outline from walked
       where layer_version_id = $2 and n <= $5
     )
     select (select id from walked where n = $5 + 1) as next, count(*)::int as count,
       json_agg(json_build_array(class_code, net_factor, label, octet_length(outline)) order by id)::text as told,
       encode(string_agg(outline, '' order by id), 'base64') as outlines
     from page`,
    [countyCode, versionId, from, to, limit],
  );
  return {
    next: row?.next ?? null,
    count: row?.count ?? 0,
    told: row?.told ?? '[]',
    outlines: Buffer.from(row?.outlines ?? '', 'base64'),
  };
}
