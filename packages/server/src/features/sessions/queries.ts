import type pg from 'pg';
import type { Tx } from '../../platform/request.ts';

export interface CountyRow {
  code: string;
  name: string;
  demonstration: boolean;
}

export async function countyAndScope(
  tx: Tx,
  countyCode: string,
  scopeCode: string,
): Promise<{ county: CountyRow | undefined; scopeName: string }> {
  const [county] = await tx.query<CountyRow>('select code, name, demonstration from county where code = $1', [
    countyCode,
  ]);
  const [scope] = await tx.query<{ name: string }>('select name from division where code = $1', [scopeCode]);
  return { county, scopeName: scope?.name ?? county?.name ?? scopeCode };
}

/** Counties in use, read without a session: the sign-in page shows no more than their names. */
export async function counties(pool: pg.Pool): Promise<CountyRow[]> {
  return (await pool.query<CountyRow>('select code, name, demonstration from county order by code')).rows;
}
