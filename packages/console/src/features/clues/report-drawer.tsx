import {
  addPhoto,
  type ClueDetail,
  checkReport,
  clueShapes,
  getClue,
  listClues,
  listPhotos,
  reportClue,
} from '@shoutian/domain/api';
import { type GroundFinding, groundFindings, type PhotoKind, photoKinds } from '@shoutian/domain/dictionaries';
import { useQuery } from '@tanstack/react-query';
import { Input, Select } from 'antd';
import { useState } from 'react';
import { ask, formErrors, keyOf, newId, useAct } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Field, FieldGrid, FileDrop, FormDrawer, MissingButton, PhotoStrip, StateMark } from '../../kit/index.ts';
import { emptyFinding, type Finding, FindingFields } from './finding-fields.tsx';
import { useCluePhotos } from './photos.tsx';
import { texts } from './texts.ts';

/** A centre reports from the desk what it saw on site: the same questions as the phone, photos from files. */
export function ReportDrawer({ clue, onClose }: { clue: ClueDetail; onClose: () => void }) {
  const t = useTexts(texts);
  const language = useLanguage();
  const [operationId] = useState(() => newId());
  const [finding, setFinding] = useState<Finding>(emptyFinding);
  const [onGround, setOnGround] = useState<GroundFinding | null>(null);
  const [partyName, setPartyName] = useState('');
  const [kind, setKind] = useState<PhotoKind>('panorama');
  const photos = useCluePhotos(clue.id);
  const touched = finding !== emptyFinding || onGround !== null;
  const { answers, ...plain } = finding;
  const body = {
    ...plain,
    answers: { ...answers },
    onGround,
    partyName: partyName.trim() === '' ? null : partyName.trim(),
  };
  const gaps = useQuery({
    queryKey: [...keyOf(checkReport), clue.id, body, photos.rows.length],
    queryFn: () => ask(checkReport, { params: { id: clue.id }, body }),
    staleTime: 0,
    placeholderData: (before) => before,
  });
  const missing = gaps.data?.missing ?? [];
  const blocking = missing.filter((gap) => gap.blocks);
  const later = missing.filter((gap) => !gap.blocks);
  const act = useAct(reportClue, {
    invalidate: [getClue, listClues, clueShapes],
    done: t('reported'),
    onDone: onClose,
    quietComplaints: true,
  });
  const photo = useAct(addPhoto, { invalidate: [listPhotos] });
  const send = () => act.mutate({ params: { id: clue.id }, body: { ...body, operationId } });
  const words = (gap: (typeof missing)[number]) => (language === 'zh' ? gap.message : gap.messageEn);
  return (
    <FormDrawer
      open
      title={`${t('reportTitle')} · ${clue.clueNo}`}
      note={t('reportUnit')}
      dirty={touched}
      onClose={onClose}
      errors={act.error === null ? [] : formErrors(act.error)}
      submit={
        <MissingButton
          primary
          verb={t('submitReport')}
          busy={act.isPending}
          missing={blocking.map((gap) => ({ code: gap.code, message: words(gap) }))}
          onAct={send}
        />
      }
      onSubmit={() => blocking.length === 0 && send()}
      sections={[
        {
          key: 'scene',
          title: t('scene'),
          mark: onGround === null ? 'red' : 'ok',
          body: (
            <FieldGrid>
              <Field name="onGround" label={t('onGround')} required>
                <Select
                  value={onGround}
                  onChange={setOnGround}
                  options={groundFindings.entries.map((entry) => ({ value: entry.code, label: entry[language] }))}
                />
              </Field>
              <Field name="partyName" label={t('partyName')}>
                <Input value={partyName} maxLength={60} onChange={(event) => setPartyName(event.target.value)} />
              </Field>
            </FieldGrid>
          ),
        },
        {
          key: 'photos',
          title: t('photoSection'),
          mark: photos.rows.length === 0 ? 'red' : 'ok',
          body: (
            <div className="st-col">
              <Field name="photoKind" label={t('photoKind')}>
                <Select
                  value={kind}
                  onChange={setKind}
                  options={photoKinds.entries.map((entry) => ({ value: entry.code, label: entry[language] }))}
                />
              </Field>
              <FileDrop
                purpose="photo"
                accept=".jpg,.jpeg,.png"
                hint={t('photoHint')}
                onSent={({ uploadId }) =>
                  photo.mutate({
                    body: {
                      id: newId(),
                      uploadId,
                      subjectKind: 'clue',
                      subjectId: clue.id,
                      kind,
                      stage: 'scene',
                      imported: true,
                    },
                  })
                }
              />
              {photos.thumbs.length > 0 && <PhotoStrip items={photos.thumbs} label={t('photos')} />}
            </div>
          ),
        },
        {
          key: 'verdict',
          title: t('verdictSection'),
          mark: finding.verdict === null ? 'amber' : 'ok',
          body: (
            <div className="st-col">
              {finding.verdict === null && <p className="st-note">{t('noVerdictYet')}</p>}
              <FindingFields value={finding} onChange={setFinding} />
              {later.length > 0 && (
                <>
                  <b className="st-second">{t('mayAsk')}</b>
                  <ul className="st-checklist">
                    {later.map((gap) => (
                      <li key={gap.code}>
                        <StateMark tone="amber" size={12} />
                        {words(gap)}
                      </li>
                    ))}
                  </ul>
                </>
              )}
            </div>
          ),
        },
      ]}
    />
  );
}
