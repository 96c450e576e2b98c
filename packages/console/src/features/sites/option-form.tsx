import { addSiteOption, getSiteCheck, listSiteChecks, type SiteCheckDetail } from '@shoutian/domain/api';
import { Button, Input, Segmented, Select, Upload } from 'antd';
import { useState } from 'react';
import { sendFile, useAct } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Field, FieldGrid, FormDrawer, MissingButton } from '../../kit/index.ts';
import { choosableCrs, crsWords } from '../batches/crs-words.ts';
import { batchTexts } from '../batches/texts.ts';
import { GroundField } from '../problems/ground-field.tsx';
import type { Ground } from '../problems/parse-ground.ts';
import '../problems/problems.css';
import { siteTexts } from './texts.ts';

const ACCEPT = '.zip,.geojson,.json,.gpkg,.txt';

/** One more alternative: drawn, pasted, or from a file; it is overlaid as it is added. */
export function OptionForm({ site, onClose }: { site: SiteCheckDetail; onClose: () => void }) {
  const t = useTexts(siteTexts);
  const tb = useTexts(batchTexts);
  const [label, setLabel] = useState(t('optionNo', { n: '一二三四五六七八九十'.charAt(site.options.length) }));
  const [note, setNote] = useState('');
  const [how, setHow] = useState<'draw' | 'file'>('draw');
  const [ground, setGround] = useState<Ground | null>(null);
  const [file, setFile] = useState<{ id: string; name: string } | null>(null);
  const [epsg, setEpsg] = useState<number | null>(null);
  const [sending, setSending] = useState(false);
  const act = useAct(addSiteOption, { invalidate: [getSiteCheck, listSiteChecks], done: t('added'), onDone: onClose });
  const drawn = ground?.kind === 'polygon' ? ground.geometry : null;
  const missing = [
    ...(label.trim() === '' ? [{ code: 'label', message: t('needName') }] : []),
    ...((how === 'draw' ? drawn : file) === null ? [{ code: 'ground', message: t('needGround') }] : []),
  ];
  const submit = () => {
    if (missing.length > 0 || act.isPending) return;
    const place =
      how === 'draw' ? { geometry: drawn ?? undefined } : { uploadId: file?.id, ...(epsg === null ? {} : { epsg }) };
    act.mutate({ params: { id: site.id }, body: { label: label.trim(), note, ...place } });
  };
  const send = async (chosen: File) => {
    setSending(true);
    try {
      setFile({ id: await sendFile(chosen, 'geofile'), name: chosen.name });
    } finally {
      setSending(false);
    }
  };
  return (
    <FormDrawer
      open
      title={t('addOption')}
      dirty={ground !== null || file !== null || note !== ''}
      onClose={onClose}
      onSubmit={submit}
      submit={<MissingButton primary verb={t('addVerb')} missing={missing} busy={act.isPending} onAct={submit} />}
      sections={[
        {
          key: 'option',
          title: t('addOption'),
          mark: missing.length === 0 ? 'ok' : 'grey',
          body: (
            <div className="st-col">
              <FieldGrid>
                <Field name="label" label={t('optionName')} required>
                  <Input value={label} maxLength={30} onChange={(event) => setLabel(event.target.value)} />
                </Field>
                <Field name="note" label={t('remark')}>
                  <Input value={note} maxLength={300} onChange={(event) => setNote(event.target.value)} />
                </Field>
              </FieldGrid>
              <Field name="how" label={t('how')} required>
                <Segmented<'draw' | 'file'>
                  value={how}
                  options={[
                    { value: 'draw', label: t('draw') },
                    { value: 'file', label: t('file') },
                  ]}
                  onChange={setHow}
                />
              </Field>
              {how === 'draw' ? (
                <GroundField value={ground} onChange={setGround} polygonOnly />
              ) : (
                <FieldGrid>
                  <Field name="file" label={t('file')} required help={t('fileHelp')}>
                    <Upload
                      accept={ACCEPT}
                      showUploadList={false}
                      customRequest={({ file: chosen }) => void send(chosen as File)}
                    >
                      <Button loading={sending}>
                        {file === null ? t('choose') : t('fileReady', { name: file.name })}
                      </Button>
                    </Upload>
                  </Field>
                  <Field name="epsg" label={t('epsg')}>
                    <Select<number>
                      allowClear
                      showSearch
                      optionFilterProp="label"
                      placeholder={t('epsgNone')}
                      value={epsg}
                      options={choosableCrs.map((code) => ({ value: code, label: crsWords(code, tb) }))}
                      onChange={(code) => setEpsg(code ?? null)}
                    />
                  </Field>
                </FieldGrid>
              )}
            </div>
          ),
        },
      ]}
    />
  );
}
