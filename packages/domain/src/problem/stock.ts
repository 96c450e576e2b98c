import { addDays, addMonths, type Day } from '../deadlines/day.ts';
import type { Words } from '../dictionaries/entry.ts';
import { type ProblemType, problemTypes } from '../dictionaries/problem-type.ts';
import type { Rules } from '../rules/rows.ts';

/** When something was built, as well as it is known: `2023`, `2023-05` or `2023-05-17`. */
export type LooseDate = string;

export interface StockResult {
  /** `unknown` when the date is missing, too coarse, or the cut-off is not configured: a person then decides. */
  readonly value: 'stock' | 'new' | 'unknown';
  readonly reason: Words;
}

/** First and last day that a loose date may mean. */
export function daySpan(date: LooseDate): { readonly first: Day; readonly last: Day } {
  if (/^\d{4}$/.test(date)) return { first: `${date}-01-01`, last: `${date}-12-31` };
  if (/^\d{4}-\d{2}$/.test(date)) return { first: `${date}-01`, last: addDays(addMonths(`${date}-01`, 1), -1) };
  return { first: date, last: addDays(date, 0) };
}

/**
 * 存量 or 新增 by construction date against the cut-off. Built on the cut-off day or later is new. Rural
 * houses have their own cut-off; both are rules, an unset one gives `unknown`, never a guess.
 */
export function stockOrNew(type: ProblemType, built: LooseDate | null, rules: Rules): StockResult {
  const cutOffs = rules.value('stock.cutOff');
  const cutOff = problemTypes.get(type).ruralHouse ? cutOffs.ruralHouse : cutOffs.others;
  if (cutOff === null)
    return {
      value: 'unknown',
      reason: { zh: '这类问题的存量/新增分界日没有配置', en: 'no cut-off day is configured for this type' },
    };
  if (built === null)
    return { value: 'unknown', reason: { zh: '不知道建设时间', en: 'the construction date is not known' } };
  const { first, last } = daySpan(built);
  const reason = { zh: `建设时间 ${built}，分界日 ${cutOff}`, en: `built ${built}, cut-off ${cutOff}` };
  if (last < cutOff) return { value: 'stock', reason };
  if (first >= cutOff) return { value: 'new', reason };
  return {
    value: 'unknown',
    reason: { zh: `${reason.zh}：时间不够细，分不清`, en: `${reason.en}: too coarse to tell` },
  };
}
