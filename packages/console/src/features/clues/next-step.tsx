import {
  type ClueDetail,
  clueShapes,
  getClue,
  listAssignees,
  listClues,
  relocateClue,
  reopenClue,
} from '@shoutian/domain/api';
import { verdicts } from '@shoutian/domain/dictionaries';
import { DatePicker, Input, Modal, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { useAct, useEndpoint, useGo, useToday } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Card, Field, Go, MissingButton, Notice, roleWords } from '../../kit/index.ts';
import { DispatchDrawer } from './dispatch-drawer.tsx';
import { useVillages } from './filters.ts';
import { ReportDrawer } from './report-drawer.tsx';
import { texts } from './texts.ts';

const touched = [getClue, listClues, clueShapes];

/** Corrects the village by hand: the overlay's largest share is a proposal, people on the ground know better. */
function Relocate({ clue, onClose }: { clue: ClueDetail; onClose: () => void }) {
  const t = useTexts(texts);
  const villages = useVillages();
  const [code, setCode] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const act = useAct(relocateClue, { invalidate: touched, done: t('relocated'), onDone: onClose });
  const missing = [
    ...(code === null ? [{ code: 'village', message: t('needVillage') }] : []),
    ...(reason.trim().length < 2 ? [{ code: 'reason', message: t('needReason') }] : []),
  ];
  return (
    <Modal
      open
      title={`${t('relocateTitle')} · ${clue.clueNo}`}
      onCancel={onClose}
      footer={
        <MissingButton
          primary
          verb={t('relocate')}
          missing={missing}
          busy={act.isPending}
          onAct={() =>
            code !== null &&
            act.mutate({ params: { id: clue.id }, body: { divisionCode: code, reason: reason.trim() } })
          }
        />
      }
    >
      <div className="st-col">
        <Field name="village" label={t('newVillage')} required>
          <Select value={code} options={[...villages]} onChange={setCode} showSearch={{ optionFilterProp: 'label' }} />
        </Field>
        <Field name="reason" label={t('caseReason')} required>
          <Input.TextArea value={reason} rows={2} maxLength={200} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </div>
    </Modal>
  );
}

/** Takes up a closed clue again; it goes out to somebody with a due day. */
function Reopen({ clue, onClose }: { clue: ClueDetail; onClose: () => void }) {
  const t = useTexts(texts);
  const today = useToday();
  const language = useLanguage();
  const people = useEndpoint(listAssignees, { query: { covering: clue.divisionCode } });
  const [to, setTo] = useState<string | null>(null);
  const [day, setDay] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const act = useAct(reopenClue, { invalidate: touched, done: t('reopened'), onDone: onClose });
  const missing = [
    ...(reason.trim().length < 2 ? [{ code: 'reason', message: t('needReason') }] : []),
    ...(to === null ? [{ code: 'to', message: t('needWhom') }] : []),
    ...(day === null ? [{ code: 'day', message: t('needDue') }] : []),
  ];
  return (
    <Modal
      open
      title={`${t('reopen')} · ${clue.clueNo}`}
      onCancel={onClose}
      footer={
        <MissingButton
          primary
          verb={t('reopen')}
          missing={missing}
          busy={act.isPending}
          onAct={() =>
            to !== null &&
            day !== null &&
            act.mutate({
              params: { id: clue.id },
              body: { reason: reason.trim(), assignTo: to, dueOn: day, rowVersion: clue.rowVersion },
            })
          }
        />
      }
    >
      <div className="st-col">
        <Field name="reason" label={t('caseReason')} required>
          <Input.TextArea value={reason} rows={2} maxLength={300} onChange={(event) => setReason(event.target.value)} />
        </Field>
        <Field name="to" label={t('whom')} required>
          <Select
            value={to}
            onChange={setTo}
            loading={people.isFetching}
            options={(people.data?.rows ?? []).map((one) => ({
              value: one.id,
              label: `${one.name}（${roleWords(one.roles, language) ?? ''} ${one.scopeName}）`,
            }))}
          />
        </Field>
        <Field name="day" label={t('dueOn')} required>
          <DatePicker
            value={day === null ? null : dayjs(day)}
            minDate={dayjs(today)}
            onChange={(picked) => setDay(picked === null ? null : picked.format('YYYY-MM-DD'))}
          />
        </Field>
      </div>
    </Modal>
  );
}

/** Who is next, what is missing, and the acts this person may do now. */
export function NextStep({ clue }: { clue: ClueDetail }) {
  const t = useTexts(texts);
  const go = useGo();
  const language = useLanguage();
  const [open, setOpen] = useState<'dispatch' | 'report' | 'relocate' | 'reopen' | null>(null);
  // What is open but still lacks something stands under `missing`; the form names it again.
  const may = (action: string) => clue.abilities.includes(action) || clue.missing?.[action] !== undefined;
  const last = clue.verifications[0];
  const words = {
    registered: t('waitDispatch'),
    dispatched: t('waitVillage', { who: clue.assignedName ?? '—', due: clue.dueOn ?? '—' }),
    reported: t('waitTown'),
    closed: t('isClosed', { verdict: clue.verdict === null ? '—' : verdicts.label(clue.verdict, language) }),
    merged: t('isMerged', { no: clue.problemNo ?? '' }),
  };
  const close = () => setOpen(null);
  const reviewable = ['clue.review', 'clue.close', 'clue.raiseProblem', 'clue.return'].some(may);
  return (
    <Card title={t('next')} lead>
      <div className="st-col">
        <b>{words[clue.state]}</b>
        {clue.state === 'dispatched' && last?.review === 'returned' && (
          <Notice tone="red">{t('returnedWhy', { reason: last.reviewReason ?? '' })}</Notice>
        )}
        {clue.problemId !== null && (
          <Go to={`/problems/${clue.problemId}`}>{t('toProblem', { no: clue.problemNo ?? '' })}</Go>
        )}
        {may('clue.dispatch') && <MissingButton primary block verb={t('dispatch')} onAct={() => setOpen('dispatch')} />}
        {clue.state === 'reported' && reviewable && (
          <MissingButton primary block verb={t('decide')} onAct={() => go(`/clues/review?id=${clue.id}`)} />
        )}
        {may('clue.report') && (
          <MissingButton
            block
            verb={last === undefined ? t('report') : t('reportAgain')}
            onAct={() => setOpen('report')}
          />
        )}
        {(may('clue.relocate') || may('clue.dispatch')) && (
          <MissingButton block verb={t('relocate')} onAct={() => setOpen('relocate')} />
        )}
        {(may('clue.reopen') || may('clue.detach')) && (
          <MissingButton block verb={t('reopen')} onAct={() => setOpen('reopen')} />
        )}
      </div>
      {open === 'dispatch' && <DispatchDrawer ids={[clue.id]} onClose={close} />}
      {open === 'report' && <ReportDrawer clue={clue} onClose={close} />}
      {open === 'relocate' && <Relocate clue={clue} onClose={close} />}
      {open === 'reopen' && <Reopen clue={clue} onClose={close} />}
    </Card>
  );
}
