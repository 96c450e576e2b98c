/**
 * SQL of where a clue or problem lies: its outline, or its point while it has none. The indexes of migration 0013 hold
 * this expression letter by letter.
 */
export const placeSql = (alias: string): string =>
  `(case when ${alias}.geom is null then ${alias}.point else ${alias}.geom end)`;
