import type { Tx } from '../../../platform/request.ts';
import type { LoadedFeature } from '../../overlays/index.ts';

export async function draftsWithShape(
  tx: Tx,
  county: string,
  batchId: string,
  ids: readonly string[],
): Promise<{ id: string; geom: Buffer }[]> {
  return tx.query(
    `select id, geom::bytea as geom from clue_draft
     where county_code = $1 and batch_id = $2 and id = any ($3::uuid[]) and geom is not null and not refused order by id`,
    [county, batchId, ids],
  );
}

/** Features of the layers under draft rows, each once, with the rows (by their place in `ids`) whose box it meets. */
export async function featuresUnderDrafts(
  tx: Tx,
  county: string,
  ids: readonly string[],
  layers: readonly { id: string; kind: string }[],
): Promise<(LoadedFeature & { geom: Buffer })[]> {
  if (layers.length === 0 || ids.length === 0) return [];
  return tx.query(
    `with met as (
       select f.id, array_agg((s.ord - 1)::int) as subjects, v.kind
       from unnest($2::uuid[]) with ordinality as s (id, ord)
       join clue_draft d on d.county_code = $1 and d.id = s.id
       cross join unnest($3::uuid[], $4::text[]) as v (id, kind)
       join layer_feature f on f.county_code = $1 and f.layer_version_id = v.id and f.geom && d.geom
       group by f.id, v.kind
     )
     select met.kind, f.class_code as "classCode", f.net_factor as "netFactor", f.label, met.subjects,
       f.geom::bytea as geom
     from met join layer_feature f on f.county_code = $1 and f.id = met.id`,
    [county, ids, layers.map(({ id }) => id), layers.map(({ kind }) => kind)],
  );
}
