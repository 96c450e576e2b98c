import { type Day, daysBetween } from '../deadlines/day.ts';
import type { Words } from '../dictionaries/entry.ts';

/** A due day as people say it: 剩 4 天, 今天, 逾 5 天; 「—」 without one. */
export function dueLabel(dueOn: Day | null, today: Day): Words {
  if (dueOn === null) return { zh: '—', en: '—' };
  const left = daysBetween(today, dueOn);
  if (left === 0) return { zh: '今天', en: 'today' };
  if (left > 0) return { zh: `剩 ${left} 天`, en: `${left} d left` };
  return { zh: `逾 ${-left} 天`, en: `${-left} d overdue` };
}

/** The phone's words: 今天, 明天, 后天, 昨天, otherwise 剩/逾. */
export function duePlain(dueOn: Day | null, today: Day): Words {
  if (dueOn === null) return { zh: '不限', en: 'no date' };
  switch (daysBetween(today, dueOn)) {
    case 0:
      return { zh: '今天', en: 'today' };
    case 1:
      return { zh: '明天', en: 'tomorrow' };
    case 2:
      return { zh: '后天', en: 'in two days' };
    case -1:
      return { zh: '昨天到期', en: 'due yesterday' };
    default:
      return dueLabel(dueOn, today);
  }
}

/** Time left or over in hours and minutes, for clocks under 48 hours: 剩 1小时49分, 超 20分. */
export function clockLabel(leftMs: number): Words {
  const minutes = Math.floor(Math.abs(leftMs) / 60_000);
  const hours = Math.floor(minutes / 60);
  const zh = `${hours > 0 ? `${hours}小时` : ''}${minutes % 60}分`;
  const en = `${hours > 0 ? `${hours} h ` : ''}${minutes % 60} min`;
  return leftMs >= 0 ? { zh: `剩 ${zh}`, en: `${en} left` } : { zh: `超 ${zh}`, en: `${en} over` };
}
