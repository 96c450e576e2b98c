import { createProblem, type InputOf, listProblems, problemShapes } from '@shoutian/domain/api';
import {
  channels,
  constructionStages,
  currentStates,
  discoveryMethods,
  partyTypes,
  problemTypes,
  usualMethod,
  verifyResults,
} from '@shoutian/domain/dictionaries';
import { Checkbox, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { formErrors, useAct, useToday } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { DictSelect, Field, FieldGrid, FormDrawer, type FormError, MissingButton } from '../../kit/index.ts';
import { useVillages } from './filters.ts';
import { GroundField } from './ground-field.tsx';
import type { Ground } from './parse-ground.ts';
import { newTexts } from './texts-new.ts';

type Body = InputOf<typeof createProblem>['body'];
type Draft = Partial<Body>;

/** A problem that came by document, from own files, or was seen on the map. */
export function NewProblem({ onClose, onMade }: { onClose: () => void; onMade: (id: string) => void }) {
  const t = useTexts(newTexts);
  const year = Number(useToday().slice(0, 4));
  const villages = useVillages();
  const [draft, setDraft] = useState<Draft>({ foundYear: year });
  const [ground, setGround] = useState<Ground | null>(null);
  const [lies, setLies] = useState<{ code: string; name: string } | null>(null);
  const [refused, setRefused] = useState<readonly FormError[]>([]);
  const [dirty, setDirty] = useState(false);
  const put = (changes: Draft) => {
    setDirty(true);
    setDraft((was) => ({ ...was, ...changes }));
  };
  const make = useAct(createProblem, {
    invalidate: [listProblems, problemShapes],
    quietComplaints: true,
    done: (made) => t('made', { no: made.problemNo }),
    onDone: (made) => onMade(made.id),
  });
  const gaps: FormError[] = [];
  if ((draft.title ?? '').trim().length < 2) gaps.push({ name: 'title', message: t('needName') });
  if (draft.type === undefined) gaps.push({ name: 'type', message: t('needType') });
  if (draft.divisionCode === undefined) gaps.push({ name: 'divisionCode', message: t('needVillage') });
  if (draft.channel === undefined) gaps.push({ name: 'channel', message: t('needChannel') });
  else if (channels.get(draft.channel).needsDocument && !draft.sourceDocNo)
    gaps.push({ name: 'sourceDocNo', message: t('needDoc') });
  const submit = () => {
    if (gaps.length > 0 || make.isPending) return;
    const place =
      ground === null ? {} : ground.kind === 'point' ? { point: ground.point } : { geometry: ground.geometry };
    make.mutate({ body: { ...draft, ...place } as Body }, { onError: (error) => setRefused(formErrors(error)) });
  };
  const error = (name: string) => refused.find((one) => one.name === name)?.message;
  const markOf = (...names: string[]) =>
    gaps.some((gap) => names.includes(gap.name)) ? ('grey' as const) : ('ok' as const);
  return (
    <FormDrawer
      open
      title={t('title')}
      dirty={dirty}
      onClose={onClose}
      errors={refused}
      onSubmit={submit}
      submit={
        <MissingButton
          verb={t('make')}
          primary
          busy={make.isPending}
          missing={gaps.map((gap) => ({ code: gap.name, message: gap.message }))}
          onAct={submit}
        />
      }
      sections={[
        {
          key: 'basic',
          title: t('secBasic'),
          mark: markOf('title', 'type', 'divisionCode'),
          body: (
            <FieldGrid>
              <Field name="title" label={t('name')} required wide error={error('title')}>
                <Input
                  maxLength={60}
                  value={draft.title ?? ''}
                  placeholder={t('nameHint')}
                  onChange={(event) => put({ title: event.target.value })}
                />
              </Field>
              <Field name="type" label={t('type')} required error={error('type')}>
                <DictSelect
                  dictionary={problemTypes}
                  withCode
                  value={draft.type}
                  onChange={(type) => type !== null && put({ type })}
                />
              </Field>
              <Field
                name="divisionCode"
                label={t('village')}
                required
                error={error('divisionCode')}
                warning={
                  lies !== null && draft.divisionCode !== undefined && lies.code !== draft.divisionCode
                    ? t('otherVillage', { village: lies.name })
                    : undefined
                }
              >
                <Select
                  showSearch
                  optionFilterProp="label"
                  value={draft.divisionCode ?? null}
                  options={[...villages]}
                  onChange={(divisionCode: string) => put({ divisionCode })}
                />
              </Field>
              <Field name="locationText" label={t('location')} wide>
                <Input
                  maxLength={120}
                  value={draft.locationText ?? ''}
                  placeholder={t('locationHint')}
                  onChange={(event) => put({ locationText: event.target.value })}
                />
              </Field>
            </FieldGrid>
          ),
        },
        {
          key: 'place',
          title: t('secPlace'),
          mark: ground === null ? 'grey' : 'ok',
          body: (
            <GroundField
              value={ground}
              onChange={(next) => {
                setDirty(true);
                setGround(next);
              }}
              onVillage={(code, name) => {
                setLies({ code, name });
                setDraft((was) => (was.divisionCode === undefined ? { ...was, divisionCode: code } : was));
              }}
            />
          ),
        },
        {
          key: 'source',
          title: t('secSource'),
          mark: markOf('channel', 'sourceDocNo'),
          body: (
            <FieldGrid>
              <Field name="channel" label={t('channel')} required error={error('channel')}>
                <DictSelect
                  dictionary={channels}
                  value={draft.channel}
                  onChange={(channel) => channel !== null && put({ channel, discoveryMethod: usualMethod(channel) })}
                />
              </Field>
              <Field name="discoveryMethod" label={t('discovery')} required>
                <DictSelect
                  dictionary={discoveryMethods}
                  allowClear={false}
                  value={draft.discoveryMethod}
                  onChange={(discoveryMethod) => discoveryMethod !== null && put({ discoveryMethod })}
                />
              </Field>
              <Field name="sourceDocNo" label={t('docNo')} help={t('docNoHelp')} error={error('sourceDocNo')}>
                <Input
                  maxLength={60}
                  value={draft.sourceDocNo ?? ''}
                  onChange={(event) => put({ sourceDocNo: event.target.value || null })}
                />
              </Field>
              <Field name="sourceNo" label={t('sourceNo')}>
                <Input
                  maxLength={60}
                  value={draft.sourceNo ?? ''}
                  onChange={(event) => put({ sourceNo: event.target.value || null })}
                />
              </Field>
              <Field name="foundYear" label={t('foundYear')} required>
                <InputNumber
                  min={2000}
                  max={year}
                  value={draft.foundYear ?? year}
                  onChange={(foundYear) => put({ foundYear: foundYear ?? year })}
                />
              </Field>
              <Field name="builtYear" label={t('builtYear')}>
                <InputNumber
                  min={1949}
                  max={year}
                  value={draft.builtYear ?? null}
                  onChange={(builtYear) => put({ builtYear })}
                />
              </Field>
              <Checkbox checked={draft.selfFound ?? false} onChange={(e) => put({ selfFound: e.target.checked })}>
                {t('selfFound')}
              </Checkbox>
            </FieldGrid>
          ),
        },
        {
          key: 'party',
          title: t('secParty'),
          mark: draft.partyType === undefined ? 'grey' : 'ok',
          body: (
            <FieldGrid>
              <Field name="partyType" label={t('partyType')}>
                <DictSelect
                  dictionary={partyTypes}
                  value={draft.partyType}
                  onChange={(partyType) => put({ partyType })}
                />
              </Field>
              <Field name="partyName" label={t('partyName')} help={t('partyNameHelp')}>
                <Input
                  maxLength={60}
                  value={draft.partyName ?? ''}
                  onChange={(event) => put({ partyName: event.target.value || null })}
                />
              </Field>
              <Field name="verifyResult" label={t('verifyResult')} help={t('verifyHelp')}>
                <DictSelect
                  dictionary={verifyResults}
                  value={draft.verifyResult}
                  onChange={(verifyResult) => put({ verifyResult })}
                />
              </Field>
              <Field name="currentState" label={t('current')}>
                <DictSelect
                  dictionary={currentStates}
                  value={draft.currentState}
                  onChange={(currentState) => put({ currentState })}
                />
              </Field>
              <Field name="constructionStage" label={t('stage')}>
                <DictSelect
                  dictionary={constructionStages}
                  value={draft.constructionStage}
                  onChange={(constructionStage) => put({ constructionStage })}
                />
              </Field>
              <Checkbox checked={draft.ongoing ?? false} onChange={(e) => put({ ongoing: e.target.checked })}>
                {t('ongoing')}
              </Checkbox>
              <Field name="remark" label={t('description')} wide>
                <Input.TextArea
                  rows={2}
                  maxLength={500}
                  value={draft.remark ?? ''}
                  onChange={(event) => put({ remark: event.target.value || null })}
                />
              </Field>
            </FieldGrid>
          ),
        },
      ]}
    />
  );
}
