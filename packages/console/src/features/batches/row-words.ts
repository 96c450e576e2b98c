import type { DraftRow, PolygonGeometry } from '@shoutian/domain/api';
import type { MarkedFeature } from '@shoutian/map';
import type { Say } from '../../i18n/texts.ts';
import type { Tone } from '../../kit/index.ts';
import type { batchTexts } from './texts.ts';

export type Words = Say<keyof typeof batchTexts.zh & string>;

/** Number of a row as the screens say it: the file's line, or 「手绘 1」. */
export function rowNumber(row: Pick<DraftRow, 'rowNo' | 'byHand'>, t: Words): string {
  return row.byHand ? t('hand', { n: row.rowNo % 100_000 }) : String(row.rowNo);
}

/** Short number of a clue or problem: the running part. Draft rows have their own. */
export function shortNumber(no: string): string {
  return /^\D*\d{4}.*-(\d{4,}|H\d+)$/.exec(no)?.[1] ?? no;
}

export const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** What the checks found of a row, in one line: the decision, the gravest match, or what was repaired. */
export function checkOf(row: DraftRow, t: Words): { tone: Tone; text: string } {
  if (row.refused) return { tone: 'red', text: `${t('refused')}：${row.issues.at(-1)?.zh ?? ''}` };
  const { decision } = row;
  const target = decision?.choice === 'merge' ? row.matches.find(({ id }) => id === decision.matchId) : undefined;
  if (decision?.choice === 'merge')
    return { tone: target?.rebound ? 'purple' : 'ok', text: t('decidedMerge', { no: shortNumber(target?.no ?? '') }) };
  if (decision?.choice === 'apart') return { tone: 'ok', text: t('decidedApart', { reason: decision.reason }) };
  if (decision?.choice === 'skip') return { tone: 'grey', text: t('decidedSkip') };
  const [match] = row.matches;
  if (match !== undefined) {
    const no = shortNumber(match.no);
    if (match.rebound) return { tone: 'purple', text: t('overWrittenOff', { no }) };
    const tone: Tone = match.decide ? 'amber' : 'grey';
    switch (match.reason) {
      case 'sameNumber':
        return { tone, text: t('sameNo', { no }) };
      case 'overlap':
        return { tone, text: t('overlaps', { no, share: percent(Math.max(match.ratioOfThis, match.ratioOfOther)) }) };
      case 'near':
        return { tone, text: t('near', { no }) };
    }
  }
  if (row.repaired !== null) return { tone: 'ok', text: row.repaired };
  const [issue] = row.issues;
  return issue === undefined ? { tone: 'ok', text: t('clean') } : { tone: 'amber', text: issue.zh };
}

/** What the map draws of a row: its outline, or the place alone. */
export function shapeOnMap(feature: {
  geometry: PolygonGeometry | null;
  point: readonly [number, number] | null;
}): MarkedFeature['geometry'][] {
  if (feature.geometry !== null) return [feature.geometry];
  return feature.point === null ? [] : [{ type: 'Point', coordinates: [...feature.point] }];
}
