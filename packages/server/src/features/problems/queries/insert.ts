import type { Insertable } from 'kysely';
import type { ProblemTable } from '../../../platform/db/schema.gen.ts';
import type { Tx } from '../../../platform/request.ts';

export type NewProblemRow = Insertable<ProblemTable>;

export async function insertProblems(tx: Tx, rows: readonly NewProblemRow[]): Promise<void> {
  // 65,535 bound values a statement at most: 80 columns allow 800 rows.
  for (let at = 0; at < rows.length; at += 500)
    await tx.db
      .insertInto('problem')
      .values(rows.slice(at, at + 500))
      .execute();
}
