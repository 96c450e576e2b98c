import pg from 'pg';

type Parser = (text: string) => unknown;

const OID = {
  int8: 20,
  date: 1082,
  timestamp: 1114,
  numeric: 1700,
  int8Array: 1016,
  dateArray: 1182,
  numericArray: 1231,
  textArray: 1009,
};

/** A whole number as JavaScript's; one beyond 2^53 would change silently, so it throws RangeError instead. */
export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`${text} does not fit a JavaScript number; select it as text`);
  return value;
}

const texts = pg.types.getTypeParser(OID.textArray) as (text: string) => (string | null)[];
const each = (parse: Parser) => (text: string) => texts(text).map((item) => (item === null ? null : parse(item)));
const asText: Parser = (text) => text;

// A day is a day everywhere: made into a Date it would move with the server's time zone. So would a timestamp without one.
const PARSERS = new Map<number, Parser>([
  [OID.int8, wholeNumber],
  [OID.int8Array, each(wholeNumber)],
  [OID.numeric, Number],
  [OID.numericArray, each(Number)],
  [OID.date, asText],
  [OID.dateArray, each(asText)],
  [OID.timestamp, asText],
]);

/** How values become JavaScript's: date and timestamp text, int8 and numeric numbers, timestamptz Date, the rest as pg has it. */
export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : PARSERS.get(oid)) ??
    pg.types.getTypeParser(oid, format ?? 'text')) as typeof pg.types.getTypeParser,
};
