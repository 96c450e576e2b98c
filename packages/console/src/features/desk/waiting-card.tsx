import type { Desk } from '@shoutian/domain/api';
import { formatInstant } from '@shoutian/domain/format';
import { useToday } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Card, Go, StateTag } from '../../kit/index.ts';
import { texts } from './texts.ts';

/** 等我审核: whose turn it is now, the longest waiting first. */
export function WaitingCard({ desk }: { desk: Desk }) {
  const t = useTexts(texts);
  const english = useLanguage() === 'en';
  const today = useToday();
  const rest = desk.waitingTotal - desk.waiting.length;
  return (
    <Card title={t('waiting')} extra={<span>{t('waitingCount', { n: desk.waitingTotal })}</span>} flush>
      {desk.waiting.length === 0 ? (
        <p className="st-note st-reasons-note">{t('waitingNone')}</p>
      ) : (
        <ul className="st-desk-list">
          {desk.waiting.map((one) => (
            <li key={one.id}>
              <div className="st-grow">
                <div className="st-row">
                  <StateTag tone="grey" mark={false}>
                    {t(`kind_${one.kind}`)}
                  </StateTag>
                  <Go to={one.link} className="st-ellipsis st-desk-link">
                    {one.no} {one.title}
                  </Go>
                </div>
                <div className="st-note">
                  {one.who} {formatInstant(one.at, today)}
                </div>
              </div>
              <span className={one.kind === 'rebound' ? 'st-tone-purple' : 'st-second'}>
                {english ? one.hintEn : one.hint}
              </span>
            </li>
          ))}
        </ul>
      )}
      {rest > 0 && <p className="st-note st-reasons-note">{t('waitingMore', { n: rest })}</p>}
    </Card>
  );
}
