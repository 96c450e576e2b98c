import type { ClueDetail } from '@shoutian/domain/api';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Card } from '../../kit/index.ts';
import { texts } from './texts.ts';

/** 「像…，因为…」: what the figures point to, with the reasons; never a decision. */
export function AdviceCard({ proposed }: { proposed: ClueDetail['proposed'] }) {
  const t = useTexts(texts);
  const language = useLanguage();
  return (
    <Card title={t('advice')} extra={<span className="st-note">{t('adviceNote')}</span>}>
      {proposed === null ? (
        <p className="st-note">{t('noAdvice')}</p>
      ) : (
        <div className="st-col">
          <p className="st-advice">{proposed.text[language]}</p>
          <ul className="st-advice-reasons">
            {proposed.reasons.map((reason) => (
              <li key={reason.zh}>{reason[language]}</li>
            ))}
          </ul>
        </div>
      )}
    </Card>
  );
}
