import { getList, type InputOf, type ListItem, listProblems, planListItem, proposePlan } from '@shoutian/domain/api';
import { type Category, categories, type RectifyMethod, rectifyMethods } from '@shoutian/domain/dictionaries';
import { useQueryClient } from '@tanstack/react-query';
import { App, Checkbox, Input, Modal } from 'antd';
import { useState } from 'react';
import { ask, problemSentence } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { DictSelect, Field, FieldGrid, PersonSelect } from '../../kit/index.ts';
import { texts } from './texts.ts';

export interface BulkPlanProps {
  listId: string;
  items: readonly ListItem[];
  formedOn: string;
  onClose: () => void;
}

type Plan = InputOf<typeof planListItem>['body'];

/** The same unit, person, method for many items at once; empty fields leave what stands. */
export function BulkPlan({ listId, items, formedOn, onClose }: BulkPlanProps) {
  const t = useTexts(texts);
  const { message } = App.useApp();
  const client = useQueryClient();
  const [method, setMethod] = useState<RectifyMethod | null>(null);
  const [category, setCategory] = useState<Category | null>(null);
  const [measures, setMeasures] = useState('');
  const [unit, setUnit] = useState('');
  const [person, setPerson] = useState<string | null>(null);
  const [leader, setLeader] = useState('');
  const [steps, setSteps] = useState(true);
  const [busy, setBusy] = useState(false);
  const fill = async (item: ListItem): Promise<void> => {
    const wanted = method ?? item.rectifyMethod;
    const milestones =
      steps && wanted !== null && (item.milestones.length === 0 || method !== null)
        ? (await ask(proposePlan, { query: { method: wanted, formedOn } })).milestones
        : item.milestones;
    const body: Plan = {
      measures: measures.trim() || item.measures,
      rectifyMethod: wanted,
      category: category ?? item.category,
      responsibleUnit: unit.trim() || item.responsibleUnit,
      responsiblePersonId: person ?? item.responsiblePersonId,
      leader: leader.trim() || item.leader,
      milestones,
    };
    await ask(planListItem, { params: { id: listId, problemId: item.problemId }, body });
  };
  const submit = async () => {
    setBusy(true);
    let done = 0;
    try {
      // One after the other: the first refusal says what is wrong before all the others say the same.
      for (const item of items) {
        await fill(item);
        done += 1;
      }
      message.success(t('bulkDone', { n: done }));
      onClose();
    } catch (error) {
      const why = problemSentence(error);
      message.error({ content: t('bulkPart', { done, left: items.length - done, why }), duration: 8 });
    } finally {
      setBusy(false);
      await client.invalidateQueries({ queryKey: [getList.path] });
      await client.invalidateQueries({ queryKey: [listProblems.path] });
    }
  };
  return (
    <Modal
      open
      width={640}
      title={t('bulkTitle', { n: items.length })}
      onCancel={onClose}
      okText={t('bulkVerb', { n: items.length })}
      cancelText={t('notNow')}
      okButtonProps={{ loading: busy, disabled: items.length === 0 }}
      onOk={() => void submit()}
    >
      <p className="st-second">{t('bulkHelp')}</p>
      <FieldGrid>
        <Field name="bulkMethod" label={t('method')}>
          <DictSelect dictionary={rectifyMethods} value={method} onChange={setMethod} />
        </Field>
        <Field name="bulkCategory" label={t('category')}>
          <DictSelect dictionary={categories} value={category} onChange={setCategory} />
        </Field>
        <Field name="bulkMeasures" label={t('measures')} wide>
          <Input.TextArea rows={2} maxLength={500} value={measures} onChange={(e) => setMeasures(e.target.value)} />
        </Field>
        <Field name="bulkUnit" label={t('respUnit')}>
          <Input maxLength={60} value={unit} onChange={(event) => setUnit(event.target.value)} />
        </Field>
        <Field name="bulkPerson" label={t('respPerson')}>
          <PersonSelect value={person} onChange={setPerson} />
        </Field>
        <Field name="bulkLeader" label={t('leader')}>
          <Input maxLength={30} value={leader} onChange={(event) => setLeader(event.target.value)} />
        </Field>
        <Checkbox checked={steps} onChange={(event) => setSteps(event.target.checked)}>
          {t('propose')}
        </Checkbox>
      </FieldGrid>
    </Modal>
  );
}
