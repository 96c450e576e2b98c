import type { Dashboard, ProblemRow } from '@shoutian/domain/api';
import { shanghaiDay } from '@shoutian/domain/deadlines';
import { formatInstant } from '@shoutian/domain/format';
import { problemStates } from '@shoutian/domain/problem';
import { useScope, useSession, useToday } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { muText } from '../../kit/index.ts';
import { rateText, sixFigures } from './figures-row.tsx';
import { texts } from './texts.ts';
import { TrendFigure } from './trend-figure.tsx';
import { VillageFigure } from './village-figure.tsx';

/** Villages beside each other before the table turns too narrow for A4 portrait. */
const ACROSS = 10;
const ROWS = 5;

function Villages({ groups }: { groups: Dashboard['byVillage'] }) {
  const t = useTexts(texts);
  const shown = [...groups].sort((a, b) => b.count - a.count).slice(0, ACROSS);
  const lines = [
    { key: 'p', label: t('pProblems'), of: (one: Dashboard['byVillage'][number]) => one.count, text: String },
    { key: 'f', label: t('pOpenFarm'), of: (one: Dashboard['byVillage'][number]) => one.farmM2, text: muText },
    { key: 'c', label: t('pClosed'), of: (one: Dashboard['byVillage'][number]) => one.writtenOff, text: String },
    { key: 'o', label: t('pOverdue'), of: (one: Dashboard['byVillage'][number]) => one.overdue, text: String },
  ];
  return (
    <table className="st-paper-table">
      <thead>
        <tr>
          <th scope="col">{t('village')}</th>
          {shown.map((one) => (
            <th key={one.key} scope="col">
              {one.label}
            </th>
          ))}
          <th scope="col">{t('total')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ key, label, of, text }) => (
          <tr key={key}>
            <th scope="row">{label}</th>
            {shown.map((one) => (
              <td key={one.key}>{of(one) === 0 ? '—' : text(of(one))}</td>
            ))}
            <td>
              <b>{text(groups.reduce((sum, one) => sum + of(one), 0))}</b>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The same figures on one A4 page, with room for an instruction and three signatures. */
export function Paper({
  data,
  late,
  rebounds,
}: {
  data: Dashboard;
  late: readonly ProblemRow[];
  rebounds: readonly ProblemRow[];
}) {
  const t = useTexts(texts);
  const language = useLanguage();
  const scope = useScope();
  const today = useToday();
  const { person, demo } = useSession();
  const at = formatInstant(data.takenAt, today);
  const where = [...data.byVillage]
    .filter((one) => one.overdue > 1)
    .sort((a, b) => b.overdue - a.overdue)
    .slice(0, 2);
  const sentence = t('sentence', {
    all: data.all.count,
    farm: muText(data.all.farmM2),
    pbf: muText(data.all.pbfM2),
    closed: data.closing.part,
    rate: rateText(data.closing.rate, t),
    open: data.open.count,
    overdue: data.overdue.count,
    where:
      where.length === 0
        ? ''
        : t('sentenceWhere', {
            places: where.map((one) => t('sentencePlace', { name: one.label, n: one.overdue })).join('、'),
          }),
    rebound: data.rebound.part,
  });
  return (
    <div className="st-print st-paper">
      <h1>{t('paperTitle', { place: scope.label })}</h1>
      <p className="st-paper-when">
        {t('period', { day: shanghaiDay(new Date(data.takenAt)) })} {demo && t('demo')}
      </p>
      <table className="st-paper-six">
        <tbody>
          <tr>
            {sixFigures(data, t).map((one) => (
              <td key={one.key}>
                {one.label}
                <b>
                  {one.value} {t('cases')}
                </b>
                <small>{one.note}</small>
              </td>
            ))}
          </tr>
        </tbody>
      </table>
      <p className="st-paper-words">{sentence}</p>
      <div className="st-paper-two">
        <section>
          <h2>{t('p1')}</h2>
          <VillageFigure groups={data.byVillage} paper />
        </section>
        <section>
          <h2>{t('p2')}</h2>
          <TrendFigure trend={data.trend} openNow={data.open.count} />
        </section>
      </div>
      <h2>{t('p3')}</h2>
      <Villages groups={data.byVillage} />
      <h2>{t('p4', { n: Math.min(ROWS, late.length) })}</h2>
      {late.length === 0 ? (
        <p>{t('overdueNone')}</p>
      ) : (
        <table className="st-paper-table st-paper-left">
          <thead>
            <tr>
              <th scope="col">{t('no')}</th>
              <th scope="col">{t('village')}</th>
              <th scope="col">{t('name')}</th>
              <th scope="col">{t('farm')}</th>
              <th scope="col">{t('lateBy')}</th>
              <th scope="col">{t('leader')}</th>
              <th scope="col">{t('stuck')}</th>
            </tr>
          </thead>
          <tbody>
            {late.slice(0, ROWS).map((row) => (
              <tr key={row.id}>
                <th scope="row">{row.problemNo}</th>
                <td>{row.villageName}</td>
                <td>{row.title}</td>
                <td>{row.farmM2 === null ? '—' : muText(row.farmM2)}</td>
                <td>■ {t('late', { n: Math.abs(row.daysLeft ?? 0) })}</td>
                <td>{row.responsiblePerson ?? '—'}</td>
                <td>{problemStates.label(row.state, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <h2>{t('p5')}</h2>
      <p>
        {rebounds.length === 0
          ? t('noRebound')
          : rebounds.map((row) => `◆ ${row.problemNo} ${row.villageName} ${row.title}`).join('　')}
      </p>
      <div className="st-paper-box">{t('remarks')}</div>
      <div className="st-paper-signs">
        <span>{t('maker', { unit: person.unit ?? '', name: person.name })}</span>
        <span>{t('checker')}</span>
        <span>{t('signer')}</span>
      </div>
      <p className="st-paper-foot">{t('foot', { at })}</p>
    </div>
  );
}
