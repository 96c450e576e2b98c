import type pg from 'pg';
import type { EngineLog } from '../engine/index.ts';

/**
 * What the lists and the overlay ask indexes with: boxes that meet (`&&`) and words contained (`@>`). Under row-level
 * security PostgreSQL uses an index only for functions marked leakproof, so that none sees a row before the policy has.
 * These two tell nothing of the rows they compare: they answer yes or no, and their errors name no value. Without the
 * mark lists by map box, search, duplicates and rebounds read every clue and problem of the county.
 */
const trusted = [
  'public.geometry_overlaps(public.geometry, public.geometry)',
  'pg_catalog.arraycontains(anyarray, anyarray)',
];

/**
 * Marks them where that has not been done. A dump does not carry the mark, so every start looks. Only a superuser may set
 * it; another role is told the two statements that an administrator of the server can run once.
 */
export async function markLeakproof(client: pg.Client, log: EngineLog | undefined): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    `select name from unnest($1::text[]) as t (name) join pg_proc p on p.oid = t.name::regprocedure where not p.proleakproof`,
    [trusted],
  );
  const statements = rows.map(({ name }) => `alter function ${name} leakproof`);
  try {
    for (const statement of statements) await client.query(statement);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    log?.warn(
      { reason, statements },
      '空间和检索索引用不上，列表会变慢：请数据库管理员执行一次所列语句。 Indexes cannot be used under row-level security: have an administrator run these statements once.',
    );
  }
}
