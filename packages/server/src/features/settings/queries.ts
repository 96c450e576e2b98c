import type { RuleRow } from '@shoutian/domain/rules';
import type { Tx } from '../../platform/request.ts';

export interface StoredRule {
  id: string;
  key: RuleRow['key'];
  value: unknown;
  valid_from: string;
  valid_to: string | null;
  source_doc: string;
  mark: RuleRow['mark'];
  status: RuleRow['status'];
  created_by: string;
}

export async function ruleRows(tx: Tx, countyCode: string): Promise<StoredRule[]> {
  return tx.query<StoredRule>(
    `select id, key, value, valid_from, valid_to, source_doc, mark, status, created_by from rule
     where county_code = $1 order by key, valid_from, created_at`,
    [countyCode],
  );
}

export interface CalendarRow {
  day: string;
  kind: 'holiday' | 'makeUp';
  source_doc: string;
}

export async function calendarDays(tx: Tx, countyCode: string): Promise<CalendarRow[]> {
  return tx.query<CalendarRow>('select day, kind, source_doc from calendar_day where county_code = $1 order by day', [
    countyCode,
  ]);
}
