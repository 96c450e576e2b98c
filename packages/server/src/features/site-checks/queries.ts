import type { listSiteChecks, SiteOption } from '@shoutian/domain/api';
import type { SiteUse } from '@shoutian/domain/dictionaries';
import type { z } from 'zod';
import type { Tx } from '../../platform/request.ts';

export interface SiteRow {
  id: string;
  division_code: string;
  check_no: string;
  title: string;
  site_use: SiteUse;
  applicant: string;
  note: string;
  state: 'open' | 'concluded';
  chosen_option_id: string | null;
  opinion: string;
  pbf_reason: string;
  pbf_replacement: string;
  more_reason: string;
  concluded_by_name: string | null;
  concluded_at: Date | null;
  created_by_name: string;
  created_at: Date;
  row_version: number;
  place_name: string | null;
}

export interface OptionRow {
  id: string;
  label: string;
  note: string;
  source: SiteOption['source'];
  file_name: string | null;
  geom: Buffer;
  repaired: string | null;
  result: unknown;
  layer_versions: SiteOption['layerVersions'];
  method: string;
  run_at: Date;
  created_by_name: string;
}

const columns = `s.id, s.division_code, s.check_no, s.title, s.site_use, s.applicant, s.note, s.state, s.chosen_option_id, s.opinion,
  s.pbf_reason, s.pbf_replacement, s.more_reason, s.concluded_by_name, s.concluded_at, s.created_by_name, s.created_at,
  s.row_version, d.name as place_name`;

export interface ListedSite extends SiteRow {
  options: number;
  area_m2: number | null;
  farm_m2: number | null;
  pbf_m2: number | null;
}

type Filter = z.output<NonNullable<(typeof listSiteChecks)['query']>>;

/** A page, newest first; the figures are of the chosen alternative, else of the one that takes least. */
export async function sitePage(tx: Tx, county: string, filter: Filter): Promise<{ rows: ListedSite[]; total: number }> {
  const rows = await tx.query<ListedSite & { total_rows: number }>(
    `select ${columns}, (select count(*)::int from site_option o where o.county_code = $1 and o.site_check_id = s.id) as options,
       best.area_m2, best.farm_m2, best.pbf_m2, count(*) over ()::int as total_rows
     from site_check s
     left join division d on d.code = s.division_code
     left join lateral (
       select (o.result ->> 'subjectM2')::float8 as area_m2, (o.result ->> 'farmGrossM2')::float8 as farm_m2,
         (o.result ->> 'pbfM2')::float8 as pbf_m2
       from site_option o where o.county_code = $1 and o.site_check_id = s.id
       order by o.id is not distinct from s.chosen_option_id desc, (o.result #>> '{eco,areaM2}')::float8 nulls last, 3 nulls last,
         2 nulls last, 1
       limit 1
     ) as best on true
     where s.county_code = $1 and ($2 = 'all' or s.state = $2) and ($3::text is null or starts_with(s.division_code, $3))
       and ($4::text[] is null or s.site_use = any ($4))
       and ($5::text is null or s.title ilike '%' || $5 || '%' or s.check_no ilike '%' || $5 || '%' or s.applicant ilike '%' || $5 || '%')
     order by s.created_at desc, s.id desc limit $6 offset $7`,
    [
      county,
      filter.state,
      filter.division ?? null,
      filter.use ?? null,
      filter.q || null,
      filter.pageSize,
      (filter.page - 1) * filter.pageSize,
    ],
  );
  return { rows, total: rows[0]?.total_rows ?? 0 };
}

export async function siteById(tx: Tx, county: string, id: string): Promise<SiteRow | undefined> {
  const [row] = await tx.query<SiteRow>(
    `select ${columns} from site_check s left join division d on d.code = s.division_code where s.county_code = $1 and s.id = $2`,
    [county, id],
  );
  return row;
}

/** Holds the row: of two who change its alternatives at once the second waits. */
export async function lockSite(tx: Tx, county: string, id: string): Promise<void> {
  await tx.query('select 1 from site_check where county_code = $1 and id = $2 for update', [county, id]);
}

export async function optionsOf(tx: Tx, county: string, siteId: string): Promise<OptionRow[]> {
  return tx.query<OptionRow>(
    `select id, label, note, source, file_name, st_asbinary(geom) as geom, repaired, result, layer_versions, method, run_at, created_by_name
     from site_option where county_code = $1 and site_check_id = $2 order by created_at, id`,
    [county, siteId],
  );
}

