/** How a table is spread where Citus is present; written as a comment above its `create table`. */
export type Distribution =
  | { kind: 'distribute'; table: string; column: string }
  | { kind: 'reference'; table: string }
  | { kind: 'local'; table: string };

const MARK =
  /^--\s*(?:distribute:\s*(?<spread>\w+)\s+by\s+(?<column>\w+)|reference:\s*(?<reference>\w+)|local:\s*(?<local>\w+))\s*$/m;

/** Reads the mark above a statement, if it has one. */
export function distributionOf(statement: string): Distribution | undefined {
  const groups = MARK.exec(statement)?.groups;
  if (groups === undefined) return undefined;
  const { spread, column, reference, local } = groups;
  if (spread !== undefined && column !== undefined) return { kind: 'distribute', table: spread, column };
  if (reference !== undefined) return { kind: 'reference', table: reference };
  return local === undefined ? undefined : { kind: 'local', table: local };
}

/**
 * What to run directly after the `create table`, so that the next table already finds it spread (foreign keys need
 * that). Written after Citus 13's documentation; no Citus coordinator takes part in the automated tests.
 */
export function distributionStatements(distribution: Distribution): string[] {
  switch (distribution.kind) {
    case 'distribute':
      return [
        // Several tables in one transaction: without it the second one meets parallel connections that cannot see the first.
        `set local citus.multi_shard_modify_mode to 'sequential'`,
        `select pg_catalog.create_distributed_table('public.${distribution.table}', '${distribution.column}')`,
      ];
    case 'reference':
      return [
        `set local citus.multi_shard_modify_mode to 'sequential'`,
        `select pg_catalog.create_reference_table('public.${distribution.table}')`,
      ];
    case 'local':
      return [];
  }
}
