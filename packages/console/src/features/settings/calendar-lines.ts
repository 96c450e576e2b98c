import { isDay } from '@shoutian/domain/deadlines';

export interface CalendarDay {
  day: string;
  kind: 'holiday' | 'makeUp';
}

const KINDS: Readonly<Record<string, CalendarDay['kind']>> = {
  休: 'holiday',
  班: 'makeUp',
  off: 'holiday',
  work: 'makeUp',
};

/** Lines such as 「2027-01-01 休」 of one year; what cannot be read is named by its line. */
export function readLines(text: string, year: number): { days: CalendarDay[]; wrong: { n: number; text: string }[] } {
  const days = new Map<string, CalendarDay>();
  const wrong: { n: number; text: string }[] = [];
  text.split('\n').forEach((line, index) => {
    if (line.trim() === '') return;
    const [day = '', word = ''] = line.trim().split(/[\s,，]+/);
    const kind = KINDS[word];
    if (kind === undefined || !isDay(day) || !day.startsWith(`${year}-`))
      wrong.push({ n: index + 1, text: line.trim() });
    else days.set(day, { day, kind });
  });
  return { days: [...days.values()].sort((a, b) => a.day.localeCompare(b.day)), wrong };
}

export const writeLines = (days: readonly CalendarDay[]): string =>
  days.map(({ day, kind }) => `${day} ${kind === 'holiday' ? '休' : '班'}`).join('\n');
