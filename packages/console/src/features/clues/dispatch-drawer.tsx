import {
  clueShapes,
  dispatchClues,
  getDesk,
  listAssignees,
  listClues,
  listRules,
  type OutputOf,
  planDispatch,
} from '@shoutian/domain/api';
import { addDays } from '@shoutian/domain/deadlines';
import { useQuery } from '@tanstack/react-query';
import { Button, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useMemo, useState } from 'react';
import { ask, keyOf, useAct, useCan, useEndpoint, useToday } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import {
  ErrorState,
  Field,
  FieldGrid,
  FormDrawer,
  Loading,
  MissingButton,
  type MissingItem,
  roleWords,
} from '../../kit/index.ts';
import { texts } from './texts.ts';
import './clues.css';

type Plan = OutputOf<typeof planDispatch>['rows'][number];

/** Centres and the enforcement brigade report too (specification 8.2). */
const offices = ['townBuild', 'townIndustry', 'townEnforce'] as const;

/** Days that people choose most; a choice, never a rule. */
const SHORTCUTS = [3, 5, 7, 15];

interface Span {
  length: number;
  unit: string;
}

function isSpan(value: unknown): value is Span {
  return typeof value === 'object' && value !== null && 'length' in value && typeof value.length === 'number';
}

/** Due day that the county's rule gives, in calendar days; working days depend on its calendar, so people choose. */
function useRuleDay(): string | null {
  const today = useToday();
  const rules = useEndpoint(listRules, {}, { enabled: useCan('setting.read'), staleMs: 600_000 });
  const value = rules.data?.rows.find((row) => row.key === 'clue.verifySpan')?.value;
  return isSpan(value) && value.unit === 'C' ? addDays(today, value.length) : null;
}

export interface DispatchDrawerProps {
  ids: readonly string[];
  onClose: (done: boolean) => void;
}