/** Ids of the layer versions that an overlay would use now. */
export async function versionsNow(tx: Tx, county: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select distinct on (kind) id from layer_version
     where county_code = $1 and state = 'active' and kind <> 'division' order by kind, year desc, activated_at desc`,
    [county],
  );
  return rows.map(({ id }) => id);
}

export interface By {
  id: string;
  name: string;
  now: Date;
}

export interface SiteHead {
  title: string;
  use: SiteUse;
  applicant: string;
  note: string;
}

export async function insertSite(
  tx: Tx,
  county: string,
  row: SiteHead & { id: string; divisionCode: string; checkNo: string },
  by: By,
): Promise<void> {
  await tx.query(
    `insert into site_check (county_code, id, division_code, check_no, title, site_use, applicant, note, created_by, created_by_name, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      county,
      row.id,
      row.divisionCode,
      row.checkNo,
      row.title,
      row.use,
      row.applicant,
      row.note,
      by.id,
      by.name,
      by.now,
    ],
  );
}

export async function updateHead(
  tx: Tx,
  county: string,
  id: string,
  rowVersion: number,
  row: SiteHead,
): Promise<unknown[]> {
  return tx.query(
    `update site_check set title = $4, site_use = $5, applicant = $6, note = $7, row_version = row_version + 1
     where county_code = $1 and id = $2 and row_version = $3 returning id`,
    [county, id, rowVersion, row.title, row.use, row.applicant, row.note],
  );
}

export interface Run {
  result: unknown;
  layerVersions: unknown;
  method: string;
}

export async function insertOption(
  tx: Tx,
  county: string,
  row: Run & {
    id: string;
    divisionCode: string;
    siteId: string;
    label: string;
    note: string;
    source: OptionRow['source'];
    fileName: string | null;
    hex: string;
    repaired: string | null;
  },
  by: By,
): Promise<void> {
  await tx.query(
    `insert into site_option (county_code, id, division_code, site_check_id, label, note, source, file_name, geom, repaired, result,
       layer_versions, method, run_at, created_by, created_by_name, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9::geometry, $10, $11, $12, $13, $14, $15, $16, $14)`,
    [
      county,
      row.id,
      row.divisionCode,
      row.siteId,
      row.label,
      row.note,
      row.source,
      row.fileName,
      row.hex,
      row.repaired,
      JSON.stringify(row.result),
      JSON.stringify(row.layerVersions),
      row.method,
      by.now,
      by.id,
      by.name,
    ],
  );
  await touch(tx, county, row.siteId);
}

export async function deleteOption(tx: Tx, county: string, siteId: string, id: string): Promise<unknown[]> {
  const rows = await tx.query(
    'delete from site_option where county_code = $1 and site_check_id = $2 and id = $3 returning id',
    [county, siteId, id],
  );
  await touch(tx, county, siteId);
  return rows;
}

export async function updateRun(
  tx: Tx,
  county: string,
  siteId: string,
  id: string,
  run: Run,
  now: Date,
): Promise<void> {
  await tx.query(
    'update site_option set result = $3, layer_versions = $4, method = $5, run_at = $6 where county_code = $1 and id = $2',
    [county, id, JSON.stringify(run.result), JSON.stringify(run.layerVersions), run.method, now],
  );
  await touch(tx, county, siteId);
}

/** A conclusion must be about the alternatives that were seen: every change of them is a new version of the whole. */
async function touch(tx: Tx, county: string, siteId: string): Promise<void> {
  await tx.query('update site_check set row_version = row_version + 1 where county_code = $1 and id = $2', [
    county,
    siteId,
  ]);
}

export interface Conclusion {
  optionId: string;
  opinion: string;
  pbfReason: string;
  pbfReplacement: string;
  moreReason: string;
}

export async function conclude(
  tx: Tx,
  county: string,
  id: string,
  rowVersion: number,
  told: Conclusion,
  by: By,
): Promise<unknown[]> {
  return tx.query(
    `update site_check set state = 'concluded', chosen_option_id = $4, opinion = $5, pbf_reason = $6, pbf_replacement = $7,
       more_reason = $8, concluded_by = $9, concluded_by_name = $10, concluded_at = $11, row_version = row_version + 1
     where county_code = $1 and id = $2 and row_version = $3 returning id`,
    [
      county,
      id,
      rowVersion,
      told.optionId,
      told.opinion,
      told.pbfReason,
      told.pbfReplacement,
      told.moreReason,
      by.id,
      by.name,
      by.now,
    ],
  );
}

export async function reopen(tx: Tx, county: string, id: string, rowVersion: number): Promise<unknown[]> {
  return tx.query(
    `update site_check set state = 'open', chosen_option_id = null, concluded_by = null, concluded_by_name = null,
       concluded_at = null, row_version = row_version + 1
     where county_code = $1 and id = $2 and row_version = $3 returning id`,
    [county, id, rowVersion],
  );
}
