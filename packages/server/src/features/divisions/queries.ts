import type { DivisionLevel } from '@shoutian/domain/people';
import type { Tx } from '../../platform/request.ts';

export interface DivisionRow {
  code: string;
  name: string;
  level: DivisionLevel;
  valid_from: string;
  valid_to: string | null;
  merged_into: string | null;
  has_boundary: boolean;
  boundary_name: string | null;
}

const columns = 'code, name, level, valid_from, valid_to, merged_into, geom is not null as has_boundary, boundary_name';

/** The place and all that lies in it, in the order of the codes; without `ended` only what is valid on `day`. */
export async function divisionsIn(tx: Tx, scope: string, day: string, ended: boolean): Promise<DivisionRow[]> {
  return tx.query<DivisionRow>(
    `select ${columns} from division
     where starts_with(code, $1) and ($3 or valid_to is null or valid_to >= $2::date)
     order by code`,
    [scope, day, ended],
  );
}

/** A place by its code, ended or not, of any county: places are no secret, changing them is. */
export async function divisionByCode(tx: Tx, code: string): Promise<DivisionRow | undefined> {
  const [row] = await tx.query<DivisionRow>(`select ${columns} from division where code = $1`, [code]);
  return row;
}

/** Names by code, ended places included: old records keep their codes. */
export async function divisionNames(tx: Tx, codes: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.query<{ code: string; name: string }>(
    'select code, name from division where code = any ($1::text[])',
    [codes],
  );
  return new Map(rows.map((row) => [row.code, row.name]));
}

/** Villages of an area that are in use on `day` (YYYY-MM-DD). */
export async function villagesOf(tx: Tx, scope: string, day: string): Promise<{ code: string; name: string }[]> {
  return tx.query<{ code: string; name: string }>(
    `select code, name from division
     where starts_with(code, $1) and level = 'village' and (valid_to is null or valid_to >= $2::date) order by code`,
    [scope, day],
  );
}

export interface NewDivision {
  code: string;
  name: string;
  level: DivisionLevel;
  validFrom?: string | undefined;
}

/** @returns the codes that were new; a code that is there already is left as it is */
export async function insertDivisions(tx: Tx, rows: readonly NewDivision[]): Promise<string[]> {
  const made = await tx.query<{ code: string }>(
    `insert into division (code, name, level, parent_code, valid_from)
     select d.code, d.name, d.level, d.parent_code, coalesce(d.valid_from, date '1949-10-01')
     from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::date[]) as d (code, name, level, parent_code, valid_from)
     on conflict do nothing returning code`,
    [
      rows.map((row) => row.code),
      rows.map((row) => row.name),
      rows.map((row) => row.level),
      rows.map((row) => (row.level === 'county' ? null : row.code.slice(0, -3))),
      rows.map((row) => row.validFrom ?? null),
    ],
  );
  return made.map((row) => row.code);
}

/** Gives a place a name; when it is the one the boundary file had, the difference is settled. */
export async function renameDivision(tx: Tx, code: string, name: string): Promise<void> {
  await tx.query('update division set name = $2, boundary_name = nullif(boundary_name, $2) where code = $1', [
    code,
    name,
  ]);
}

/** Ends a place and everything in it that has not ended earlier. */
export async function endDivision(tx: Tx, code: string, validTo: string, mergedInto: string | null): Promise<void> {
  await tx.query(
    `update division set valid_to = $2::date, merged_into = case when code = $1 then $3 else merged_into end
     where starts_with(code, $1) and (valid_to is null or valid_to > $2::date)`,
    [code, validTo, mergedInto],
  );
}

/** Enabled people whose area is the place or lies in it. */
export async function peopleWithin(tx: Tx, countyCode: string, code: string): Promise<number> {
  const [row] = await tx.query<{ people: number }>(
    `select count(*) as people from auth_user where county_code = $1 and starts_with(scope_code, $2) and not disabled`,
    [countyCode, code],
  );
  return row?.people ?? 0;
}

/** One boundary as a file brings it. */
export interface BoundaryRow {
  code: string;
  /** What the file calls the place; null where it names none. */
  name: string | null;
  /** EWKB polygon or multipolygon, SRID 4490. */
  ewkb: Uint8Array;
  source: string;
}

/** @returns code and our name of every place that took its boundary */
export async function writeBoundaries(
  tx: Tx,
  rows: readonly BoundaryRow[],
): Promise<{ code: string; name: string; boundary_name: string | null }[]> {
  return tx.query(
    `update division set
       geom = st_multi(st_geomfromewkb(b.ewkb)),
       label_point = st_pointonsurface(st_geomfromewkb(b.ewkb)),
       boundary_source = b.source,
       boundary_name = nullif(b.name, division.name)
     from unnest($1::text[], $2::text[], $3::bytea[], $4::text[]) as b (code, name, ewkb, source)
     where division.code = b.code
     returning division.code, division.name, division.boundary_name`,
    [
      rows.map((row) => row.code),
      rows.map((row) => row.name),
      rows.map((row) => Buffer.from(row.ewkb)),
      rows.map((row) => row.source),
    ],
  );
}
