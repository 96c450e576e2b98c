import { getDesk, listOngoing, listStops, recheckStop, type StopMeasureView } from '@shoutian/domain/api';
import { type StopResult, stopMeasures, stopResults } from '@shoutian/domain/dictionaries';
import { formatInstant } from '@shoutian/domain/format';
import { Input, Select } from 'antd';
import { useState } from 'react';
import { useAct, useToday } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { DueLabel, MissingButton, StateTag } from '../../kit/index.ts';
import { texts } from './texts.ts';

/** One measure: what was done, whether it held, and the recheck where it is due. */
export function MeasureItem({ one }: { one: StopMeasureView }) {
  const t = useTexts(texts);
  const language = useLanguage();
  const today = useToday();
  const [result, setResult] = useState<StopResult | null>(null);
  const [note, setNote] = useState('');
  const act = useAct(recheckStop, { invalidate: [listStops, listOngoing, getDesk], done: t('rechecked') });
  const open = one.recheckResult === null && one.abilities.includes('stop.recheck');
  return (
    <li className="st-col">
      <div className="st-row st-wrap">
        <b>{stopMeasures.label(one.kind, language)}</b>
        {one.recheckResult !== null && (
          <StateTag tone={stopResults.get(one.recheckResult).failed ? 'red' : 'ok'}>
            {stopResults.label(one.recheckResult, language)}
          </StateTag>
        )}
        {one.escalatedAt !== null && (
          <StateTag tone="red">{t('escalated', { at: formatInstant(one.escalatedAt, today) })}</StateTag>
        )}
        <span className="st-note st-end">
          {t('by', { who: one.recordedByName, at: formatInstant(one.takenAt, today) })}
        </span>
      </div>
      {one.content !== '' && <div>{one.content}</div>}
      {one.lawBasis !== '' && <div className="st-note">{one.lawBasis}</div>}
      {one.recheckedAt !== null && (
        <div className="st-note">
          {t('recheckBy', { who: one.recheckedByName ?? '', at: formatInstant(one.recheckedAt, today) })} {one.note}
        </div>
      )}
      {one.recheckResult === null && one.recheckDueOn !== null && (
        <div className="st-row">
          <span className="st-second">{t('recheckDue', { day: one.recheckDueOn })}</span>
          <DueLabel due={one.recheckDueOn} />
        </div>
      )}
      {open && (
        <div className="st-row st-wrap">
          <Select<StopResult>
            aria-label={t('result')}
            placeholder={t('result')}
            value={result}
            onChange={setResult}
            options={stopResults.entries.map((entry) => ({ value: entry.code, label: entry[language] }))}
            style={{ minWidth: 120 }}
          />
          <Input
            aria-label={t('recheckNote')}
            placeholder={t('recheckNote')}
            value={note}
            maxLength={300}
            onChange={(event) => setNote(event.target.value)}
            style={{ flex: 1, minWidth: 120 }}
          />
          <MissingButton
            verb={t('recheckVerb')}
            missing={result === null ? [{ code: 'result', message: t('needResult') }] : []}
            busy={act.isPending}
            onAct={() => result !== null && act.mutate({ params: { id: one.id }, body: { result, note: note.trim() } })}
          />
        </div>
      )}
    </li>
  );
}
