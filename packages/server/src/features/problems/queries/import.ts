import type { Tx } from '../../../platform/request.ts';

/** Towns and villages of an area, in use. */
export async function placesIn(tx: Tx, scope: string): Promise<{ code: string; name: string }[]> {
  return tx.query<{ code: string; name: string }>(
    `select code, name from division where starts_with(code, $1) and level <> 'county' and valid_to is null order by code`,
    [scope],
  );
}

/** What a row of a sheet is held against. */
export interface KnownProblem {
  id: string;
  problem_no: string;
  title: string;
  division_code: string;
  type: string;
  found_year: number;
  area_m2: number;
  farm_m2: number | null;
  pbf_m2: number | null;
  written_off_on: string | null;
}

const known = `p.id, p.problem_no, p.title, p.division_code, p.type, p.found_year, p.area_m2, p.farm_m2, p.pbf_m2,
  p.written_off_on`;

/** Problems by the ledger's own numbers. */
export async function knownNumbers(
  tx: Tx,
  countyCode: string,
  numbers: readonly string[],
): Promise<Map<string, KnownProblem>> {
  const rows = await tx.query<KnownProblem>(
    `select ${known} from problem p where p.county_code = $1 and p.problem_no = any ($2::text[])`,
    [countyCode, numbers],
  );
  return new Map(rows.map((row) => [row.problem_no, row]));
}

/** Problems by source numbers, as `channel/number`. */
export async function knownSources(
  tx: Tx,
  countyCode: string,
  keys: readonly string[],
): Promise<Map<string, KnownProblem>> {
  const rows = await tx.query<KnownProblem & { key: string }>(
    `select k.key, ${known} from unnest($2::text[]) as k (key)
     join problem p on p.county_code = $1 and p.channel = split_part(k.key, '/', 1)
       and p.source_no = substr(k.key, strpos(k.key, '/') + 1)`,
    [countyCode, keys],
  );
  return new Map(rows.map((row) => [row.key, row]));
}
