import type { ProblemDetail } from '@shoutian/domain/api';
import {
  categories,
  constructionStages,
  currentStates,
  partyTypes,
  problemTypes,
  rectifyMethods,
  verifyResults,
} from '@shoutian/domain/dictionaries';
import { roles } from '@shoutian/domain/people';
import { Checkbox, Input, InputNumber, Select } from 'antd';
import type { Say, Texts } from '../../../i18n/texts.ts';
import { DictSelect, Field, FieldGrid, type FormSection, PersonSelect } from '../../../kit/index.ts';
import type { actTexts } from '../texts-acts.ts';
import type { Changes } from './edit-changes.ts';

type Key = typeof actTexts extends Texts<infer K> ? K : never;

interface Form {
  problem: ProblemDetail;
  draft: Changes;
  put: (changes: Changes) => void;
  error: (name: string) => string | undefined;
  t: Say<Key>;
  english: boolean;
}

/** What stands in a field: what was typed, or what the record says. */
function shown<K extends keyof Changes & keyof ProblemDetail>({ draft, problem }: Form, key: K) {
  return (key in draft ? draft[key] : problem[key]) as ProblemDetail[K];
}

function textField(
  form: Form,
  key: 'title' | 'locationText' | 'leader' | 'responsibleUnit',
  max: number,
  label: string,
) {
  return (
    <Field name={key} label={label} error={form.error(key)} wide={key === 'title' || key === 'locationText'}>
      <Input
        maxLength={max}
        value={shown(form, key) ?? ''}
        onChange={(event) =>
          form.put({ [key]: event.target.value || (key === 'title' || key === 'locationText' ? '' : null) })
        }
      />
    </Field>
  );
}

function longField(
  form: Form,
  key: 'measures' | 'remark' | 'stockOrNewReason' | 'rejectReason',
  max: number,
  label: string,
  hint?: string,
) {
  return (
    <Field name={key} label={label} error={form.error(key)} wide>
      <Input.TextArea
        rows={2}
        maxLength={max}
        placeholder={hint ?? ''}
        value={shown(form, key) ?? ''}
        onChange={(event) => form.put({ [key]: event.target.value || null })}
      />
    </Field>
  );
}

function basics(form: Form): FormSection {
  const { t, put } = form;
  const stock = shown(form, 'stockOrNew');
  return {
    key: 'basic',
    title: t('secBasic'),
    mark: 'ok',
    body: (
      <FieldGrid>
        {textField(form, 'title', 60, t('title'))}
        <Field name="type" label={t('type')} error={form.error('type')}>
          <DictSelect
            dictionary={problemTypes}
            withCode
            allowClear={false}
            value={shown(form, 'type')}
            onChange={(type) => type !== null && put({ type })}
          />
        </Field>
        <Field name="builtYear" label={t('builtYear')} error={form.error('builtYear')}>
          <InputNumber
            min={1949}
            max={2100}
            value={shown(form, 'builtYear')}
            onChange={(builtYear) => put({ builtYear })}
          />
        </Field>
        {textField(form, 'locationText', 120, t('location'))}
        <Field name="stockOrNew" label={t('stockOrNew')}>
          <Select
            value={stock ?? ''}
            onChange={(value) => put({ stockOrNew: value === 'stock' || value === 'new' ? value : null })}
            options={[
              { value: 'stock', label: t('stock') },
              { value: 'new', label: t('fresh') },
              { value: '', label: t('undecided') },
            ]}
          />
        </Field>
        <Field name="verifyResult" label={t('verifyResult')} error={form.error('verifyResult')}>
          <DictSelect
            dictionary={verifyResults}
            value={shown(form, 'verifyResult')}
            onChange={(verifyResult) => put({ verifyResult })}
          />
        </Field>
        {longField(form, 'stockOrNewReason', 200, t('stockReason'))}
        {shown(form, 'verifyResult') !== null && shown(form, 'verifyResult') !== 'true'
          ? longField(form, 'rejectReason', 200, t('rejectReason'))
          : null}
        <Checkbox checked={shown(form, 'selfFound')} onChange={(event) => put({ selfFound: event.target.checked })}>
          {t('selfFound')}
        </Checkbox>
      </FieldGrid>
    ),
  };
}