/** Shows what dispatch by rule would do, lets every receiver be changed by hand, and sends all or nothing. */
export function DispatchDrawer({ ids, onClose }: DispatchDrawerProps) {
  const t = useTexts(texts);
  const language = useLanguage();
  const today = useToday();
  const ruleDay = useRuleDay();
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [byHand, setByHand] = useState<Readonly<Record<string, string>>>({});
  const [typedDay, setDay] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const input = { body: { ids: [...ids] } };
  const plan = useQuery({
    queryKey: keyOf(planDispatch, input),
    queryFn: () => ask(planDispatch, input),
    staleTime: 0,
  });
  const all = plan.data?.rows ?? [];
  const rows = all.filter((row) => !left.has(row.id));
  const receiver = (row: Plan) => byHand[row.id] ?? row.assignTo;
  const day = typedDay ?? ruleDay;
  // The own offices may look for themselves; a village without anybody signed up depends on it.
  const office = useEndpoint(listAssignees, { query: { role: [...offices] } }, { staleMs: 300_000 });
  const mates = useMemo(
    () => (office.data?.rows ?? []).map((one) => ({ id: one.id, name: one.name, role: one.roles[0] ?? '' })),
    [office.data],
  );
  const choices = (row: Plan) => [
    ...row.receivers,
    ...mates.filter((one) => !row.receivers.some((each) => each.id === one.id)),
  ];
  const people = new Map(all.flatMap((row) => choices(row).map((one) => [one.id, one] as const)));
  const chosen = [...new Set(rows.map(receiver).filter((id): id is string => id !== null))];
  const nameOf = (id: string) => people.get(id)?.name ?? rows.find((row) => row.assignTo === id)?.assignedName ?? id;
  const stuck = rows.filter((row) => !row.possible && receiver(row) === null);
  const missing: MissingItem[] = [
    ...rows
      .filter((row) => receiver(row) === null)
      .map((row) => ({
        code: row.id,
        message: row.possible
          ? t('needReceiver', { no: row.clueNo })
          : t('impossible', { no: row.clueNo, why: language === 'zh' ? row.rule : row.ruleEn }),
      })),
    ...(day === null ? [{ code: 'dueOn', message: t('needDue') }] : []),
  ];
  const act = useAct(dispatchClues, {
    invalidate: [listClues, clueShapes, getDesk],
    done: ({ dispatched }) => {
      const names = [...new Set(dispatched.map((one) => one.assignedName))];
      return names.length === 1
        ? t('dispatchedTo', { n: dispatched.length, name: names[0] ?? '' })
        : t('dispatched', { n: dispatched.length });
    },
    onDone: () => onClose(true),
  });
  const send = () => {
    if (missing.length > 0 || day === null || rows.length === 0) return;
    act.mutate({
      body: {
        ids: rows.map((row) => row.id),
        dueOn: day,
        note,
        each: rows.flatMap((row) => {
          const to = byHand[row.id];
          return to === undefined ? [] : [{ id: row.id, assignTo: to }];
        }),
      },
    });
  };
  const options = (of: readonly Plan['receivers'][number][]) =>
    of.map((one) => ({ value: one.id, label: `${one.name}（${roleWords([one.role], language) ?? one.role}）` }));
  const common = useMemo(() => {
    const first = all[0]?.receivers ?? [];
    const shared = first.filter((one) => all.every((row) => row.receivers.some((other) => other.id === one.id)));
    return [...shared, ...mates.filter((one) => !shared.some((each) => each.id === one.id))];
  }, [all, mates]);
  const title =
    plan.data === undefined || rows.some((row) => receiver(row) === null)
      ? t('dispatchTitlePlain', { n: plan.data === undefined ? ids.length : rows.length })
      : chosen.length === 1
        ? t('dispatchTitleOne', { n: rows.length, name: nameOf(chosen[0] ?? '') })
        : t('dispatchTitle', { n: rows.length, people: chosen.length });
  return (
    <FormDrawer
      open
      title={title}
      dirty={note !== '' || typedDay !== null || Object.keys(byHand).length > 0}
      onClose={() => onClose(false)}
      actions={
        <>
          {stuck.length > 0 && (
            <Button onClick={() => setLeft(new Set([...left, ...stuck.map((row) => row.id)]))}>
              {t('leaveOut', { n: stuck.length })}
            </Button>
          )}
          <Button onClick={() => onClose(false)}>{t('notYet')}</Button>
        </>
      }
      submit={
        <MissingButton
          primary
          verb={t('doDispatch', { n: rows.length })}
          missing={missing}
          busy={act.isPending}
          onAct={send}
        />
      }
      onSubmit={send}
      sections={[
        {
          key: 'receivers',
          title: t('receivers'),
          mark: plan.data === undefined ? 'grey' : rows.some((row) => receiver(row) === null) ? 'red' : 'ok',
          body:
            plan.error !== null ? (
              <ErrorState error={plan.error} onRetry={() => void plan.refetch()} />
            ) : plan.data === undefined ? (
              <Loading lines={5} />
            ) : (
              <div className="st-col">
                {common.length > 0 && (
                  <Field name="allTo" label={t('allTo')} help={t('allToHint')}>
                    <Select
                      allowClear
                      placeholder={t('byRule')}
                      options={options(common)}
                      onChange={(to: string | undefined) =>
                        setByHand(to === undefined ? {} : Object.fromEntries(all.map((row) => [row.id, to])))
                      }
                    />
                  </Field>
                )}
                <div className="st-scroll-x">
                  <table className="st-plan">
                    <thead>
                      <tr>
                        <th scope="col">{t('no')}</th>
                        <th scope="col">{t('village')}</th>
                        <th scope="col">{t('receiver')}</th>
                        <th scope="col">{t('whyRule')}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {rows.map((row) => (
                        <tr key={row.id}>
                          <th scope="row">{row.clueNo}</th>
                          <td>{row.villageName}</td>
                          <td>
                            <Select
                              size="small"
                              aria-label={`${row.clueNo} ${t('receiver')}`}
                              value={receiver(row)}
                              status={receiver(row) === null ? 'error' : ''}
                              placeholder={t('receiver')}
                              options={options(choices(row))}
                              onChange={(to: string) => setByHand({ ...byHand, [row.id]: to })}
                            />
                          </td>
                          <td className="st-second">{language === 'zh' ? row.rule : row.ruleEn}</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </div>
              </div>
            ),
        },
        {
          key: 'due',
          title: t('dueAndNote'),
          mark: day === null ? 'red' : 'ok',
          body: (
            <FieldGrid>
              <Field name="dueOn" label={t('dueOn')} required help={ruleDay === null ? t('noRuleDays') : t('ruleDays')}>
                <DatePicker
                  value={day === null ? null : dayjs(day)}
                  minDate={dayjs(today)}
                  onChange={(picked) => setDay(picked === null ? null : picked.format('YYYY-MM-DD'))}
                />
              </Field>
              <div className="st-row st-wrap">
                {SHORTCUTS.map((n) => (
                  <Button key={n} size="small" onClick={() => setDay(addDays(today, n))}>
                    {t('days', { n })}
                  </Button>
                ))}
              </div>
              <Field name="note" label={t('note')} wide>
                <Input.TextArea
                  value={note}
                  maxLength={200}
                  rows={2}
                  placeholder={t('noteHint')}
                  onChange={(event) => setNote(event.target.value)}
                />
              </Field>
            </FieldGrid>
          ),
        },
      ]}
    />
  );
}
