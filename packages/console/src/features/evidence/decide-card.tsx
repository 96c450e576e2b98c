import { getDesk, getPack, getProblem, listProblems, type PackView, reviewPack } from '@shoutian/domain/api';
import { type HumanQuestion, humanQuestions } from '@shoutian/domain/evidence';
import { Button, Checkbox, Input } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea.js';
import { useMemo, useRef, useState } from 'react';
import { useAct } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { asks, MissingButton, type Reason, roleWords, useKeys } from '../../kit/index.ts';
import { texts } from './texts.ts';

export interface DecideCardProps {
  pack: PackView;
  /** All reasons of photos and pack: 采信 waits for those that still ask. */
  reasons: readonly Reason[];
  /** Whose office decides, as the problem names it; '' where no centre leads yet. */
  leadUnit: string;
  onDone: () => void;
}

type Decision = 'accepted' | 'returned' | 'revisit';

/** What was filed about each question that photos cannot answer, to hold it against what one sees. */
function useFiled(pack: PackView): Record<HumanQuestion, string> {
  const t = useTexts(texts);
  const filed = pack.recultivation;
  const removed = filed?.hardeningRemoved;
  const visits = filed?.visits ?? [];
  return {
    hardeningRemoved: t('note_hardeningRemoved', {
      value: removed === null || removed === undefined ? t('notFilled') : t(removed ? 'yes' : 'no'),
    }),
    soilDepth: t('note_soilDepth', {
      value: filed?.soilDepthCm === null || filed === null ? t('notFilled') : t('cm', { n: filed.soilDepthCm ?? 0 }),
    }),
    notStaged: t('note_notStaged', {
      value:
        visits.length === 0
          ? t('notFilled')
          : t('visits', { n: visits.length, days: visits.map((one) => one.on.slice(5)).join('、') }),
    }),
  };
}

/** Three questions for people, one opinion, three decisions (R, V, A). Accepting waits until every prompt is treated. */
export function DecideCard({ pack, reasons, leadUnit, onDone }: DecideCardProps) {
  const t = useTexts(texts);
  const language = useLanguage();
  const filed = useFiled(pack);
  const [answers, setAnswers] = useState<Partial<Record<HumanQuestion, boolean>>>({ ...(pack.review?.answers ?? {}) });
  const [opinion, setOpinion] = useState('');
  const [asked, setAsked] = useState(false);
  const box = useRef<TextAreaRef>(null);
  const may =
    pack.abilities.includes('problem.reviewEvidence') || pack.missing?.['problem.reviewEvidence'] !== undefined;
  const refused = (pack.missing?.['problem.reviewEvidence'] ?? []).map((one) => ({
    code: one.code,
    message: language === 'en' ? (one.messageEn ?? one.message) : one.message,
  }));
  const own = refused.some((one) => one.code.startsWith('duty.'));
  const untreated = reasons.filter(asks).map(({ key, check, of }) => ({
    code: key,
    message: `${of === undefined ? '' : `${of} `}${language === 'zh' ? check.reason : check.reasonEn}`,
  }));
  const missing = [...refused, ...untreated];
  const act = useAct(reviewPack, {
    invalidate: [getPack, getProblem, listProblems, getDesk],
    done: (answer, { body }) => t(`done_${body.decision}`, { no: answer.problemNo }),
    onDone,
  });
  const decide = (decision: Decision) => {
    const text = opinion.trim();
    if (text.length < 2) {
      setAsked(true);
      box.current?.focus();
      return;
    }
    act.mutate({
      params: { id: pack.problemId },
      body: { decision, reason: text, answers, rowVersion: pack.rowVersion },
    });
  };
  const latest = useRef(decide);
  latest.current = decide;
  const open = may && !own && !act.isPending;
  const ready = open && missing.length === 0;
  const [r, v, a] = [t('giveBack'), t('revisit'), t('accept')];
  useKeys(
    useMemo(
      () => [
        { keys: 'r', label: r, when: open, run: () => latest.current('returned') },
        { keys: 'v', label: v, when: open, run: () => latest.current('revisit') },
        { keys: 'a', label: a, when: ready, run: () => latest.current('accepted') },
      ],
      [r, v, a, open, ready],
    ),
  );
  if (!may)
    return (
      <div className="st-ev-decide">
        <MissingButton
          verb={t('accept')}
          block
          byOthers={roleWords([leadUnit], language) ?? t('anotherDesk')}
          onAct={() => undefined}
        />
      </div>
    );
  const phrases = [t('phraseView'), t('phraseCover'), t('phrasePlace'), t('phraseLater')];
  return (
    <div className="st-ev-decide st-col">
      {pack.recultivation !== null && (
        <>
          <b>{t('human')}</b>
          {humanQuestions.entries.map((question) => (
            <div key={question.code}>
              <Checkbox
                checked={answers[question.code] === true}
                disabled={!open}
                onChange={(event) => setAnswers({ ...answers, [question.code]: event.target.checked })}
              >
                {question[language]}
              </Checkbox>
              <div className="st-note st-ev-under">{filed[question.code]}</div>
            </div>
          ))}
        </>
      )}
      {pack.review !== null && (
        <p className="st-note">
          {t(`last_${pack.review.decision}`, { who: pack.review.byName, reason: pack.review.reason })}
        </p>
      )}
      <Input.TextArea
        ref={box}
        aria-label={t('decide')}
        placeholder={t('opinion')}
        rows={2}
        maxLength={500}
        value={opinion}
        {...(asked ? { status: 'error' as const } : {})}
        onChange={(event) => {
          setOpinion(event.target.value);
          setAsked(false);
        }}
      />
      {asked && (
        <span className="st-tone-red" role="alert">
          {t('opinionNeeded')}
        </span>
      )}
      <div className="st-row st-wrap">
        {phrases.map((phrase) => (
          <button
            key={phrase}
            type="button"
            className="st-phrase"
            onClick={() => setOpinion((was) => (was === '' ? phrase : `${was}；${phrase}`))}
          >
            {phrase}
          </button>
        ))}
      </div>
      <div className="st-ev-buttons">
        <Button type={missing.length > 0 ? 'primary' : 'default'} disabled={!open} onClick={() => decide('returned')}>
          {r} <kbd>R</kbd>
        </Button>
        <Button disabled={!open} onClick={() => decide('revisit')}>
          {v} <kbd>V</kbd>
        </Button>
        <MissingButton
          verb={a}
          keyHint="A"
          primary={missing.length === 0}
          missing={missing}
          busy={act.isPending}
          onAct={() => decide('accepted')}
        />
      </div>
      <p className="st-note">
        {own ? t('ownEvidence') : missing.length > 0 ? t('acceptNote', { n: missing.length }) : t('keys')}
      </p>
    </div>
  );
}
