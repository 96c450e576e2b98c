import type { ClueRow } from '@shoutian/domain/api';
import { shanghaiDay } from '@shoutian/domain/deadlines';
import { Button } from 'antd';
import { useCan, useGo, useToday } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { AreaText, DueLabel, shortDay } from '../../kit/index.ts';
import { ended } from './columns.tsx';
import { texts } from './texts.ts';

/** The picked clue over the map: number, place, figures, the proposal and the way in. */
export function MapCard({ row, onDispatch }: { row: ClueRow; onDispatch: () => void }) {
  const t = useTexts(texts);
  const go = useGo();
  const mayReview = useCan('clue.review');
  const language = useLanguage();
  const today = useToday();
  return (
    <section className="st-col st-clue-card" aria-live="polite">
      <div className="st-row st-between">
        <b>{row.clueNo}</b>
        <DueLabel due={row.dueOn} finished={ended(row.state)} />
      </div>
      <div>
        {row.villageName} {row.locationText}
      </div>
      <div className="st-row st-wrap st-second">
        <span>
          {t('sumArea')} <AreaText m2={row.areaM2} strong unit />
        </span>
        <span>
          {t('sumFarm')} <AreaText m2={row.farmM2 ?? undefined} strong />
        </span>
        <span>
          {t('sumPbf')} <AreaText m2={row.pbfM2 ?? undefined} pbf />
        </span>
      </div>
      {row.returned !== null && (
        <div className="st-note">
          <span className="st-tone-red">{row.returned.reason}</span>{' '}
          {t('givenBackBy', {
            name: row.returned.byName,
            day: shortDay(shanghaiDay(new Date(row.returned.at)), today),
          })}
        </div>
      )}
      {row.proposed !== null && <div className="st-note">{row.proposed.text[language]}</div>}
      <div className="st-row">
        <Button type="primary" size="small" onClick={() => go(`/clues/${row.id}`)}>
          {t('open')}
        </Button>
        {row.abilities.includes('clue.dispatch') && (
          <Button size="small" onClick={onDispatch}>
            {t('dispatch')}
          </Button>
        )}
        {row.state === 'reported' && mayReview && (
          <Button size="small" onClick={() => go(`/clues/review?id=${row.id}`)}>
            {t('openReviewPlain')}
          </Button>
        )}
        {row.problemId !== null && (
          <Button size="small" onClick={() => go(`/problems/${row.problemId}`)}>
            {t('toProblem', { no: row.problemNo ?? '' })}
          </Button>
        )}
      </div>
    </section>
  );
}
