import type { ClueDetail } from '@shoutian/domain/api';
import { channels, discoveryMethods } from '@shoutian/domain/dictionaries';
import { formatInstant } from '@shoutian/domain/format';
import { useToday } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { AreaText, Card, Facts, Go } from '../../kit/index.ts';
import { texts } from './texts.ts';

/** Where the clue comes from, and the row of the file exactly as it came. */
export function SourceCard({ clue }: { clue: ClueDetail }) {
  const t = useTexts(texts);
  const language = useLanguage();
  const today = useToday();
  const raw = Object.entries(clue.rawAttributes);
  const images = [clue.imageDateBefore, clue.imageDateAfter].filter((day) => day !== null).join(' → ');
  return (
    <Card title={t('source')} extra={channels.label(clue.channel, language)}>
      <Facts
        facts={[
          { label: t('batch'), value: <Go to={`/batches/${clue.batchId}`}>{clue.batchTitle}</Go> },
          { label: t('docNo'), value: clue.docNo },
          { label: t('authority'), value: clue.authority },
          { label: t('discovery'), value: discoveryMethods.label(clue.discoveryMethod, language) },
          { label: t('monitorNo'), value: clue.monitorNo },
          { label: t('patchType'), value: [clue.patchNo, clue.patchType].filter((part) => part !== null).join(' · ') },
          { label: t('feature'), value: clue.feature },
          { label: t('imageDates'), value: images },
          { label: t('monitorArea'), value: <AreaText m2={clue.monitorAreaM2} unit withM2 /> },
          { label: t('groundArea'), value: <AreaText m2={clue.areaM2} strong unit withM2 /> },
          ...(clue.foundAt === null ? [] : [{ label: t('foundAt'), value: formatInstant(clue.foundAt, today) }]),
          { label: t('place'), value: clue.locationText },
          { label: t('remark'), value: clue.remark },
        ]}
      />
      {raw.length > 0 && (
        <details>
          <summary className="st-second">
            {t('raw')} {raw.length}
          </summary>
          <p className="st-note">{t('rawNote')}</p>
          <dl className="st-raw">
            {raw.map(([key, value]) => (
              <div key={key} style={{ display: 'contents' }}>
                <dt>{key}</dt>
                <dd>{value === null || value === '' ? '—' : String(value)}</dd>
              </div>
            ))}
          </dl>
        </details>
      )}
    </Card>
  );
}
