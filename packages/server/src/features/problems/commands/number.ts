import { problemNo, townMark } from '@shoutian/domain/problem';
import { takeNumbers } from '../../../platform/counters.ts';
import { AppError } from '../../../platform/errors.ts';
import type { Work } from '../../../platform/request.ts';
import { placeNames } from '../queries/places.ts';

/**
 * Next numbers `{year}-{town}-{seq4}` (5.1), never given twice: the series goes by the mark that is printed, so that a
 * town whose code changed goes on counting.
 * @throws {AppError} badInput for a place that is not there
 */
export async function takeProblemNumbers(
  work: Work,
  divisionCode: string,
  year: number,
  count = 1,
): Promise<{ numbers: string[]; placeName: string }> {
  const { name, town, towns } = await placeNames(work.tx, divisionCode);
  if (name === null)
    throw new AppError('badInput', `没有「${divisionCode}」这个行政区划，请从列表里选村或镇。`, {
      en: 'No such place; choose one from the list.',
      details: [{ code: 'badInput', at: 'body.divisionCode', message: '没有这个行政区划' }],
    });
  const mark = town === null ? name : townMark(town, towns);
  const first = await takeNumbers(work.tx, work.actor.countyCode, `problem/${year}/${mark}`, count);
  return { numbers: Array.from({ length: count }, (_, i) => problemNo(year, mark, first + i)), placeName: name };
}
