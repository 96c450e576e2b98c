import type { PhotoDoubt } from '@shoutian/domain/api';
import type { Actor } from '@shoutian/domain/people';
import { problemStates } from '@shoutian/domain/problem';
import type { Tx } from '../../../platform/request.ts';
import { type PhotoRow, photoColumns } from '../queries.ts';

export interface DoubtfulRow extends PhotoRow {
  record_kind: 'clue' | 'problem';
  record_id: string;
  record_no: string;
  record_title: string;
  village_name: string | null;
  geom: Buffer | null;
  place_lng: number | null;
  place_lat: number | null;
}

export interface DoubtFilter {
  readonly division?: readonly string[] | undefined;
  readonly doubt?: readonly PhotoDoubt[] | undefined;
  readonly subjectKind?: readonly string[] | undefined;
  readonly from?: string | undefined;
}

const openProblems = problemStates.entries.filter((entry) => entry.open).map((entry) => entry.code);
/** Levels that want a look, as a path over the stored reasons. */
const asksPath = '$[*] ? (@.level == "block" || @.level == "flag" || @.level == "warn")';

// The text of the condition is that of the index photo_doubtful: with any other words the index is not used.
const doubtful = `f.review is null and f.checks @? '${asksPath}'`;

// A look-back looks at a problem that is written off, so its photo waits whatever the problem's state.
const waiting = `waiting as (
    select f.id, f.received_at, f.checks, c.id as clue_id, p.id as problem_id
    from photo f
    left join stop_measure s on s.county_code = $1 and f.subject_kind = 'stopMeasure' and s.id = f.subject_id
    left join clue c on c.county_code = $1 and c.id = case when f.subject_kind = 'clue' then f.subject_id
      when s.subject_kind = 'clue' then s.subject_id end
    left join problem p on p.county_code = $1 and p.id = coalesce(f.problem_id, c.problem_id,
      case when f.subject_kind = 'problem' then f.subject_id when s.subject_kind = 'problem' then s.subject_id end)
    where f.county_code = $1 and ${doubtful} and f.uploaded_by <> $2
      and ($3::text[] is null or exists (select 1 from unnest($3::text[]) as d (code) where starts_with(f.division_code, d.code)))
      and ($4::text[] is null or f.subject_kind = any ($4::text[]))
      and (f.subject_kind = 'lookBack' or p.state = any ($5::text[])
        or (p.id is null and c.state in ('registered', 'dispatched', 'reported')))
  )`;

const valuesOf = (actor: Actor, filter: DoubtFilter): unknown[] => [
  actor.countyCode,
  actor.id,
  filter.division ?? null,
  filter.subjectKind ?? null,
  openProblems,
];
const asksAbout = (n: number): string => `($${n}::text[] is null or exists (
      select 1 from jsonb_array_elements(w.checks) as r (reason)
      where r.reason->>'id' = any ($${n}::text[]) and r.reason->>'level' in ('block', 'flag', 'warn')))`;

/** One page of what waits; ordered by receipt so that a judgement never moves what comes next. */
export async function doubtfulPage(
  tx: Tx,
  actor: Actor,
  filter: DoubtFilter & { page: number; pageSize: number },
): Promise<DoubtfulRow[]> {
  return tx.query<DoubtfulRow>(
    `with ${waiting}, page as (
       select w.* from waiting w
       where ${asksAbout(6)} and ($7::uuid is null or (w.received_at, w.id) >= (
         select b.received_at, b.id from photo b where b.county_code = $1 and b.id = $7))
       order by w.received_at, w.id limit $8 offset $9
     )
     select ${photoColumns.map((name) => `f.${name}`).join(', ')}, d.name as village_name,
       case when p.id is null then 'clue' else 'problem' end as record_kind, coalesce(p.id, c.id) as record_id,
       coalesce(p.problem_no, c.clue_no) as record_no, coalesce(p.title, c.location_text) as record_title,
       coalesce(p.geom, c.geom)::bytea as geom, ST_X(coalesce(p.point, c.point)) as place_lng,
       ST_Y(coalesce(p.point, c.point)) as place_lat
     from page join photo f on f.county_code = $1 and f.id = page.id
     left join clue c on c.county_code = $1 and c.id = page.clue_id
     left join problem p on p.county_code = $1 and p.id = page.problem_id
     left join division d on d.code = f.division_code
     order by f.received_at, f.id`,
    [
      ...valuesOf(actor, filter),
      filter.doubt ?? null,
      filter.from ?? null,
      filter.pageSize,
      (filter.page - 1) * filter.pageSize,
    ],
  );
}

/** How many wait, and how many of them each check asks about. */
export async function doubtCounts(
  tx: Tx,
  actor: Actor,
  filter: DoubtFilter,
): Promise<{ total: number; byDoubt: { doubt: PhotoDoubt; count: number }[] }> {
  const [sum] = await tx.query<{ n: number }>(
    `with ${waiting} select count(*) as n from waiting w where ${asksAbout(6)}`,
    [...valuesOf(actor, filter), filter.doubt ?? null],
  );
  const rows = await tx.query<{ doubt: PhotoDoubt; n: number }>(
    `with ${waiting}
     select r.reason->>'id' as doubt, count(distinct w.id) as n
     from waiting w cross join jsonb_array_elements(w.checks) as r (reason)
     where r.reason->>'level' in ('block', 'flag', 'warn') group by 1 order by 1`,
    valuesOf(actor, filter),
  );
  return { total: sum?.n ?? 0, byDoubt: rows.map((row) => ({ doubt: row.doubt, count: row.n })) };
}
