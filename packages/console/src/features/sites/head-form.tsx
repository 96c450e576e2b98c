import {
  createSiteCheck,
  editSiteCheck,
  getSiteCheck,
  listSiteChecks,
  type SiteCheckDetail,
} from '@shoutian/domain/api';
import { type SiteUse, siteUses } from '@shoutian/domain/dictionaries';
import { Input, Modal, TreeSelect } from 'antd';
import { useState } from 'react';
import { useAct, useScope } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { DictSelect, Field, FieldGrid, MissingButton, type ScopeNode } from '../../kit/index.ts';
import { siteTexts } from './texts.ts';

interface TreeNode {
  value: string;
  title: string;
  children: TreeNode[];
}
const toTree = ({ code, name, children = [] }: ScopeNode): TreeNode => ({
  value: code,
  title: name,
  children: children.map(toTree),
});

/** What the site is for; of an existing one the place stays. */
export function HeadForm({
  site,
  onClose,
  onMade,
}: {
  site?: SiteCheckDetail;
  onClose: () => void;
  onMade?: (id: string) => void;
}) {
  const t = useTexts(siteTexts);
  const scope = useScope();
  const [title, setTitle] = useState(site?.title ?? '');
  const [use, setUse] = useState<SiteUse | null>(site?.use ?? null);
  const [applicant, setApplicant] = useState(site?.applicant ?? '');
  const [note, setNote] = useState(site?.note ?? '');
  const [place, setPlace] = useState(site?.divisionCode ?? scope.code);
  const make = useAct(createSiteCheck, {
    invalidate: [listSiteChecks],
    done: (made) => t('made', { no: made.checkNo }),
    onDone: (made) => onMade?.(made.id),
  });
  const edit = useAct(editSiteCheck, { invalidate: [listSiteChecks, getSiteCheck], done: t('saved'), onDone: onClose });
  const missing = [
    ...(title.trim().length < 2 ? [{ code: 'title', message: t('needTitle') }] : []),
    ...(use === null ? [{ code: 'use', message: t('needUse') }] : []),
  ];
  const save = () => {
    if (use === null || missing.length > 0) return;
    const body = { title: title.trim(), use, applicant, note };
    if (site === undefined) make.mutate({ body: { ...body, divisionCode: place } });
    else edit.mutate({ params: { id: site.id }, body: { ...body, rowVersion: site.rowVersion } });
  };
  return (
    <Modal
      open
      title={site === undefined ? t('make') : t('edit')}
      onCancel={onClose}
      footer={
        <MissingButton
          primary
          verb={site === undefined ? t('makeVerb') : t('editVerb')}
          missing={missing}
          busy={make.isPending || edit.isPending}
          onAct={save}
        />
      }
    >
      <FieldGrid>
        <Field name="title" label={t('title')} required wide>
          <Input
            value={title}
            maxLength={80}
            placeholder={t('titleHint')}
            onChange={(event) => setTitle(event.target.value)}
          />
        </Field>
        <Field name="use" label={t('use')} required>
          <DictSelect dictionary={siteUses} allowClear={false} value={use ?? undefined} onChange={setUse} />
        </Field>
        {site === undefined && (
          <Field name="place" label={t('place')} required>
            <TreeSelect
              value={place}
              treeData={scope.tree.map(toTree)}
              treeDefaultExpandedKeys={[scope.code]}
              showSearch
              treeNodeFilterProp="title"
              onChange={(code: string) => setPlace(code)}
            />
          </Field>
        )}
        <Field name="applicant" label={t('applicant')} help={t('applicantHelp')}>
          <Input value={applicant} maxLength={80} onChange={(event) => setApplicant(event.target.value)} />
        </Field>
        <Field name="note" label={t('remark')} wide>
          <Input.TextArea rows={2} value={note} maxLength={500} onChange={(event) => setNote(event.target.value)} />
        </Field>
      </FieldGrid>
    </Modal>
  );
}
