import type { VerificationView } from '@shoutian/domain/api';
import { verdictFields } from '@shoutian/domain/clue';
import {
  constructionStages,
  groundFindings,
  partyTypes,
  problemTypes,
  verdictSubValues,
  verdicts,
} from '@shoutian/domain/dictionaries';
import { formatInstant } from '@shoutian/domain/format';
import { useToday } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Facts, muText, ReasonList, StateMark, StateTag } from '../../kit/index.ts';
import { texts } from './texts.ts';

/** What a verdict rests on: its fields in words, areas in 亩. */
function useAnswers(one: VerificationView): { label: string; value: string }[] {
  const t = useTexts(texts);
  const language = useLanguage();
  const fields = one.verdict === null ? [] : verdictFields[one.verdict];
  return Object.entries(one.answers).flatMap(([key, value]) => {
    if (value === null || value === '') return [];
    const field = fields.find((each) => each.id === key);
    const text =
      typeof value === 'boolean'
        ? t(value ? 'yes' : 'no_')
        : field?.type === 'areaM2' && typeof value === 'number'
          ? `${muText(value)} ${t('mu')}`
          : String(value);
    return [{ label: field?.[language] ?? key, value: text }];
  });
}

/** The checklist as it stood when the report came: done, missing, or only a hint. */
export function Checklist({ items }: { items: VerificationView['checklist'] }) {
  const language = useLanguage();
  return (
    <ul className="st-checklist">
      {items.map((item) => (
        <li key={item.code}>
          <StateMark tone={item.done ? 'ok' : item.blocks ? 'red' : 'amber'} size={12} />
          <span>{language === 'zh' ? item.message : item.messageEn}</span>
        </li>
      ))}
    </ul>
  );
}

/** One report from the ground with its review, as it was sent. */
export function VerificationCard({ one, checks = true }: { one: VerificationView; checks?: boolean }) {
  const t = useTexts(texts);
  const language = useLanguage();
  const today = useToday();
  const answers = useAnswers(one);
  const changed = Object.keys(one.amendments);
  return (
    <article className="st-verif st-col">
      <div className="st-row st-wrap">
        <b>{one.verdict === null ? t('notGiven') : verdicts.label(one.verdict, language)}</b>
        {one.verdictSub !== null && <span>{verdictSubValues.label(one.verdictSub, language)}</span>}
        {one.ongoing && <StateTag tone="red">{t('ongoing')}</StateTag>}
        {one.review !== null && <StateTag tone={one.review === 'accepted' ? 'ok' : 'red'}>{t(one.review)}</StateTag>}
        <span className="st-note st-end">
          {one.reportedByName} {formatInstant(one.reportedAt, today)}
        </span>
      </div>
      <Facts
        facts={[
          { label: t('onGround'), value: one.onGround === null ? null : groundFindings.label(one.onGround, language) },
          {
            label: t('type'),
            value: one.type === null ? null : `${one.type} ${problemTypes.label(one.type, language)}`,
          },
          {
            label: t('stage'),
            value: one.constructionStage === null ? null : constructionStages.label(one.constructionStage, language),
          },
          {
            label: t('partyType'),
            value: [one.partyType === null ? '' : partyTypes.label(one.partyType, language), one.partyName ?? '']
              .filter(Boolean)
              .join(' · '),
          },
          { label: t('builtYear'), value: one.builtYear },
          ...answers,
          { label: t('description'), value: one.description },
        ]}
      />
      {one.checklist.length > 0 && (
        <details>
          <summary className="st-second">
            {t('checklist')}{' '}
            {t('checklistDone', { done: one.checklist.filter((item) => item.done).length, of: one.checklist.length })}
          </summary>
          <Checklist items={one.checklist} />
        </details>
      )}
      {checks && one.checks.length > 0 && (
        <ReasonList reasons={one.checks.map((check, i) => ({ key: `${check.id}-${i}`, check }))} />
      )}
      {one.review === 'returned' && one.reviewReason !== null && (
        <p className="st-tone-red">{t('returnedWhy', { reason: one.reviewReason })}</p>
      )}
      {one.reviewedByName !== null && (
        <p className="st-note">
          {t('reviewedBy')} {one.reviewedByName} {one.reviewedAt === null ? '' : formatInstant(one.reviewedAt, today)}
          {changed.length > 0 && ` · ${t('amended', { fields: changed.join('、') })}`}
        </p>
      )}
    </article>
  );
}
