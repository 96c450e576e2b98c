import type { DoubleRow } from '@shoutian/domain/api';
import { problemTypes } from '@shoutian/domain/dictionaries';
import { formatMu } from '@shoutian/domain/format';
import type { HistoryFieldId } from '@shoutian/domain/layers';
import type { Work } from '../../../platform/request.ts';
import { type KnownProblem, knownNumbers, knownSources } from '../queries/import.ts';
import type { CheckedRow, HistoryRow } from './check.ts';

const sourceKey = (row: HistoryRow): string | null => (row.sourceNo === null ? null : `${row.channel}/${row.sourceNo}`);

/**
 * Takes out the rows that the ledger has: by its own number, whatever else stands in the row, or by the same number from
 * the same channel. A number that stands twice in the sheet stays with a complaint at its second row.
 */
export async function withoutDoubles(
  work: Work,
  rows: readonly CheckedRow[],
): Promise<{ rows: CheckedRow[]; doubles: DoubleRow[] }> {
  const { tx, actor } = work;
  const numbers = await knownNumbers(
    tx,
    actor.countyCode,
    rows.flatMap((each) => each.problemNo ?? []),
  );
  const sources = await knownSources(
    tx,
    actor.countyCode,
    rows.flatMap(({ row }) => (row ? (sourceKey(row) ?? []) : [])),
  );
  const seen = new Map<string, number>();
  const kept: CheckedRow[] = [];
  const doubles: DoubleRow[] = [];
  for (const each of rows) {
    const byNumber = each.problemNo === null ? undefined : numbers.get(each.problemNo);
    const key = each.row ? sourceKey(each.row) : null;
    const known = byNumber ?? (key === null ? undefined : sources.get(key));
    if (known !== undefined) {
      doubles.push(doubleOf(each, known, byNumber === undefined ? 'sourceNo' : 'problemNo'));
      continue;
    }
    const before = key === null ? undefined : seen.get(key);
    if (key !== null && before === undefined) seen.set(key, each.rowNo);
    kept.push(before === undefined ? each : twice(each, before));
  }
  return { rows: kept, doubles };
}

const twice = (each: CheckedRow, before: number): CheckedRow => ({
  ...each,
  row: null,
  complaints: [
    {
      code: 'double',
      at: 'sourceNo',
      message: `上级编号与第 ${before} 行相同`,
      messageEn: `the source number is that of row ${before}`,
    },
  ],
});

const doubleOf = ({ rowNo, title, row }: CheckedRow, known: KnownProblem, by: DoubleRow['by']): DoubleRow => ({
  rowNo,
  title,
  by,
  problemId: known.id,
  problemNo: known.problem_no,
  differs: row === null ? [] : differences(row, known),
});

/** What a reader would want to know before leaving a row out; areas as they are printed, in 亩. */
function differences(row: HistoryRow, known: KnownProblem): DoubleRow['differs'] {
  const mu = (m2: number | null): string => (m2 === null ? '—' : formatMu(m2));
  const pairs: readonly (readonly [at: HistoryFieldId, sheet: string, ledger: string])[] = [
    ['title', row.title, known.title],
    ['village', row.divisionCode, known.division_code],
    ['type', problemTypes.label(row.type), problemTypes.label(known.type)],
    ['foundYear', String(row.foundYear), String(known.found_year)],
    ['areaMu', mu(row.areaM2), mu(known.area_m2)],
    ['farmMu', mu(row.farmM2), mu(known.farm_m2)],
    ['pbfMu', mu(row.pbfM2), mu(known.pbf_m2)],
    ['writtenOffOn', row.writtenOffOn ?? '—', known.written_off_on ?? '—'],
  ];
  return pairs.filter(([, sheet, ledger]) => sheet !== ledger).map(([at, sheet, ledger]) => ({ at, sheet, ledger }));
}
