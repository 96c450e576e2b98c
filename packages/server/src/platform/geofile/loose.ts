const reasons = {
  notADate: ['不是能认出的日期，请写成 2024-01-31 的样子', 'not a date that can be read; write it like 2024-01-31'],
  noDay: ['只有年月，缺日', 'year and month only, the day is missing'],
  noSuchDay: ['没有这一天', 'no such day'],
  ambiguousOrder: [
    '年月日的先后看不出来，请写成 2024-01-31 的样子',
    'the order of day and month is unclear; write it like 2024-01-31',
  ],
  outOfRange: ['年份不在 1900 至 2100 之间', 'the year is not between 1900 and 2100'],
  notANumber: ['不是数字', 'not a number'],
  commaUnclear: ['逗号不是千分位，看不出是多少', 'the comma does not group thousands, so the value is unclear'],
  unitUnknown: ['数字后面的单位不认识', 'the unit after the number is not known'],
} as const;

export interface LooseReason {
  code: keyof typeof reasons;
  zh: string;
  en: string;
}

export interface LooseDate {
  /** `YYYY-MM-DD`, or null when empty or not sure. */
  date: string | null;
  /** Null for a date and for an empty value. */
  reason: LooseReason | null;
}

export interface LooseNumber {
  number: number | null;
  unit: '亩' | 'm2' | 'ha' | 'km2' | 'm' | '%' | null;
  reason: LooseReason | null;
}

function because(code: LooseReason['code']): LooseReason {
  return { code, zh: reasons[code][0], en: reasons[code][1] };
}

const noDate = (code: LooseReason['code']): LooseDate => ({ date: null, reason: because(code) });

/** Excel counts days from here; right for every serial after its invented 29 February 1900 (60). */
const EXCEL_DAY_ZERO = Date.UTC(1899, 11, 30);

/**
 * A day written in any of the ways seen in deliveries: 20240131, 2024-01-31 (a time after it is dropped), 2024/1/31,
 * 2024.1.31, 2024年1月31日, Excel's serial number. Never guesses: what could be two days is null with the reason.
 */
export function parseLooseDate(value: string | number | null): LooseDate {
  if (value === null) return { date: null, reason: null };
  const text = `${value}`.normalize('NFKC').trim();
  if (text === '' || /^0+$/.test(text)) return { date: null, reason: null };
  const compact = /^(\d{4})(\d{2})(\d{2})(?:\.0+|\d{6}|\s.*)?$/.exec(text);
  if (compact) return day(compact[1], compact[2], compact[3]);
  const parted = /^(\d{4})\s*([-/.年])\s*(\d{1,2})\s*([-/.月])\s*(\d{1,2})\s*日?(?:[T\s].*)?$/.exec(text);
  if (parted) return day(parted[1], parted[3], parted[5]);
  if (/^\d{5}(\.\d+)?$/.test(text)) return excelDay(Number(text));
  if (/^\d{4}\s*[-/.年]\s*\d{1,2}\s*月?$/.test(text) || /^(19|20)\d{2}(0[1-9]|1[0-2])$/.test(text))
    return noDate('noDay');
  if (/^\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}$/.test(text)) return noDate('ambiguousOrder');
  return noDate('notADate');
}

function excelDay(serial: number): LooseDate {
  return { date: new Date(EXCEL_DAY_ZERO + Math.floor(serial) * 86_400_000).toISOString().slice(0, 10), reason: null };
}

function day(year: string | undefined, month: string | undefined, dayOfMonth: string | undefined): LooseDate {
  const y = Number(year);
  const m = Number(month);
  const d = Number(dayOfMonth);
  const date = new Date(Date.UTC(y, m - 1, d));
  if (date.getUTCMonth() !== m - 1 || date.getUTCDate() !== d) return noDate('noSuchDay');
  if (y < 1900 || y > 2100) return noDate('outOfRange');
  return { date: date.toISOString().slice(0, 10), reason: null };
}

const units: Readonly<Record<string, LooseNumber['unit']>> = {
  '': null,
  亩: '亩',
  m2: 'm2',
  '㎡': 'm2',
  平方米: 'm2',
  平米: 'm2',
  ha: 'ha',
  hm2: 'ha',
  公顷: 'ha',
  km2: 'km2',
  平方公里: 'km2',
  平方千米: 'km2',
  m: 'm',
  米: 'm',
  '%': '%',
};

/**
 * A number as people write it: thousands commas, full-width digits, a unit behind it, 万 for ten thousand.
 * The unit is returned, not applied. Null with a reason when not sure (`12,5`, `10-12`, `约3亩`).
 */
export function parseLooseNumber(value: string | number | null): LooseNumber {
  if (value === null) return { number: null, unit: null, reason: null };
  if (typeof value === 'number')
    return Number.isFinite(value) ? { number: value, unit: null, reason: null } : noNumber('notANumber');
  const text = value.normalize('NFKC').replaceAll(/\s+/g, '');
  if (text === '' || /^[-—/]+$/.test(text)) return { number: null, unit: null, reason: null };
  const parts = /^([+-]?)([\d,]*)(\.\d*)?(e[+-]?\d{1,3})?(万?)(.*)$/i.exec(text);
  const whole = parts?.[2] ?? '';
  const fraction = parts?.[3] ?? '';
  if (!parts || !/\d/.test(whole + fraction)) return noNumber('notANumber');
  if (whole.includes(',') && !/^\d{1,3}(,\d{3})+$/.test(whole)) return noNumber('commaUnclear');
  const number =
    Number(`${parts[1]}${whole.replaceAll(',', '')}${fraction}${parts[4] ?? ''}`) * (parts[5] ? 10_000 : 1);
  if (!Number.isFinite(number)) return noNumber('notANumber');
  const unitText = (parts[6] ?? '').toLowerCase();
  const unit = units[unitText];
  if (unit === undefined) return noNumber(/^[\d,.~-]/.test(unitText) ? 'notANumber' : 'unitUnknown');
  return { number, unit, reason: null };
}

function noNumber(code: LooseReason['code']): LooseNumber {
  return { number: null, unit: null, reason: because(code) };
}
