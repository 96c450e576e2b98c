import { getList, type InputOf, type ListItem, listProblems, planListItem, proposePlan } from '@shoutian/domain/api';
import { categories, rectifyMethods } from '@shoutian/domain/dictionaries';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { formErrors, problemSentence, useAct, useEndpoint } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import {
  DictSelect,
  Field,
  FieldGrid,
  FormDrawer,
  type FormError,
  Notice,
  PersonSelect,
  StepList,
  Toned,
} from '../../kit/index.ts';
import { texts } from './texts.ts';

type Plan = InputOf<typeof planListItem>['body'];

function planOf(item: ListItem): Plan {
  const { measures, rectifyMethod, category, responsibleUnit, responsiblePersonId, leader, milestones } = item;
  return { measures, rectifyMethod, category, responsibleUnit, responsiblePersonId, leader, milestones };
}

export interface PlanDrawerProps {
  listId: string;
  item: ListItem;
  /** Day the proposal counts from while the list is not formed. */
  formedOn: string;
  onClose: () => void;
}

/** Measures, responsibility and steps of one item; the steps are proposed by the rules and may be changed. */
export function PlanDrawer({ listId, item, formedOn, onClose }: PlanDrawerProps) {
  const t = useTexts(texts);
  const english = useLanguage() === 'en';
  const [plan, setPlan] = useState(() => planOf(item));
  const [errors, setErrors] = useState<readonly FormError[]>([]);
  const dirty = JSON.stringify(plan) !== JSON.stringify(planOf(item));
  const proposal = useEndpoint(
    proposePlan,
    { query: { method: plan.rectifyMethod ?? 'none', formedOn } },
    { enabled: plan.rectifyMethod !== null, staleMs: 600_000 },
  );
  const save = useAct(planListItem, {
    invalidate: [getList, listProblems],
    quietComplaints: true,
    done: t('saved', { no: item.problemNo }),
    onDone: onClose,
  });
  const put = (changes: Partial<Plan>) => setPlan((was) => ({ ...was, ...changes }));
  const submit = () =>
    save.mutate(
      { params: { id: listId, problemId: item.problemId }, body: plan },
      {
        onError: (error) => {
          const lines = formErrors(error);
          setErrors(lines.length > 0 ? lines : [{ name: 'measures', message: problemSentence(error) }]);
        },
      },
    );
  const first = plan.milestones[0]?.plannedOn;
  return (
    <FormDrawer
      open
      title={t('planTitle', { no: item.problemNo })}
      note={`${item.villageName} ${item.title}`}
      dirty={dirty}
      onClose={onClose}
      errors={errors}
      onSubmit={submit}
      submit={
        <Button type="primary" loading={save.isPending} onClick={submit}>
          {t('save')}
        </Button>
      }
      notice={
        item.missing.length > 0 && (
          <Notice tone="amber">{item.missing.map((gap) => (english ? gap.messageEn : gap.message)).join('、')}</Notice>
        )
      }
      sections={[
        {
          key: 'measures',
          title: t('secMeasures'),
          mark: plan.measures.trim() !== '' && plan.rectifyMethod !== null && plan.category !== null ? 'ok' : 'red',
          body: (
            <FieldGrid>
              <Field name="rectifyMethod" label={t('method')} required>
                <DictSelect
                  dictionary={rectifyMethods}
                  value={plan.rectifyMethod}
                  onChange={(rectifyMethod) => put({ rectifyMethod })}
                />
              </Field>
              <Field name="category" label={t('category')} required>
                <DictSelect dictionary={categories} value={plan.category} onChange={(category) => put({ category })} />
              </Field>
              <Field name="measures" label={t('measures')} required wide>
                <Input.TextArea
                  rows={3}
                  maxLength={500}
                  showCount
                  placeholder={t('measuresHint')}
                  value={plan.measures}
                  onChange={(event) => put({ measures: event.target.value })}
                />
              </Field>
            </FieldGrid>
          ),
        },
        {
          key: 'people',
          title: t('secPeople'),
          mark: plan.responsiblePersonId !== null && plan.responsibleUnit !== null ? 'ok' : 'red',
          body: (
            <FieldGrid>
              <Field name="responsibleUnit" label={t('respUnit')} required>
                <Input
                  maxLength={60}
                  value={plan.responsibleUnit ?? ''}
                  onChange={(event) => put({ responsibleUnit: event.target.value || null })}
                />
              </Field>
              <Field name="responsiblePersonId" label={t('respPerson')} required>
                <PersonSelect
                  value={plan.responsiblePersonId}
                  name={item.responsiblePerson}
                  onChange={(responsiblePersonId) => put({ responsiblePersonId })}
                />
              </Field>
              <Field name="leader" label={t('leader')}>
                <Input
                  maxLength={30}
                  value={plan.leader ?? ''}
                  onChange={(event) => put({ leader: event.target.value || null })}
                />
              </Field>
            </FieldGrid>
          ),
        },
        {
          key: 'steps',
          title: t('secSteps'),
          mark: plan.milestones.length > 0 ? 'ok' : 'red',
          body: (
            <div className="st-col">
              <div className="st-row st-wrap">
                <Button
                  size="small"
                  disabled={proposal.data === undefined}
                  onClick={() => proposal.data && put({ milestones: proposal.data.milestones })}
                >
                  {t('propose')}
                </Button>
                <span className="st-note">
                  {proposal.data === undefined
                    ? t('proposeFirst')
                    : t('proposeHelp', { formed: formedOn, due: proposal.data.dueOn })}{' '}
                  {proposal.data?.dueNote}
                </span>
              </div>
              <StepList
                steps={plan.milestones}
                firstDay={formedOn}
                onChange={(milestones) => put({ milestones: [...milestones] })}
              />
              {first !== undefined && first < formedOn && <Toned tone="amber">{t('addDays')}</Toned>}
            </div>
          ),
        },
      ]}
    />
  );
}