function planning(form: Form): FormSection {
  const { t, put } = form;
  const planned = shown(form, 'measures') && shown(form, 'rectifyMethod') && shown(form, 'category');
  return {
    key: 'plan',
    title: t('secPlan'),
    mark: planned ? 'ok' : 'grey',
    body: (
      <FieldGrid>
        <Field name="rectifyMethod" label={t('method')} error={form.error('rectifyMethod')}>
          <DictSelect
            dictionary={rectifyMethods}
            value={shown(form, 'rectifyMethod')}
            onChange={(rectifyMethod) => put({ rectifyMethod })}
          />
        </Field>
        <Field name="category" label={t('category')} error={form.error('category')}>
          <DictSelect
            dictionary={categories}
            value={shown(form, 'category')}
            onChange={(category) => put({ category })}
          />
        </Field>
        {longField(form, 'measures', 500, t('measures'), t('measuresHint'))}
        <Checkbox
          checked={shown(form, 'demolitionRequired')}
          onChange={(event) => put({ demolitionRequired: event.target.checked })}
        >
          {t('demolition')}
        </Checkbox>
      </FieldGrid>
    ),
  };
}

function people(form: Form): FormSection {
  const { t, put, problem } = form;
  const language = form.english ? 'en' : 'zh';
  const units = (['townBuild', 'townIndustry', 'townEnforce'] as const).map((id) => ({
    value: id,
    label: roles[id][language],
  }));
  return {
    key: 'people',
    title: t('secPeople'),
    mark: shown(form, 'leadUnit') !== '' && shown(form, 'responsiblePersonId') !== null ? 'ok' : 'grey',
    body: (
      <FieldGrid>
        <Field name="leadUnit" label={t('leadUnit')} error={form.error('leadUnit')}>
          <Select
            value={shown(form, 'leadUnit')}
            options={[...units.slice(0, 2), { value: '', label: t('nobody') }]}
            onChange={(value) => put({ leadUnit: value === 'townBuild' || value === 'townIndustry' ? value : '' })}
          />
        </Field>
        <Field name="coUnits" label={t('coUnits')}>
          <Select
            mode="multiple"
            value={shown(form, 'coUnits')}
            options={units}
            onChange={(value) => put({ coUnits: units.map((one) => one.value).filter((id) => value.includes(id)) })}
          />
        </Field>
        {textField(form, 'responsibleUnit', 60, t('unit'))}
        <Field name="responsiblePersonId" label={t('person')} error={form.error('responsiblePersonId')}>
          <PersonSelect
            covering={problem.divisionCode}
            value={shown(form, 'responsiblePersonId')}
            name={problem.responsiblePerson}
            onChange={(responsiblePersonId) => put({ responsiblePersonId })}
          />
        </Field>
        {textField(form, 'leader', 30, t('leader'))}
      </FieldGrid>
    ),
  };
}

function party(form: Form): FormSection {
  const { t, put, problem } = form;
  return {
    key: 'party',
    title: t('secParty'),
    mark: shown(form, 'partyType') === null ? 'grey' : 'ok',
    body: (
      <FieldGrid>
        <Field name="partyType" label={t('partyType')}>
          <DictSelect
            dictionary={partyTypes}
            value={shown(form, 'partyType')}
            onChange={(partyType) => put({ partyType })}
          />
        </Field>
        <Field name="partyName" label={t('partyName')} help={t('partyNameHelp', { name: problem.partyName ?? '—' })}>
          <Input
            maxLength={60}
            value={form.draft.partyName ?? ''}
            onChange={(event) => put({ partyName: event.target.value || null })}
          />
        </Field>
        <Field name="currentState" label={t('current')}>
          <DictSelect
            dictionary={currentStates}
            value={shown(form, 'currentState')}
            onChange={(currentState) => put({ currentState })}
          />
        </Field>
        <Field name="constructionStage" label={t('stage')}>
          <DictSelect
            dictionary={constructionStages}
            value={shown(form, 'constructionStage')}
            onChange={(constructionStage) => put({ constructionStage })}
          />
        </Field>
        <Checkbox checked={shown(form, 'ongoing')} onChange={(event) => put({ ongoing: event.target.checked })}>
          {t('ongoing')}
        </Checkbox>
        {longField(form, 'remark', 500, t('remark'))}
      </FieldGrid>
    ),
  };
}

/** The editable fields of a problem in four sections. */
export function editSections(form: Form): FormSection[] {
  return [basics(form), planning(form), people(form), party(form)];
}
