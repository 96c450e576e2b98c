import type { RuleRow } from '@shoutian/domain/rules';
import type { Tx } from '../../platform/request.ts';

export interface StoredRule {
  id: string;
  key: RuleRow['key'];
  value: unknown;
  valid_from: string;
  valid_to: string | null;
  source_doc: string;
  mark: RuleRow['mark'];
  status: RuleRow['status'];
  created_by: string;
}

export interface CalendarRow {
  day: string;
  kind: 'holiday' | 'makeUp';
  source_doc: string;
}

/** The county's rules and entered days in one statement: nearly every act asks for them, and waits once. */
export async function ruleBook(tx: Tx, countyCode: string): Promise<{ rules: StoredRule[]; days: CalendarRow[] }> {
  const [row] = await tx.prepared<{ rules: StoredRule[] | null; days: CalendarRow[] | null }>(
    `select
       (select json_agg(r) from (
          select id, key, value, valid_from, valid_to, source_doc, mark, status, created_by from rule
          where county_code = $1 order by key, valid_from, created_at desc, id desc) as r) as rules,
       (select json_agg(d) from (
          select day, kind, source_doc from calendar_day where county_code = $1 order by day) as d) as days`,
    [countyCode],
  );
  return { rules: row?.rules ?? [], days: row?.days ?? [] };
}

export async function calendarOf(tx: Tx, countyCode: string, year: number): Promise<CalendarRow[]> {
  return tx.query<CalendarRow>(
    `select day, kind, source_doc from calendar_day
     where county_code = $1 and day between make_date($2, 1, 1) and make_date($2, 12, 31) order by day`,
    [countyCode, year],
  );
}

export async function replaceCalendar(
  tx: Tx,
  countyCode: string,
  year: number,
  sourceDoc: string,
  days: readonly { day: string; kind: 'holiday' | 'makeUp' }[],
): Promise<void> {
  await tx.query(
    'delete from calendar_day where county_code = $1 and day between make_date($2, 1, 1) and make_date($2, 12, 31)',
    [countyCode, year],
  );
  await tx.query(
    `insert into calendar_day (county_code, day, kind, source_doc)
     select $1, d.day, d.kind, $2 from unnest($3::date[], $4::text[]) as d (day, kind)`,
    [countyCode, sourceDoc, days.map(({ day }) => day), days.map(({ kind }) => kind)],
  );
}

export interface NewRule {
  id: string;
  key: string;
  /** JSON text. */
  value: string;
  validFrom: string;
  sourceDoc: string;
  mark: RuleRow['mark'];
  status: RuleRow['status'];
  createdBy: string;
  createdAt: Date;
}

/** A rule set again for the same day replaces nothing: the later row of the same start holds. */
export async function insertRule(tx: Tx, countyCode: string, row: NewRule): Promise<void> {
  await tx.query(
    `insert into rule (county_code, id, key, value, valid_from, source_doc, mark, status, created_by, created_at)
     values ($1, $2, $3, $4::jsonb, $5, $6, $7, $8, $9, $10)`,
    [
      countyCode,
      row.id,
      row.key,
      row.value,
      row.validFrom,
      row.sourceDoc,
      row.mark,
      row.status,
      row.createdBy,
      row.createdAt,
    ],
  );
}

export interface ViewRow {
  id: string;
  person_id: string;
  list: string;
  name: string;
  definition: Record<string, unknown>;
  shared: boolean;
  position: number;
}

/** The own views of a list first, then what others share; whose they are is the reading policy's business. */
export async function viewsOf(tx: Tx, countyCode: string, list: string): Promise<ViewRow[]> {
  return tx.query<ViewRow>(
    `select id, person_id, list, name, definition, shared, position from saved_view
     where county_code = $1 and list = $2 order by (person_id <> $3), position, created_at`,
    [countyCode, list, tx.context.personId],
  );
}

