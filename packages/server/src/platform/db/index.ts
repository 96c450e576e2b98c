export { type Db, openDatabase } from './database.ts';
export { MigrationProblem, migrate, readMigrations } from './migrate.ts';
export type { Database } from './schema.gen.ts';
export { SelfCheckProblem, selfCheck } from './self-check.ts';
export { DatabaseProblem, type DatabaseProblemCode, toDatabaseProblem } from './sqlstate.ts';
export { together } from './together.ts';
export { type CallerContext, NestedTransaction, type Tx } from './transaction.ts';
