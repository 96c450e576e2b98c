import { getProblem, type ProblemRow } from '@shoutian/domain/api';
import { Button } from 'antd';
import { useEndpoint, useGo } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { AreaText, DueLabel } from '../../kit/index.ts';
import { texts } from './texts.ts';
import { finished } from './words.ts';

type Shown = Pick<
  ProblemRow,
  'id' | 'problemNo' | 'title' | 'villageName' | 'areaM2' | 'farmM2' | 'pbfM2' | 'dueOn' | 'state'
>;

/** The picked problem over the map: number, place, figures and the way in. `row` is asked for when it is on no page. */
export function MapCard({ id, row }: { id: string; row: Shown | undefined }) {
  const t = useTexts(texts);
  const go = useGo();
  const asked = useEndpoint(getProblem, { params: { id } }, { enabled: row === undefined, staleMs: 60_000 });
  const shown = row ?? asked.data;
  if (shown === undefined) return null;
  return (
    <section className="st-col st-problem-card" aria-live="polite">
      <div className="st-row st-between">
        <b>{shown.problemNo}</b>
        <DueLabel due={shown.dueOn} finished={finished(shown.state)} />
      </div>
      <div>
        {shown.villageName} {shown.title}
      </div>
      <div className="st-row st-wrap st-second">
        <span>
          {t('sumArea')} <AreaText m2={shown.areaM2} strong unit />
        </span>
        <span>
          {t('sumFarm')} <AreaText m2={shown.farmM2 ?? undefined} strong />
        </span>
        <span>
          {t('sumPbf')} <AreaText m2={shown.pbfM2 ?? undefined} pbf />
        </span>
      </div>
      <div className="st-row">
        <Button type="primary" size="small" onClick={() => go(`/problems/${id}`)}>
          {t('open')}
        </Button>
        <Button size="small" onClick={() => go(`/problems/${id}?tab=evidence`)}>
          {t('seeEvidence')}
        </Button>
      </div>
    </section>
  );
}
