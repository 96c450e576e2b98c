import type { SiteCheckDetail, SiteOption } from '@shoutian/domain/api';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Card, Toned } from '../../kit/index.ts';
import { siteTexts } from './texts.ts';

const tones = { avoid: 'red', look: 'amber', note: 'blue', ok: 'ok', unknown: 'grey' } as const;

function Findings({ option }: { option: SiteOption }) {
  const language = useLanguage();
  return (
    <section className="st-col st-site-findings">
      <h3 className="st-strong">{option.label}</h3>
      <ul>
        {option.findings.map((finding) => (
          <li key={finding.subject}>
            <Toned tone={tones[finding.level]}>{finding[language]}</Toned>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** What each alternative asks to mind: the system's advice. */
export function FindingsCard({ site }: { site: SiteCheckDetail }) {
  const t = useTexts(siteTexts);
  return (
    <Card title={t('findings')} extra={<span className="st-note">{t('advice')}</span>}>
      <div className="st-site-columns">
        {site.options.map((option) => (
          <Findings key={option.id} option={option} />
        ))}
      </div>
    </Card>
  );
}
