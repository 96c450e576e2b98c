import type { ProblemDetail } from '@shoutian/domain/api';
import { categories, channels, partyTypes, problemTypes, rectifyMethods } from '@shoutian/domain/dictionaries';
import { formatMu } from '@shoutian/domain/format';
import { useSession } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { OverlayTable, type PaperPicture, PrintFoot, PrintHead } from '../../kit/index.ts';
import { detailTexts } from './texts-detail.ts';
import { unitWords } from './words.ts';

/** 问题卡: the A4 page of one problem; only paper shows it. */
export function ProblemCard({ problem, picture }: { problem: ProblemDetail; picture: PaperPicture | null }) {
  const t = useTexts(detailTexts);
  const language = useLanguage();
  const { person, demo, today } = useSession();
  const rows: [string, string][] = [
    [t('location'), `${problem.villageName} ${problem.locationText}`],
    [t('channel'), `${channels.label(problem.channel, language)} ${problem.sourceDocNo ?? ''}`],
    [t('found'), `${problem.foundYear}`],
    [
      t('party'),
      `${problem.partyName ?? '—'} ${problem.partyType === null ? '' : partyTypes.label(problem.partyType, language)}`,
    ],
    [t('leadUnit'), problem.leadUnit === '' ? '—' : unitWords(problem.leadUnit, language)],
    [t('person'), problem.responsiblePerson ?? '—'],
    [t('leader'), problem.leader ?? '—'],
    [t('method'), problem.rectifyMethod === null ? '—' : rectifyMethods.label(problem.rectifyMethod, language)],
    [t('category'), problem.category === null ? '—' : categories.label(problem.category, language)],
    [t('list'), problem.listNo ?? '—'],
    [t('dueOn'), problem.dueOn ?? '—'],
    [t('progress'), `${problem.progressPct}%`],
  ];
  return (
    <div className="st-print st-problem-paper">
      <PrintHead
        title={t('cardTitle')}
        unit={person.unit ?? person.countyName}
        period={problem.problemNo}
        snapshotAt={today}
        demo={demo}
      />
      <h2>
        {problem.title}（{problem.type} {problemTypes.label(problem.type, language)}，{formatMu(problem.areaM2)} 亩）
      </h2>
      <table className="st-paper-facts">
        <tbody>
          {Array.from({ length: rows.length / 2 }, (_, i) => {
            const [a, b] = [rows[2 * i], rows[2 * i + 1]];
            return (
              <tr key={a?.[0]}>
                <th scope="row">{a?.[0]}</th>
                <td>{a?.[1]}</td>
                <th scope="row">{b?.[0]}</th>
                <td>{b?.[1]}</td>
              </tr>
            );
          })}
          <tr>
            <th scope="row">{t('measures')}</th>
            <td colSpan={3}>{problem.measures ?? '—'}</td>
          </tr>
        </tbody>
      </table>
      {picture !== null && (
        <figure>
          <img src={picture.src} alt={t('cardMap')} />
          <figcaption>{t('cardScale', { scale: `1:${picture.scale.toLocaleString('en')}` })}</figcaption>
        </figure>
      )}
      <h3>{t('overlay')}</h3>
      <OverlayTable snapshot={problem.overlay} />
      {problem.milestones.length > 0 && (
        <>
          <h3>{t('cardSteps')}</h3>
          <table className="st-paper-facts">
            <thead>
              <tr>
                <th scope="col">{t('step')}</th>
                <th scope="col">{t('planned')}</th>
                <th scope="col">{t('actual')}</th>
                <th scope="col">{t('note')}</th>
              </tr>
            </thead>
            <tbody>
              {problem.milestones.map((one) => (
                <tr key={one.id}>
                  <td>{one.name}</td>
                  <td>{one.plannedOn}</td>
                  <td>{one.actualOn ?? ''}</td>
                  <td>{one.note ?? ''}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      <PrintFoot signatures={[t('signMake'), t('signCheck'), t('signIssue')]} />
    </div>
  );
}
