import { type DrawView, drawInspection, listDraws, listLookBacks, repeatDraw } from '@shoutian/domain/api';
import { App, Button, Checkbox, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { useAct, useEndpoint, useToday } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Card, Field, FieldGrid, FormDrawer, MissingButton, StateTag } from '../../kit/index.ts';
import { writeOffTexts } from './texts.ts';

const STRATA = ['village', 'method', 'approver'] as const;

/** 随机抽查: seed and population are fixed before the draw, so that anybody can repeat it. */
export function DrawDrawer({ onClose }: { onClose: () => void }) {
  const t = useTexts(writeOffTexts);
  const today = useToday();
  const draws = useEndpoint(listDraws, { query: { pageSize: 20 } });
  const [draft, setDraft] = useState({
    title: '',
    percent: 10,
    strata: ['village'] as (typeof STRATA)[number][],
    seed: '',
    writtenOffFrom: `${today.slice(0, 4)}-01-01`,
    writtenOffTo: today as string,
  });
  const act = useAct(drawInspection, { invalidate: [listDraws, listLookBacks], done: t('done') });
  const missing = [
    ...(draft.title.trim().length < 2 ? [{ code: 'title', message: t('drawName') }] : []),
    ...(draft.strata.length === 0 ? [{ code: 'strata', message: t('strata') }] : []),
  ];
  const submit = () => {
    const { percent, seed, ...rest } = draft;
    act.mutate({ body: { ...rest, ratio: percent / 100, ...(seed === '' ? {} : { seed }) } });
  };
  return (
    <FormDrawer
      open
      onClose={onClose}
      title={t('drawTitle')}
      dirty={draft.title !== ''}
      onSubmit={submit}
      submit={<MissingButton verb={t('drawVerb')} primary missing={missing} busy={act.isPending} onAct={submit} />}
      sections={[
        {
          key: 'draw',
          title: t('draw'),
          mark: missing.length === 0 ? 'ok' : 'grey',
          body: (
            <FieldGrid>
              <Field name="title" label={t('drawName')} required>
                <Input value={draft.title} onChange={(event) => setDraft({ ...draft, title: event.target.value })} />
              </Field>
              <Field name="ratio" label={t('ratio')} required>
                <InputNumber
                  min={1}
                  max={100}
                  value={draft.percent}
                  onChange={(percent) => setDraft({ ...draft, percent: percent ?? 10 })}
                />
              </Field>
              <Field name="from" label={t('writtenOffFrom')} required>
                <Input
                  type="date"
                  value={draft.writtenOffFrom}
                  onChange={(event) => setDraft({ ...draft, writtenOffFrom: event.target.value })}
                />
              </Field>
              <Field name="to" label={t('writtenOffTo')} required>
                <Input
                  type="date"
                  value={draft.writtenOffTo}
                  onChange={(event) => setDraft({ ...draft, writtenOffTo: event.target.value })}
                />
              </Field>
              <Field name="strata" label={t('strata')} required>
                <Checkbox.Group
                  value={draft.strata}
                  onChange={(strata) => setDraft({ ...draft, strata: strata as typeof draft.strata })}
                  options={STRATA.map((value) => ({ value, label: t(`strata_${value}`) }))}
                />
              </Field>
              <Field name="seed" label={t('seed')} help={t('seedHelp')}>
                <Input value={draft.seed} onChange={(event) => setDraft({ ...draft, seed: event.target.value })} />
              </Field>
            </FieldGrid>
          ),
        },
        {
          key: 'draws',
          title: t('draws'),
          mark: 'grey',
          body: (draws.data?.rows ?? []).map((draw) => <Draw key={draw.id} draw={draw} />),
        },
      ]}
    />
  );
}

function Draw({ draw }: { draw: DrawView }) {
  const t = useTexts(writeOffTexts);
  const { message } = App.useApp();
  const again = useAct(repeatDraw, {
    onDone: ({ same }) => void (same ? message.success(t('same')) : message.error(t('notSame'))),
  });
  return (
    <Card
      title={draw.title}
      extra={
        <Button
          size="small"
          type="link"
          loading={again.isPending}
          onClick={() => again.mutate({ params: { id: draw.id } })}
        >
          {t('again')}
        </Button>
      }
    >
      <p className="st-second">{t('drawn', { n: draw.population, m: draw.picked.length, seed: draw.seed })}</p>
      <ul>
        {draw.picked.map((one) => (
          <li key={one.problemId} className="st-row">
            <b>{one.problemNo}</b> {one.villageName} {one.title}
            {one.reason === 'flagged' && <StateTag tone="amber">{t('flagged')}</StateTag>}
          </li>
        ))}
      </ul>
    </Card>
  );
}
