import { placeSql } from '../../../platform/db/index.ts';
import type { Tx } from '../../../platform/request.ts';

export type SubjectKind = 'clue' | 'problem';

export interface LayerInUse {
  id: string;
  kind: string;
  year: number;
  title: string;
}

/** A subject without its outline, as read. */
export interface SubjectHead {
  id: string;
  divisionCode: string;
  state: string;
  repaired: string | null;
  bytes: number;
}

/**
 * Everything an overlay of some subjects needs, as it came from the database: outlines one after the other in EWKB, what
 * belongs to them as text. It goes to the kernel's thread as it is (`unpack`); only the subjects' heads are read here.
 */
export interface RawGround {
  layers: LayerInUse[];
  /** In the order of their ids. */
  subjects: SubjectHead[];
  shapes: Uint8Array;
  /** Features of the layers in use and villages (kind `division`, class = the village's code), by subject. */
  features: string;
  outlines: Uint8Array;
  /** Problems with an outline whose box meets a subject's. */
  earlier: string;
  grounds: Uint8Array;
}

/** Where subjects come from: stored rows by id, rows of a draft, or one outline ($2) that is nobody's. */
const sources = {
  clue: `select id, division_code, state, repaired, geom from clue
         where county_code = $1 and id = any ($2::uuid[]) and geom is not null`,
  problem: `select id, division_code, state, repaired, geom from problem
            where county_code = $1 and id = any ($2::uuid[]) and geom is not null`,
  draft: `select id, division_code, 'draft' as state, repaired, geom from clue_draft
          where county_code = $1 and id = any ($2::uuid[]) and geom is not null and not refused`,
  shape: `select null::uuid as id, '' as division_code, '' as state, null::text as repaired, $2::geometry as geom`,
} as const;

/** Bytes from which on an outline is sent once. */
const LARGE = 8192;

/**
 * Reads subjects and all that may lie under them in one statement: a clue overlaid alone waits for the database as many
 * times as there are statements. Layer kinds beyond `kinds` (null: all) are left out; versions in `packed` are named
 * among the layers, but their features are not read.
 *
 * Each subject and layer is one index probe, kept so by `offset 0`: as a plain join the planner would turn it round into
 * a scan of the layer. A large outline travels once however many subjects it meets (a red line of 100,000 vertices may
 * meet them all); looking for small ones that meet two would cost more than sending them twice. Everything comes in a few
 * values: 10,000 rows one by one cost the driver more than the kernel takes for them.
 */
export async function readGround(
  tx: Tx,
  countyCode: string,
  source: keyof typeof sources,
  of: readonly string[] | string,
  { kinds = null, packed = [] }: { kinds?: readonly string[] | null; packed?: readonly string[] } = {},
): Promise<RawGround> {
  const [row] = await tx.prepared<ReadRow>(
    `with subject as materialized (
       select row_number() over (order by id)::int - 1 as ord, s.* from (${sources[source]}) as s
     ),
     layer as materialized (
       select distinct on (kind) id, kind, year, title from layer_version
       where county_code = $1 and state = 'active' and kind <> 'division' and ($3::text[] is null or kind = any ($3))
       order by kind, year desc, activated_at desc
     ),
     met as (
       select l.kind, f.class_code, f.net_factor, f.label, s.ord, f.id, null as code, f.geom
       from subject s join layer l on l.id <> all ($4::uuid[])
       cross join lateral (
         select f.id, f.class_code, f.net_factor, f.label, f.geom from layer_feature f
         where f.county_code = $1 and f.layer_version_id = l.id and f.geom && s.geom offset 0
       ) as f
       union all
       select 'division', d.code, 1, d.name, s.ord, null, d.code, d.geom
       from subject s
       cross join lateral (
         select d.code, d.name, d.geom from division d
         where d.level = 'village' and starts_with(d.code, $1) and d.valid_to is null and d.geom && s.geom
           and $3::text[] is null offset 0
       ) as d
     ),
     told as (
       select *, case when large then coalesce(code, id::text) end as key,
         case when large then not exists (
           select 1 from subject b where b.ord < sized.ord and b.geom && sized.geom) else true end as whole
       from (select *, pg_column_size(geom) > ${LARGE} as large from met) as sized
     ),
     earlier as (
       select s.ord, p.id, p.problem_no, p.state, p.geom::bytea as outline
       from subject s
       cross join lateral (
         select p.id, p.problem_no, p.state, p.geom from problem p
         where p.county_code = $1 and ${placeSql('p')} && s.geom and p.geom is not null and $3::text[] is null offset 0
       ) as p
     )
     select
       (select json_agg(json_build_object('id', id, 'kind', kind, 'year', year, 'title', title)) from layer) as layers,
       (select json_agg(json_build_object('id', id, 'divisionCode', division_code, 'state', state, 'repaired', repaired,
          'bytes', octet_length(geom::bytea)) order by ord) from subject) as subjects,
       (select encode(string_agg(geom::bytea, '' order by ord), 'base64') from subject) as shapes,
       f.told::text as features, encode(f.outlines, 'base64') as outlines,
       e.problems::text as earlier, encode(e.grounds, 'base64') as grounds
     from (
       select json_agg(case when whole
           then json_build_array(ord, key, kind, class_code, net_factor, label, octet_length(geom::bytea))
           else json_build_array(ord, key) end) as told,
         string_agg(case when whole then geom::bytea end, '') as outlines
       from told
     ) as f,
     (
       select json_agg(json_build_array(ord, id, problem_no, state, octet_length(outline))) as problems,
         string_agg(outline, '') as grounds
       from earlier
     ) as e`,
    [countyCode, of, kinds, packed],
  );
  if (!row) throw new Error('overlay: an aggregate without a row');
  return {
    layers: row.layers ?? [],
    subjects: row.subjects ?? [],
    shapes: Buffer.from(row.shapes ?? '', 'base64'),
    features: row.features ?? '[]',
    outlines: Buffer.from(row.outlines ?? '', 'base64'),
    earlier: row.earlier ?? '[]',
    grounds: Buffer.from(row.grounds ?? '', 'base64'),
  };
}

/** Bytes come as base64: the driver's own hexadecimal is half as long again. */
type ReadRow = { [K in keyof RawGround]: (RawGround[K] extends Uint8Array ? string : RawGround[K]) | null };
