import { addListItems, createList, listLists, listProblems } from '@shoutian/domain/api';
import { App, Button, Checkbox, Input, Modal, Radio } from 'antd';
import { useState } from 'react';
import { useAct, useEndpoint, useGo, useToday } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Answer, Field } from '../../kit/index.ts';
import { texts } from './texts.ts';

export interface AddDialogProps {
  problemIds: readonly string[];
  /** true when the problems are in a list now. */
  onClose: (done: boolean) => void;
}

/** Into which draft the ticked problems go; a new draft is one of the answers. */
export default function AddDialog({ problemIds, onClose }: AddDialogProps) {
  const t = useTexts(texts);
  const go = useGo();
  const { message } = App.useApp();
  const year = Number(useToday().slice(0, 4));
  const drafts = useEndpoint(listLists, { query: { state: 'draft', pageSize: 50 } });
  const [picked, setPicked] = useState<string | null>(null);
  const [title, setTitle] = useState(t('namePropose', { year }));
  const [carryOver, setCarryOver] = useState(true);
  const into = picked ?? drafts.data?.rows[0]?.id ?? 'new';
  const done = (listId: string) => {
    message.success({
      content: (
        <>
          {t('added', { n: problemIds.length })}{' '}
          <button type="button" className="st-link" onClick={() => go(`/lists/${listId}`)}>
            {t('open')}
          </button>
        </>
      ),
      duration: 6,
    });
    onClose(true);
  };
  const touched = [listLists, listProblems];
  const add = useAct(addListItems, { invalidate: touched, onDone: (list) => done(list.id) });
  const make = useAct(createList, { invalidate: touched, onDone: (list) => done(list.id) });
  const ids = [...problemIds];
  const submit = () =>
    into === 'new'
      ? make.mutate({ body: { title: title.trim(), year, problemIds: ids, carryOver } })
      : add.mutate({ params: { id: into }, body: { problemIds: ids } });
  return (
    <Modal
      open
      title={t('addTitle', { n: problemIds.length })}
      onCancel={() => onClose(false)}
      footer={
        <>
          <Button onClick={() => onClose(false)}>{t('notNow')}</Button>
          <Button
            type="primary"
            loading={add.isPending || make.isPending}
            disabled={into === 'new' && title.trim().length < 2}
            onClick={submit}
          >
            {t('add', { n: problemIds.length })}
          </Button>
        </>
      }
    >
      <Answer query={drafts}>
        {({ rows }) => (
          <div className="st-col">
            <Radio.Group
              aria-label={t('addTo')}
              value={into}
              onChange={(event) => setPicked(String(event.target.value))}
            >
              <div className="st-col">
                {rows.map((list) => (
                  <Radio key={list.id} value={list.id}>
                    {t('draftOf', { title: list.title, n: list.items })}
                  </Radio>
                ))}
                <Radio value="new">{t('newDraft')}</Radio>
              </div>
            </Radio.Group>
            {into === 'new' && (
              <>
                <Field name="listTitle" label={t('name')} required>
                  <Input
                    value={title}
                    maxLength={80}
                    placeholder={t('nameHint')}
                    onChange={(e) => setTitle(e.target.value)}
                  />
                </Field>
                <Checkbox checked={carryOver} onChange={(event) => setCarryOver(event.target.checked)}>
                  {t('carryOver')}
                </Checkbox>
              </>
            )}
          </div>
        )}
      </Answer>
    </Modal>
  );
}
