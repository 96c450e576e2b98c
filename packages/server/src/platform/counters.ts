import type { Tx } from './request.ts';

/**
 * Next numbers of a series, without gaps that re-use: the row stays locked until the commit, so two writers queue.
 * @returns the first of `count` consecutive numbers
 */
export async function takeNumbers(tx: Tx, countyCode: string, series: string, count = 1): Promise<number> {
  const [row] = await tx.query<{ value: number }>(
    `insert into counter (county_code, series, value) values ($1, $2, $3)
     on conflict (county_code, series) do update set value = counter.value + excluded.value
     returning value`,
    [countyCode, series, count],
  );
  return (row?.value ?? count) - count + 1;
}
