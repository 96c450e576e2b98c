import { z } from 'zod';
import { CivilDay, ruleMarks } from './definition.ts';
import { type RuleKey, type RuleValue, ruleDefinitions, ruleKeys } from './keys.ts';

/**
 * A dated rule. `countyCode` null is what the product ships. `validTo` is the last day it holds, null for no end.
 * Confirming is an act of the county: `confirmedBy` is a person there, null for shipped rows.
 */
export const RuleRow = z.object({
  key: z.enum(ruleKeys as [RuleKey, ...RuleKey[]]),
  value: z.unknown(),
  countyCode: z.string().nullable(),
  validFrom: CivilDay,
  validTo: CivilDay.nullable(),
  sourceDoc: z.string(),
  mark: z.enum(ruleMarks),
  status: z.enum(['draft', 'confirmed']),
  confirmedBy: z.string().nullable(),
});
export type RuleRow = z.infer<typeof RuleRow>;

/** Shipped rows: V and S count as confirmed, K and D wait for the county. */
export const defaultRules: readonly RuleRow[] = ruleKeys.map((key) => {
  const definition = ruleDefinitions[key];
  return {
    key,
    value: definition.shipped,
    countyCode: null,
    validFrom: '2000-01-01',
    validTo: null,
    sourceDoc: definition.source,
    mark: definition.mark,
    status: definition.mark === 'V' || definition.mark === 'S' ? 'confirmed' : 'draft',
    confirmedBy: null,
  };
});

/** May this rule stop an act? Confirmed V or S, or confirmed by a county; everything else only warns (0.1). */
export function mayBlock(row: Pick<RuleRow, 'status' | 'mark' | 'confirmedBy'>): boolean {
  return row.status === 'confirmed' && (row.mark === 'V' || row.mark === 'S' || row.confirmedBy !== null);
}

/** A rule as it holds on a day. `blocks` false: show it, warn by it, stop nobody. */
export interface RuleUse<T> {
  readonly value: T;
  readonly blocks: boolean;
  readonly row: RuleRow;
}

const rank = (row: RuleRow) => (row.status === 'confirmed' ? 2 : 0) + (row.countyCode === null ? 0 : 1);

/**
 * The row that holds on a day: confirmed before draft, the county's before the shipped one, then the latest start. A draft
 * so never replaces a confirmed rule.
 * @param rows the county's rows; shipped rows are added when they are not among them
 * @param day `YYYY-MM-DD` in Asia/Shanghai
 * @throws RangeError when the stored value does not fit the key's schema
 */
export function effectiveRule<K extends RuleKey>(rows: readonly RuleRow[], key: K, day: string): RuleUse<RuleValue<K>> {
  const holds = (row: RuleRow) =>
    row.key === key && row.validFrom <= day && (row.validTo === null || day <= row.validTo);
  const [best] = [...rows, ...defaultRules]
    .filter(holds)
    .sort((a, b) => rank(b) - rank(a) || (a.validFrom < b.validFrom ? 1 : a.validFrom > b.validFrom ? -1 : 0));
  if (!best) throw new RangeError(`no rule ${key} on ${day}`);
  const parsed = ruleDefinitions[key].schema.safeParse(best.value);
  if (!parsed.success) throw new RangeError(`rule ${key} from ${best.validFrom} has a value that does not fit`);
  return { value: parsed.data as RuleValue<K>, blocks: mayBlock(best), row: best };
}

/** All rules of one day, read one by one where needed. */
export interface Rules {
  readonly day: string;
  use<K extends RuleKey>(key: K): RuleUse<RuleValue<K>>;
  value<K extends RuleKey>(key: K): RuleValue<K>;
}

/** Binds a county's rows to a day; each key is looked up and parsed once. */
export function rulesOn(rows: readonly RuleRow[], day: string): Rules {
  const found = new Map<RuleKey, unknown>();
  const use = <K extends RuleKey>(key: K): RuleUse<RuleValue<K>> => {
    const known = found.get(key) ?? effectiveRule(rows, key, day);
    found.set(key, known);
    return known as RuleUse<RuleValue<K>>;
  };
  return { day, use, value: (key) => use(key).value };
}
