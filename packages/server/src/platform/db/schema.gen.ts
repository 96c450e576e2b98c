/** Types of the tables, generated from the migrated database. */

import type { ColumnType } from 'kysely';

export interface Migration {
  number: number;
  name: string;
  sha256: string;
  appliedAt: ColumnType<Date, never, never>;
}

export interface Database {
  migration: Migration;
}
