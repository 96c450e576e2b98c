import { type BatchView, type DraftDecision, type DraftMatch, type DraftRow, decideDraft } from '@shoutian/domain/api';
import { clueStates } from '@shoutian/domain/clue';
import { channels } from '@shoutian/domain/dictionaries';
import { formatDay, formatMu } from '@shoutian/domain/format';
import { problemStates } from '@shoutian/domain/problem';
import { Button, Input, Segmented } from 'antd';
import { useMemo, useState } from 'react';
import { useAct } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Card, Go, Icon, useKeys } from '../../kit/index.ts';
import { PairSketch } from './pair-sketch.tsx';
import { percent, rowNumber, shortNumber, type Words } from './row-words.ts';
import { batchTexts } from './texts.ts';

type Choice = DraftDecision['choice'];

export interface DuplicatePanelProps {
  batch: BatchView;
  row: DraftRow;
  /** Rows still to decide, and how many there are in all. */
  queue: readonly DraftRow[];
  left: number;
  onMove: (row: DraftRow) => void;
  onDecided: (row: DraftRow) => void;
}

const kinds = { clue: 'kindClue', problem: 'kindProblem', draft: 'kindDraft' } as const;
const whys = { overlap: 'whyOverlap', sameNumber: 'whySame', near: 'whyNear' } as const;

function stateWord(match: DraftMatch, t: Words, language: 'zh' | 'en'): string {
  if (match.kind === 'draft') return t('toStoreState');
  if (match.kind === 'clue')
    return clueStates.entries.find(({ code }) => code === match.state)?.[language] ?? match.state;
  return problemStates.entries.find(({ code }) => code === match.state)?.[language] ?? match.state;
}

