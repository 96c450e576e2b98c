import {
  getSiteCheck,
  listSiteChecks,
  removeSiteOption,
  rerunSiteOption,
  type SiteCheckDetail,
  type SiteOption,
} from '@shoutian/domain/api';
import { formatPercent } from '@shoutian/domain/format';
import { SLIVER_M2 } from '@shoutian/domain/site';
import { Button } from 'antd';
import { useAct } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { AreaText, Go, StateTag, useConfirmAct } from '../../kit/index.ts';
import { classesOf, type FigureLine, figureLines, smallestOf } from './figures.ts';
import { siteTexts } from './texts.ts';

/** Alternatives side by side, m² as 亩; the smallest of a line is marked. */
export function CompareTable({ site, acts }: { site: SiteCheckDetail; acts: boolean }) {
  const t = useTexts(siteTexts);
  const { options } = site;
  const classes = classesOf(options);
  return (
    <div className="st-scroll-x">
      <table className="st-site-table">
        <thead>
          <tr>
            <th scope="col" className="st-site-corner">
              {t('figures')}
            </th>
            {options.map((option) => (
              <th scope="col" key={option.id}>
                <OptionHead site={site} option={option} acts={acts} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {figureLines.map((line) => (
            <Line key={line.key} line={line} options={options} />
          ))}
          <tr>
            <th scope="row">{t('villages')}</th>
            {options.map(({ id, result }) => (
              <td key={id}>
                {result.villages.length === 0
                  ? '—'
                  : result.villages.map(({ name, share }) => `${name} ${formatPercent(share)}`).join('、')}
              </td>
            ))}
          </tr>
          <tr>
            <th scope="row">{t('problems')}</th>
            {options.map(({ id, result: { earlierProblems } }) => (
              <td key={id}>
                {earlierProblems.length === 0
                  ? t('clear')
                  : earlierProblems.map((one) => (
                      <div key={one.id}>
                        <Go to={`/problems/${one.id}`}>{one.problemNo}</Go>
                      </div>
                    ))}
              </td>
            ))}
          </tr>
          {classes.length > 0 && (
            <tr className="st-site-group">
              <th scope="rowgroup" colSpan={options.length + 1}>
                {t('byClass')}
              </th>
            </tr>
          )}
          {classes.map(({ code, label }) => (
            <tr key={code}>
              <th scope="row">
                {code} {label}
              </th>
              {options.map(({ id, result }) => (
                <td key={id} className="st-site-number">
                  <AreaText m2={result.landClasses?.find(({ classCode }) => classCode === code)?.unionM2 ?? 0} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Line({ line, options }: { line: FigureLine; options: readonly SiteOption[] }) {
  const t = useTexts(siteTexts);
  const smallest = smallestOf(line, options);
  return (
    <tr>
      <th scope="row">{t(line.key)}</th>
      {options.map((option) => {
        const m2 = line.of(option);
        return (
          <td key={option.id} className={`st-site-number ${smallest.has(option.id) ? 'st-site-least' : ''}`}>
            {m2 === null ? (
              <span className="st-note">{t('notLoaded')}</span>
            ) : (
              <AreaText
                m2={m2}
                strong={line.key === 'whole'}
                pbf={line.warns === true && m2 >= SLIVER_M2}
                unit
                withM2
              />
            )}
          </td>
        );
      })}
    </tr>
  );
}

function OptionHead({ site, option, acts }: { site: SiteCheckDetail; option: SiteOption; acts: boolean }) {
  const t = useTexts(siteTexts);
  const ask = useConfirmAct();
  const stale = { invalidate: [getSiteCheck, listSiteChecks] };
  const remove = useAct(removeSiteOption, { ...stale, done: t('removed') });
  const rerun = useAct(rerunSiteOption, { ...stale, done: t('rerunDone') });
  const params = { id: site.id, optionId: option.id };
  const drop = async () => {
    const sure = await ask({
      title: t('removeTitle', { name: option.label }),
      text: t('removeText'),
      verb: t('remove'),
      keep: t('notYet'),
      danger: true,
    });
    if (sure) remove.mutate({ params });
  };
  return (
    <div className="st-col st-site-head">
      <div className="st-row st-wrap">
        <b>{option.label}</b>
        {site.chosenId === option.id && <StateTag tone="ok">{t('chosen')}</StateTag>}
        {site.leastId === option.id && site.chosenId !== option.id && <StateTag tone="blue">{t('least')}</StateTag>}
        {option.outdated && <StateTag tone="amber">{t('outdated')}</StateTag>}
      </div>
      <div className="st-note">
        {option.fileName ?? t('drawn')}
        {option.note !== '' && ` · ${option.note}`}
      </div>
      {option.repaired !== null && <div className="st-note">{t('repaired', { text: option.repaired })}</div>}
      {acts && (
        <div className="st-row st-noprint">
          {option.outdated && (
            <Button size="small" loading={rerun.isPending} onClick={() => rerun.mutate({ params })}>
              {t('rerun')}
            </Button>
          )}
          <button type="button" className="st-link" disabled={remove.isPending} onClick={() => void drop()}>
            {t('remove')}
          </button>
        </div>
      )}
    </div>
  );
}
