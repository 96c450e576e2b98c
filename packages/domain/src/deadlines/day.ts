/** A civil day in Asia/Shanghai, `YYYY-MM-DD`. Text, never a Date: a legal day has no zone to be shifted by. */
export type Day = string;

const pattern = /^\d{4}-\d{2}-\d{2}$/;
const msPerDay = 86_400_000;

/** Is the text a day that exists? */
export function isDay(text: string): boolean {
  return serialOf(text) !== null;
}

/** Serial of a day, or null. V8 reads 30 February as 2 March, hence the way back. */
function serialOf(text: string): number | null {
  const ms = pattern.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms)) return null;
  const serial = ms / msPerDay;
  return fromSerial(serial) === text ? serial : null;
}

/**
 * Days since 1970-01-01. UTC is used as a ruler only; no clock is read.
 * @throws RangeError for text that is no day
 */
export function toSerial(day: Day): number {
  const serial = serialOf(day);
  if (serial === null) throw new RangeError(`not a day: ${day}`);
  return serial;
}

/** The day of a serial number. */
export function fromSerial(serial: number): Day {
  return new Date(serial * msPerDay).toISOString().slice(0, 10);
}

/** Adds calendar days; negative goes back. */
export function addDays(day: Day, count: number): Day {
  return fromSerial(toSerial(day) + count);
}

/** Calendar days from one day to another; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return toSerial(to) - toSerial(from);
}

/** Monday 1 … Sunday 7. */
export function weekday(day: Day): number {
  // 1970-01-01 was a Thursday.
  return ((((toSerial(day) + 3) % 7) + 7) % 7) + 1;
}

/** Adds months and clamps to the month's end: 30 August + 6 months is 28 or 29 February, which does not clamp back. */
export function addMonths(day: Day, count: number): Day {
  toSerial(day);
  const year = Number(day.slice(0, 4));
  const month = Number(day.slice(5, 7)) - 1 + count;
  const wanted = Number(day.slice(8, 10));
  const target = new Date(Date.UTC(year, month + 1, 0));
  const last = target.getUTCDate();
  target.setUTCDate(Math.min(wanted, last));
  return target.toISOString().slice(0, 10);
}

/** The later of two days. */
export function laterDay(a: Day, b: Day): Day {
  return a > b ? a : b;
}

const shanghaiOffsetMs = 8 * 3_600_000;

/**
 * The civil day of an instant in Asia/Shanghai. China has kept UTC+8 without summer time since 1991-09-15; the product
 * dates nothing before 2000, so a fixed offset is exact and independent of the machine's zone data.
 * @throws RangeError for an instant that cannot be read
 */
export function shanghaiDay(instant: Date | string | number): Day {
  const ms = instant instanceof Date ? instant.getTime() : typeof instant === 'number' ? instant : Date.parse(instant);
  if (Number.isNaN(ms)) throw new RangeError(`not an instant: ${String(instant)}`);
  return new Date(ms + shanghaiOffsetMs).toISOString().slice(0, 10);
}

/** The instant at which a day begins in Asia/Shanghai. */
export function startOfDay(day: Day): Date {
  return new Date(toSerial(day) * msPerDay - shanghaiOffsetMs);
}