/** One possible double: both outlines, both sources, and the decision by 1, 2, 3 and Enter. */
export function DuplicatePanel({ batch, row, queue, left, onMove, onDecided }: DuplicatePanelProps) {
  const t = useTexts(batchTexts);
  const language = useLanguage();
  const { decision } = row;
  const [matchId, setMatchId] = useState(() => (decision?.choice === 'merge' ? decision.matchId : row.matches[0]?.id));
  const match = row.matches.find(({ id }) => id === matchId) ?? row.matches[0];
  const [choice, setChoice] = useState<Choice | null>(decision?.choice ?? null);
  const [reason, setReason] = useState(decision?.choice === 'apart' ? decision.reason : '');
  const decide = useAct(decideDraft, { onDone: onDecided });
  const maySkip = row.matches.some((one) => one.reason === 'sameNumber');
  const mayDecide = batch.abilities.includes('clue.decideDuplicate');
  const ready = choice === 'apart' ? reason.trim().length >= 2 : choice !== null;
  const send = (next: DraftDecision | null) =>
    decide.mutate({ params: { id: batch.id, rowId: row.id }, body: { decision: next, rowVersion: row.rowVersion } });
  const submit = () => {
    if (!ready || choice === null || match === undefined || decide.isPending || !mayDecide) return;
    if (choice === 'merge') send({ choice, matchKind: match.kind, matchId: match.id });
    else if (choice === 'apart') send({ choice, reason: reason.trim() });
    else send({ choice });
  };
  const at = queue.findIndex(({ id }) => id === row.id);
  const neighbour = (step: number) => queue[(at + step + queue.length) % Math.max(1, queue.length)];
  const move = (step: number) => {
    const next = neighbour(at === -1 ? 1 : step);
    if (next !== undefined) onMove(next);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: the keys act on what the panel shows now
  const bindings = useMemo(
    () => [
      { keys: '1', label: t('mergeInto', { no: '' }), run: () => setChoice('merge'), when: mayDecide },
      { keys: '2', label: t('apart'), run: () => setChoice('apart'), when: mayDecide },
      { keys: '3', label: t('skip'), run: () => maySkip && setChoice('skip'), when: mayDecide },
      { keys: 'Enter', label: t('decideNext'), run: submit, when: mayDecide },
      { keys: 'j', label: t('nextOne'), run: () => move(1) },
      { keys: 'k', label: t('previousOne'), run: () => move(-1) },
    ],
    [t, choice, reason, matchId, row, queue, decide.isPending],
  );
  useKeys(bindings);
  if (match === undefined) return null;
  const no = shortNumber(match.no);
  const mergeText = match.rebound
    ? t('mergeReboundText')
    : t(match.kind === 'problem' ? 'mergeText' : match.kind === 'clue' ? 'mergeClueText' : 'mergeDraftText');
  const options: { choice: Choice; key: string; title: string; text: string; off?: string }[] = [
    { choice: 'merge', key: '1', title: t(match.rebound ? 'mergeRebound' : 'mergeInto', { no }), text: mergeText },
    { choice: 'apart', key: '2', title: t('apart'), text: t('apartHint') },
    { choice: 'skip', key: '3', title: t('skip'), text: '', ...(maySkip ? {} : { off: t('skipOff') }) },
  ];
  const head = { row: rowNumber(row, t) };
  const other = { kind: t(kinds[match.kind]), no, why: t(whys[match.reason]) };
  return (
    <Card
      title={t('judge')}
      extra={
        <>
          <span>{t('openLeft', { n: left })}</span>
          <Button
            size="small"
            type="text"
            aria-label={t('previousOne')}
            icon={<Icon name="previous" size={14} />}
            onClick={() => move(-1)}
          />
          <Button
            size="small"
            type="text"
            aria-label={t('nextOne')}
            icon={<Icon name="next" size={14} />}
            onClick={() => move(1)}
          />
        </>
      }
    >
      <div className="st-batch-col">
        <div>
          <b>{row.byHand ? head.row : t('judgeLine', head)}</b>{' '}
          {match.kind === 'problem' ? (
            <>
              {t('judgeAgainst', { ...other, no: '', why: '' })}
              <Go to={`/problems/${match.id}`}>{match.no}</Go> {other.why}
            </>
          ) : (
            t('judgeAgainst', { ...other, no: match.kind === 'draft' ? match.no : no })
          )}
        </div>
        {row.matches.length > 1 && (
          <Segmented
            size="small"
            value={match.id}
            onChange={setMatchId}
            options={row.matches.slice(0, 5).map((one) => ({ value: one.id, label: shortNumber(one.no) }))}
          />
        )}
        <PairSketch mine={row.geometry} other={match.geometry} overlapM2={match.overlapM2} />
        <table className="st-batch-compare">
          <caption className="st-sr">{t('judge')}</caption>
          <thead>
            <tr>
              <td />
              <th scope="col" className="st-batch-mine">
                {t('thisBatch')}
              </th>
              <th scope="col" className="st-batch-other">
                {t(kinds[match.kind])} {match.kind === 'draft' ? match.no : no}
              </th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">{t('from')}</th>
              <td>{channels.label(batch.channel, language)}</td>
              <td>
                {channels.read(match.channel) === undefined
                  ? match.channel
                  : channels.label(match.channel as BatchView['channel'], language)}
                {match.foundOn !== null && ` · ${formatDay(match.foundOn)}`}
              </td>
            </tr>
            <tr>
              <th scope="row">{t('monitorNo')}</th>
              <td className="st-batch-wrap st-batch-no">{row.monitorNo ?? '—'}</td>
              <td className="st-batch-wrap st-batch-no">{match.monitorNo ?? '—'}</td>
            </tr>
            <tr>
              <th scope="row">{t('area')}</th>
              <td className="st-num">{row.areaM2 === null ? '—' : t('drawnArea', { mu: formatMu(row.areaM2) })}</td>
              <td className="st-num">{match.areaM2 === 0 ? '—' : t('drawnArea', { mu: formatMu(match.areaM2) })}</td>
            </tr>
            <tr>
              <th scope="row">{t('share')}</th>
              <td className="st-num">{percent(match.ratioOfThis)}</td>
              <td className="st-num">{percent(match.ratioOfOther)}</td>
            </tr>
            <tr>
              <th scope="row">{t('stateRow')}</th>
              <td>{t('toStoreState')}</td>
              <td>{stateWord(match, t, language)}</td>
            </tr>
            <tr>
              <th scope="row">{t('describes')}</th>
              <td className="st-batch-wrap">{String(row.attributes['feature'] ?? row.attributes['remark'] ?? '—')}</td>
              <td className="st-batch-wrap">{match.description || '—'}</td>
            </tr>
          </tbody>
        </table>
        <div role="radiogroup" aria-label={t('judge')} className="st-batch-col st-batch-choices">
          {options.map((option) => (
            <div key={option.choice} className={`st-batch-choice ${choice === option.choice ? 'st-batch-chosen' : ''}`}>
              <label>
                <input
                  type="radio"
                  name="duplicate"
                  checked={choice === option.choice}
                  disabled={option.off !== undefined || !mayDecide}
                  onChange={() => setChoice(option.choice)}
                />
                <span>
                  <b>{option.title}</b>
                  <span className="st-second">{option.off ?? option.text}</span>
                </span>
                <kbd>{option.key}</kbd>
              </label>
              {option.choice === 'apart' && choice === 'apart' && (
                <Input
                  autoFocus
                  value={reason}
                  maxLength={200}
                  placeholder={t('apartHint')}
                  aria-label={t('apart')}
                  onChange={(event) => setReason(event.target.value)}
                  onPressEnter={submit}
                />
              )}
            </div>
          ))}
        </div>
        <div className="st-row st-batch-act">
          {decision !== null && (
            <Button type="text" size="small" onClick={() => send(null)}>
              {t('takeBack')}
            </Button>
          )}
          <span className="st-note st-end">
            <kbd>Enter</kbd> {t('next')}
          </span>
          <Button type="primary" disabled={!ready || !mayDecide} loading={decide.isPending} onClick={submit}>
            {t('decideNext')}
          </Button>
        </div>
      </div>
    </Card>
  );
}
