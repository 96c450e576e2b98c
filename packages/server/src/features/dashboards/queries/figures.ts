import { constructionStages } from '@shoutian/domain/dictionaries';
import type { Tx } from '../../../platform/request.ts';
import { tickingStates } from '../../problems/index.ts';

/** What the figures are about; null means all that the reader may see. */
export interface Wanted {
  readonly countyCode: string;
  readonly division: string | null;
  readonly campaignId: string | null;
  /** Figures as of the end of this day. */
  readonly asOf: string;
}

const early = constructionStages.entries.filter((stage) => stage.early).map((stage) => stage.code);

// Older ledgers carry a year, not a day: they count as found at the end of that year. A problem that became part of
// another is that other's; it is not counted twice.
const base = `base as (
  select p.type, left(p.division_code, 12) as village, p.channel, p.found_year, p.state, p.area_m2, p.farm_m2, p.pbf_m2,
    p.stock_or_new, p.ongoing, p.construction_stage, p.rebound_of, p.reopened_on, p.due_on,
    case when p.written_off_on <= $4::date then p.written_off_on end as written_off_on,
    coalesce((p.found_at at time zone 'Asia/Shanghai')::date,
      least(make_date(p.found_year, 12, 31), (p.created_at at time zone 'Asia/Shanghai')::date)) as found_on
  from problem p
  where p.county_code = $1 and p.state <> 'mergedInto' and ($2::text is null or starts_with(p.division_code, $2))
    and ($3::uuid is null or p.campaign_id = $3)
),
counted as (
  select b.*, (b.state not in ('transferred', 'noAction')) as ours,
    (b.written_off_on is null and b.state not in ('transferred', 'noAction', 'writtenOff')) as open,
    (b.written_off_on is null and b.due_on < $4::date and b.state = any ($5::text[])) as overdue
  from base b where b.found_on <= $4::date
)`;

const values = (wanted: Wanted): unknown[] => [
  wanted.countyCode,
  wanted.division,
  wanted.campaignId,
  wanted.asOf,
  tickingStates,
];

const figure = (name: string, condition: string): string => `
  count(*) filter (where ${condition}) as ${name}_count,
  coalesce(sum(area_m2) filter (where ${condition}), 0) as ${name}_area,
  coalesce(sum(farm_m2) filter (where ${condition}), 0) as ${name}_farm,
  coalesce(sum(pbf_m2) filter (where ${condition}), 0) as ${name}_pbf`;

/** Columns `<name>_count`, `_area`, `_farm`, `_pbf` (m²) and the two sides of each share. */
export type TotalsRow = Readonly<Record<string, number>>;

export async function totals(tx: Tx, wanted: Wanted, lastMonthEnd: string): Promise<TotalsRow> {
  const [row] = await tx.query<Record<string, number>>(
    `with ${base}
     select ${[
       figure('all', 'true'),
       figure('stock', `stock_or_new = 'stock'`),
       figure('new', `stock_or_new = 'new'`),
       figure('open', 'open'),
       figure('overdue', 'overdue'),
       figure('farmland', 'farm_m2 > 0'),
       figure('basic', 'pbf_m2 > 0'),
     ].join(',')},
       count(*) filter (where ongoing and open) as ongoing,
       count(*) filter (where written_off_on is not null and ours) as closed,
       count(*) filter (where ours) as to_close,
       count(*) filter (where written_off_on <= $6::date and ours) as closed_before,
       count(*) filter (where found_on <= $6::date and ours) as to_close_before,
       count(*) filter (where reopened_on is not null or rebound_of is not null) as rebounds,
       count(*) filter (where written_off_on is not null or reopened_on is not null or rebound_of is not null) as ever_closed,
       count(*) filter (where construction_stage = any ($7::text[])) as early,
       count(*) filter (where construction_stage is not null) as with_stage
     from counted`,
    [...values(wanted), lastMonthEnd, early],
  );
  return row ?? {};
}

export interface GroupRow {
  dimension: 'type' | 'village' | 'channel' | 'year' | 'state';
  key: string;
  label: string | null;
  count: number;
  area_m2: number;
  farm_m2: number;
  pbf_m2: number;
  written_off: number;
  overdue: number;
}

/** The five groupings in one pass over the rows. */
export async function groups(tx: Tx, wanted: Wanted): Promise<GroupRow[]> {
  return tx.query<GroupRow>(
    `with ${base},
     sets as (
       select type, village, channel, found_year, state,
         case when grouping(type) = 0 then 'type' when grouping(village) = 0 then 'village'
           when grouping(channel) = 0 then 'channel' when grouping(found_year) = 0 then 'year' else 'state' end as dimension,
         count(*) as count, coalesce(sum(area_m2), 0) as area_m2, coalesce(sum(farm_m2), 0) as farm_m2,
         coalesce(sum(pbf_m2), 0) as pbf_m2, count(*) filter (where written_off_on is not null) as written_off,
         count(*) filter (where overdue) as overdue
       from counted group by grouping sets ((type), (village), (channel), (found_year), (state))
     )
     select s.dimension, coalesce(s.type, s.village, s.channel, s.found_year::text, s.state) as key, d.name as label,
       s.count, s.area_m2, s.farm_m2, s.pbf_m2, s.written_off, s.overdue
     from sets s left join division d on s.dimension = 'village' and d.code = s.village
     order by s.dimension, key`,
    values(wanted),
  );
}

export interface MonthRow {
  month: string;
  found: number;
  area_m2: number;
  written_off: number;
  rebounds: number;
}

/** Months from `firstMonth` (its first day) up to `asOf`, empty ones included. */
export async function trend(tx: Tx, wanted: Wanted, firstMonth: string): Promise<MonthRow[]> {
  return tx.query<MonthRow>(
    `with ${base},
     months as (
       select m::date as first, (m + interval '1 month')::date as next
       from generate_series($6::date::timestamp, $4::date::timestamp, interval '1 month') as m
     )
     select to_char(m.first, 'YYYY-MM') as month,
       count(*) filter (where c.found_on >= m.first and c.found_on < m.next) as found,
       coalesce(sum(c.area_m2) filter (where c.found_on >= m.first and c.found_on < m.next), 0) as area_m2,
       count(*) filter (where c.written_off_on >= m.first and c.written_off_on < m.next) as written_off,
       count(*) filter (where c.reopened_on >= m.first and c.reopened_on < m.next) as rebounds
     from months m left join counted c on true group by m.first order by m.first`,
    [...values(wanted), firstMonth],
  );
}