export async function insertView(
  tx: Tx,
  actor: { id: string; countyCode: string; scopeCode: string },
  view: {
    id: string;
    list: string;
    name: string;
    definition: Record<string, unknown>;
    shared: boolean;
    position: number;
  },
  now: Date,
): Promise<ViewRow | undefined> {
  const [row] = await tx.query<ViewRow>(
    `insert into saved_view (county_code, id, division_code, person_id, list, name, definition, shared, position, created_at)
     values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, $10)
     returning id, person_id, list, name, definition, shared, position`,
    [
      actor.countyCode,
      view.id,
      actor.scopeCode,
      actor.id,
      view.list,
      view.name,
      JSON.stringify(view.definition),
      view.shared,
      view.position,
      now,
    ],
  );
  return row;
}

/** @returns undefined where there is no such view of the caller's own */
export async function deleteView(tx: Tx, countyCode: string, id: string): Promise<{ id: string } | undefined> {
  const [row] = await tx.query<{ id: string }>(
    'delete from saved_view where county_code = $1 and id = $2 and person_id = $3 returning id',
    [countyCode, id, tx.context.personId],
  );
  return row;
}

export interface CampaignRow {
  id: string;
  division_code: string;
  title: string;
  year: number;
  doc_no: string;
  starts_on: string | null;
  ends_on: string | null;
  responsible_units: string[];
  source_scope: string[];
  closed: boolean;
  row_version: number;
}

const campaign = `id, division_code, title, year, doc_no, starts_on, ends_on, responsible_units, source_scope, closed, row_version`;

export async function campaignPage(
  tx: Tx,
  countyCode: string,
  filter: { q?: string | undefined; page: number; pageSize: number },
): Promise<{ rows: CampaignRow[]; total: number }> {
  const rows = await tx.query<CampaignRow & { total_rows: number }>(
    `select ${campaign}, count(*) over () as total_rows from campaign
     where county_code = $1 and ($2::text is null or strpos(title, $2) > 0 or strpos(doc_no, $2) > 0)
     order by closed, year desc, created_at desc limit $3 offset $4`,
    [countyCode, filter.q ?? null, filter.pageSize, (filter.page - 1) * filter.pageSize],
  );
  return { rows, total: rows[0]?.total_rows ?? 0 };
}

export async function campaignById(tx: Tx, countyCode: string, id: string): Promise<CampaignRow | undefined> {
  const [row] = await tx.query<CampaignRow>(`select ${campaign} from campaign where county_code = $1 and id = $2`, [
    countyCode,
    id,
  ]);
  return row;
}

export interface CampaignFields {
  title: string;
  year: number;
  docNo: string;
  startsOn: string | null;
  endsOn: string | null;
  responsibleUnits: readonly string[];
  sourceScope: readonly string[];
  closed: boolean;
}

export async function insertCampaign(
  tx: Tx,
  actor: { id: string; countyCode: string; scopeCode: string },
  id: string,
  row: CampaignFields,
  now: Date,
): Promise<CampaignRow[]> {
  return tx.query<CampaignRow>(
    `insert into campaign (county_code, id, division_code, title, year, doc_no, starts_on, ends_on, responsible_units,
       source_scope, closed, created_by, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) returning ${campaign}`,
    [
      actor.countyCode,
      id,
      actor.scopeCode,
      row.title,
      row.year,
      row.docNo,
      row.startsOn,
      row.endsOn,
      row.responsibleUnits,
      row.sourceScope,
      row.closed,
      actor.id,
      now,
    ],
  );
}

export async function updateCampaign(
  tx: Tx,
  countyCode: string,
  id: string,
  rowVersion: number,
  row: CampaignFields,
): Promise<CampaignRow[]> {
  return tx.query<CampaignRow>(
    `update campaign set title = $4, year = $5, doc_no = $6, starts_on = $7, ends_on = $8, responsible_units = $9,
       source_scope = $10, closed = $11, row_version = row_version + 1
     where county_code = $1 and id = $2 and row_version = $3 returning ${campaign}`,
    [
      countyCode,
      id,
      rowVersion,
      row.title,
      row.year,
      row.docNo,
      row.startsOn,
      row.endsOn,
      row.responsibleUnits,
      row.sourceScope,
      row.closed,
    ],
  );
}
