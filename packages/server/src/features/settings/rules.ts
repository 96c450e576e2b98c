import { shanghaiDay } from '@shoutian/domain/deadlines';
import { type RuleRow, type Rules, rulesOn } from '@shoutian/domain/rules';
import type { Tx } from '../../platform/request.ts';
import { ruleBook } from './queries.ts';

/**
 * The rules of a county as they stand on a day (today when none is given): its own rows over the shipped ones, with the
 * holiday calendar it has entered.
 */
export async function rulesFor(tx: Tx, countyCode: string, now: Date): Promise<Rules> {
  return rulesOn(await countyRules(tx, countyCode), shanghaiDay(now));
}

// One act asks for its rules up to six times (transition, guards, evidence, view): they are read once a transaction.
const known = new WeakMap<Tx, Map<string, Promise<RuleRow[]>>>();

/** The county's own rows; the calendar is one of them, made of the entered days. Read once a transaction. */
export function countyRules(tx: Tx, countyCode: string): Promise<RuleRow[]> {
  const mine = known.get(tx) ?? new Map<string, Promise<RuleRow[]>>();
  known.set(tx, mine);
  const rows = mine.get(countyCode) ?? readRules(tx, countyCode);
  mine.set(countyCode, rows);
  return rows;
}

/** To be called by whoever changes a rule, before the same transaction reads rules again. */
export const forgetRules = (tx: Tx): boolean => known.delete(tx);

async function readRules(tx: Tx, countyCode: string): Promise<RuleRow[]> {
  const { rules, days } = await ruleBook(tx, countyCode);
  const rows = rules.map(
    (row): RuleRow => ({
      key: row.key,
      value: row.value,
      countyCode,
      validFrom: row.valid_from,
      validTo: row.valid_to,
      sourceDoc: row.source_doc,
      mark: row.mark,
      status: row.status,
      confirmedBy: row.status === 'confirmed' ? row.created_by : null,
    }),
  );
  if (days.length === 0) return rows;
  return [
    ...rows,
    {
      key: 'calendar',
      value: {
        holidays: days.filter(({ kind }) => kind === 'holiday').map(({ day }) => day),
        makeUpWorkingDays: days.filter(({ kind }) => kind === 'makeUp').map(({ day }) => day),
      },
      countyCode,
      validFrom: '1949-10-01',
      validTo: null,
      sourceDoc: days[0]?.source_doc ?? '',
      mark: 'V',
      status: 'confirmed',
      confirmedBy: 'calendar',
    },
  ];
}
