import { type Day, shanghaiDay, weekday } from '../deadlines/day.ts';

const weekdays = ['一', '二', '三', '四', '五', '六', '日'] as const;

/** `2026-11-27` → `11月27日`, with the year where it differs from today's. */
export function formatDay(day: Day, today?: Day): string {
  const short = `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`;
  return today !== undefined && today.slice(0, 4) !== day.slice(0, 4) ? `${Number(day.slice(0, 4))}年${short}` : short;
}

/** `2026年11月23日 星期一`. */
export function formatDayLong(day: Day): string {
  return `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日 星期${weekdays[weekday(day) - 1] ?? ''}`;
}

/** `11-20 16:21` in Asia/Shanghai, whatever the machine's zone; with the year where it differs from today's. */
export function formatInstant(instant: Date | string | number, today?: Day): string {
  const ms = instant instanceof Date ? instant.getTime() : typeof instant === 'number' ? instant : Date.parse(instant);
  const day = shanghaiDay(ms);
  const time = new Date(ms + 8 * 3_600_000).toISOString().slice(11, 16);
  const date = today !== undefined && today.slice(0, 4) === day.slice(0, 4) ? day.slice(5) : day;
  return `${date} ${time}`;
}
