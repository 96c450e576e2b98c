import { type Day, daysBetween } from '@shoutian/domain/deadlines';
import type { Words } from '@shoutian/domain/dictionaries';

/** How a due day looks on a card: tone and mark go with the words, never alone. */
export interface DueWords extends Words {
  tone: 'red' | 'amber' | 'blue' | 'grey';
}

/** 逾期 1 天 · 今天到期 · 明天到期 · 后天到期 · 还有 9 天. Red once over, amber up to three days, then blue. */
export function dueWords(dueOn: Day | null, today: Day): DueWords {
  if (dueOn === null) return { zh: '没有期限', en: 'No due day', tone: 'grey' };
  const left = daysBetween(today, dueOn);
  if (left < 0) return { zh: `逾期 ${-left} 天`, en: `${-left} d overdue`, tone: 'red' };
  if (left === 0) return { zh: '今天到期', en: 'Due today', tone: 'amber' };
  if (left === 1) return { zh: '明天到期', en: 'Due tomorrow', tone: 'amber' };
  if (left === 2) return { zh: '后天到期', en: 'Due in two days', tone: 'amber' };
  return { zh: `还有 ${left} 天`, en: `${left} days left`, tone: left === 3 ? 'amber' : 'blue' };
}
