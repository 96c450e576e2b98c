export { type Db, openDatabase } from './database.ts';
export { MigrationProblem, migrate } from './migrate.ts';
export { placeSql } from './place.ts';
export type { Database } from './schema.gen.ts';
export { selfCheck } from './self-check.ts';
export { DatabaseProblem, type DatabaseProblemCode } from './sqlstate.ts';
export { together } from './together.ts';
export type { CallerContext, Tx } from './transaction.ts';
