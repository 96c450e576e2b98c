import {
  type ClueDetail,
  clueShapes,
  getClue,
  getDesk,
  listClues,
  type ReviewAmendments,
  reviewClue,
  type VerificationView,
} from '@shoutian/domain/api';
import { verdictFields } from '@shoutian/domain/clue';
import { subValuesOf, verdicts } from '@shoutian/domain/dictionaries';
import { Button, Input } from 'antd';
import type { TextAreaRef } from 'antd/es/input/TextArea.js';
import { type ReactNode, useMemo, useRef, useState } from 'react';
import { formErrors, useAct } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Card, ErrorSummary, Field, MissingButton, type MissingItem, useKeys } from '../../kit/index.ts';
import { type Answer, type Finding, FindingFields } from './finding-fields.tsx';
import { type Joined, JoinPicker } from './join-picker.tsx';
import { texts } from './texts.ts';

const plainAnswer = (value: unknown): Answer =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;

function findingOf(one: VerificationView): Finding {
  return {
    verdict: one.verdict,
    verdictSub: one.verdictSub,
    type: one.type,
    constructionStage: one.constructionStage,
    ongoing: one.ongoing,
    partyType: one.partyType,
    builtYear: one.builtYear,
    description: one.description,
    answers: Object.fromEntries(Object.entries(one.answers).map(([key, value]) => [key, plainAnswer(value)])),
  };
}

/** Only what the reviewer changed travels; the rest stays as the village wrote it. */
function amendments(before: Finding, now: Finding): ReviewAmendments {
  const answers = Object.fromEntries(
    Object.entries(now.answers).filter(([key, value]) => before.answers[key] !== value),
  );
  return {
    ...(now.verdict !== before.verdict && now.verdict !== null ? { verdict: now.verdict } : {}),
    ...(now.verdictSub !== before.verdictSub ? { verdictSub: now.verdictSub } : {}),
    ...(now.type !== before.type ? { type: now.type } : {}),
    ...(now.constructionStage !== before.constructionStage ? { constructionStage: now.constructionStage } : {}),
    ...(now.ongoing !== before.ongoing && now.ongoing !== null ? { ongoing: now.ongoing } : {}),
    ...(now.partyType !== before.partyType ? { partyType: now.partyType } : {}),
    ...(now.builtYear !== before.builtYear ? { builtYear: now.builtYear } : {}),
    ...(now.description !== before.description ? { description: now.description } : {}),
    ...(Object.keys(answers).length > 0 ? { answers } : {}),
  };
}

export interface DecideCardProps {
  clue: ClueDetail;
  last: VerificationView;
  /** After a decision: the next of the queue. */
  onDone: () => void;
  /** What was reported and the reasons, above the fields. */
  lead: ReactNode;
  /** Figures to look up, below them. */
  children: ReactNode;
}

