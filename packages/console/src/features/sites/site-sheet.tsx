import type { SiteCheckDetail } from '@shoutian/domain/api';
import { siteUses } from '@shoutian/domain/dictionaries';
import { formatInstant } from '@shoutian/domain/format';
import { useSession } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { muText, type PaperPicture, PrintFoot, PrintHead } from '../../kit/index.ts';
import { classesOf, figureLines } from './figures.ts';
import { siteTexts } from './texts.ts';

/** 选址合规分析检查表: the A4 sheet, in Chinese; only paper shows it. */
export function SiteSheet({ site, picture }: { site: SiteCheckDetail; picture: PaperPicture | null }) {
  const t = useTexts(siteTexts);
  const { person, demo, today } = useSession();
  const { options } = site;
  const [first] = options;
  return (
    <div className="st-print st-site-paper">
      <PrintHead
        title={t('sheet')}
        unit={person.unit ?? person.countyName}
        period={site.checkNo}
        snapshotAt={today}
        measure="单位：亩"
        demo={demo}
      />
      <table className="st-paper-facts">
        <tbody>
          <tr>
            <th scope="row">项目名称</th>
            <td>{site.title}</td>
            <th scope="row">用途</th>
            <td>{siteUses.label(site.use)}</td>
          </tr>
          <tr>
            <th scope="row">业主单位</th>
            <td>{site.applicant || '—'}</td>
            <th scope="row">所在地</th>
            <td>{site.placeName}</td>
          </tr>
        </tbody>
      </table>
      {picture !== null && (
        <figure>
          <img src={picture.src} alt={t('sheetMap')} />
          <figcaption>{t('scale', { scale: `1:${picture.scale.toLocaleString('en')}` })}</figcaption>
        </figure>
      )}
      <table className="st-paper-facts">
        <thead>
          <tr>
            <th scope="col">项目</th>
            {options.map(({ id, label }) => (
              <th scope="col" key={id}>
                {label}
                {id === site.chosenId ? '（选定）' : ''}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {figureLines.map((line) => (
            <tr key={line.key}>
              <th scope="row">{t(line.key)}</th>
              {options.map((option) => {
                const m2 = line.of(option);
                return <td key={option.id}>{m2 === null ? '没有图层' : muText(m2)}</td>;
              })}
            </tr>
          ))}
          {classesOf(options).map(({ code, label }) => (
            <tr key={code}>
              <th scope="row">
                {code} {label}
              </th>
              {options.map(({ id, result }) => (
                <td key={id}>
                  {muText(result.landClasses?.find(({ classCode }) => classCode === code)?.unionM2 ?? 0)}
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">要注意</th>
            {options.map(({ id, findings }) => (
              <td key={id}>
                {findings
                  .filter(({ level }) => level !== 'ok')
                  .map(({ subject, zh }) => (
                    <div key={subject}>{zh}</div>
                  ))}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
      {site.state === 'concluded' && (
        <table className="st-paper-facts">
          <tbody>
            {(['opinion', 'pbfReason', 'pbfReplacement', 'moreReason'] as const)
              .filter((key) => site[key] !== '')
              .map((key) => (
                <tr key={key}>
                  <th scope="row">{t(key)}</th>
                  <td>{site[key]}</td>
                </tr>
              ))}
          </tbody>
        </table>
      )}
      {first !== undefined && (
        <p className="st-note">
          {t('layersUsed')}：{first.layerVersions.map(({ title, year }) => `${title} ${year}`).join('、')}。
          {t('method', { method: first.method, at: formatInstant(first.runAt) })}
        </p>
      )}
      <PrintFoot signatures={[t('signMake'), t('signCheck'), t('signUnit')]} />
    </div>
  );
}
