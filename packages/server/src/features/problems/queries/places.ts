import type { Tx } from '../../../platform/request.ts';

/** The place of a record and the towns of its county, for the mark in its number. */
export async function placeNames(
  tx: Tx,
  divisionCode: string,
): Promise<{ name: string | null; town: string | null; towns: string[] }> {
  const rows = await tx.query<{ code: string; name: string }>(
    `select code, name from division
     where code in ($1, left($1, 9), left($1, 6)) or (level = 'town' and starts_with(code, left($1, 6)))`,
    [divisionCode],
  );
  const names = new Map(rows.map((row) => [row.code, row.name]));
  return {
    name: names.get(divisionCode) ?? null,
    town: names.get(divisionCode.slice(0, 9)) ?? null,
    towns: rows.filter((row) => row.code.length === 9).map((row) => row.name),
  };
}
