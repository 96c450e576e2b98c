import type { Tx } from '../../../platform/request.ts';

/** Towns and villages of an area, in use. */
export async function placesIn(tx: Tx, scope: string): Promise<{ code: string; name: string }[]> {
  return tx.query<{ code: string; name: string }>(
    `select code, name from division where starts_with(code, $1) and level <> 'county' and valid_to is null order by code`,
    [scope],
  );
}

/** Source numbers that the ledger has, as `channel/number`, with the problem's number. */
export async function knownSources(tx: Tx, countyCode: string, keys: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.query<{ key: string; problem_no: string }>(
    `select k.key, p.problem_no from unnest($2::text[]) as k (key)
     join problem p on p.county_code = $1 and p.channel = split_part(k.key, '/', 1)
       and p.source_no = substr(k.key, strpos(k.key, '/') + 1)`,
    [countyCode, keys],
  );
  return new Map(rows.map((row) => [row.key, row.problem_no]));
}