/** The town's decision on one report: set right what is wrong, accept, or return with a reason. R and A do it by key. */
export function DecideCard({ clue, last, onDone, lead, children }: DecideCardProps) {
  const t = useTexts(texts);
  const language = useLanguage();
  const before = useMemo(() => findingOf(last), [last]);
  const [finding, setFinding] = useState(before);
  const [joined, setJoined] = useState<Joined | null>(null);
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const box = useRef<TextAreaRef>(null);
  const own = Object.values(clue.missing ?? {}).some((items) => items.some((item) => item.code === 'duty.ownReport'));
  const problem = finding.verdict !== null && verdicts.get(finding.verdict).outcome === 'problem';
  const verb = !problem ? t('acceptClose') : joined === null ? t('acceptProblem') : t('acceptJoin', { no: joined.no });
  const gap = (code: string, missing: boolean, message: string): MissingItem[] => (missing ? [{ code, message }] : []);
  const missing = [
    ...gap('verdict', finding.verdict === null, t('missingVerdict')),
    ...(finding.verdict === null
      ? []
      : [
          ...gap('sub', subValuesOf(finding.verdict).length > 0 && finding.verdictSub === null, t('missingSub')),
          ...verdictFields[finding.verdict].flatMap((field) =>
            gap(field.id, (finding.answers[field.id] ?? null) === null, t('missingField', { field: field[language] })),
          ),
          ...gap('remark', finding.verdict === 'J40' && finding.description.trim() === '', t('missingRemark')),
        ]),
    ...(problem
      ? [
          ...gap('type', finding.type === null, t('missingType')),
          ...gap('partyType', finding.partyType === null, t('missingParty')),
          ...gap('stage', finding.constructionStage === null, t('missingStage')),
          ...gap('builtYear', finding.builtYear === null, t('missingYear')),
        ]
      : []),
  ];
  const act = useAct(reviewClue, {
    invalidate: [getClue, listClues, clueShapes, getDesk],
    quietComplaints: true,
    done: (answer) =>
      answer.state === 'dispatched'
        ? t('doneReturn', { no: answer.clueNo })
        : answer.problemNo === null
          ? t('doneClose')
          : t('doneProblem', { no: answer.problemNo }),
    onDone,
  });
  const decide = (decision: 'accept' | 'return') => {
    const text = reason.trim();
    if (decision === 'return' && text === '') {
      setAsked(true);
      box.current?.focus();
      return;
    }
    act.mutate({
      params: { id: clue.id },
      body: {
        decision,
        reason: text,
        amend: decision === 'accept' ? amendments(before, finding) : {},
        rowVersion: clue.rowVersion,
        ...(decision === 'accept' && problem && joined !== null ? { joinProblemId: joined.id } : {}),
      },
    });
  };
  const latest = useRef(decide);
  latest.current = decide;
  const ready = missing.length === 0 && !own && !act.isPending;
  const [acceptWords, returnWords] = [t('accepted'), t('giveBack')];
  useKeys(
    useMemo(
      () => [
        { keys: 'r', label: returnWords, when: !own, run: () => latest.current('return') },
        { keys: 'a', label: acceptWords, when: ready, run: () => latest.current('accept') },
      ],
      [acceptWords, returnWords, own, ready],
    ),
  );
  const phrases = [t('phrasePhoto'), t('phraseDirection'), t('phraseVerdict'), t('phraseParty'), t('phraseDoc')];
  return (
    <>
      <div className="st-review-scroll">
        {lead}
        <Card title={t('decide')} lead>
          <FindingFields value={finding} onChange={setFinding} />
          {problem && (
            <Field name="join" label={t('joinTo')}>
              <JoinPicker clue={clue} value={joined} onChange={setJoined} />
            </Field>
          )}
        </Card>
        {children}
      </div>
      <div className="st-card st-review-foot st-col">
        <ErrorSummary errors={act.error === null ? [] : formErrors(act.error)} />
        <label className="st-field">
          <span className="st-label">{t('reason')}</span>
          <Input.TextArea
            ref={box}
            value={reason}
            rows={2}
            maxLength={300}
            placeholder={t('reasonHint')}
            {...(asked ? { status: 'error' as const } : {})}
            onChange={(event) => {
              setReason(event.target.value);
              setAsked(false);
            }}
          />
          {asked && (
            <span className="st-field-note st-tone-red" role="alert">
              {t('reasonNeeded')}
            </span>
          )}
        </label>
        <div className="st-row st-wrap">
          {phrases.map((phrase) => (
            <button
              key={phrase}
              type="button"
              className="st-phrase"
              onClick={() => setReason((was) => (was === '' ? phrase : `${was}；${phrase}`))}
            >
              {phrase}
            </button>
          ))}
        </div>
        <div className="st-row st-wrap">
          <Button danger disabled={own} loading={act.isPending} onClick={() => decide('return')}>
            {t('giveBack')} <kbd>R</kbd>
          </Button>
          <span className="st-end" />
          <MissingButton
            primary
            verb={verb}
            keyHint="A"
            missing={missing}
            busy={act.isPending}
            onAct={() => decide('accept')}
          />
        </div>
        {own && <p className="st-note">{t('ownReport')}</p>}
        <p className="st-note">{t('keysHint')}</p>
      </div>
    </>
  );
}
