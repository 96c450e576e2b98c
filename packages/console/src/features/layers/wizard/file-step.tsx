import { inspectLayerFile } from '@shoutian/domain/api';
import { type LayerKind, layerKinds } from '@shoutian/domain/layers';
import { Radio, Select } from 'antd';
import { useState } from 'react';
import { useAct } from '../../../app/index.ts';
import { useTexts } from '../../../i18n/texts.ts';
import { Card, ErrorState, Facts, Field, FileDrop, Loading, Notice, type SentFile, Toned } from '../../../kit/index.ts';
import { layerTexts } from '../texts.ts';
import { crsInWords, figure, inWords, kindName } from '../words.ts';
import { emptyDraft, type ImportDraft, type InspectedLayer, withInspection, withLayer } from './draft.ts';

export interface StepProps {
  draft: ImportDraft;
  onDraft: (draft: ImportDraft) => void;
}

const ENCODINGS = ['GB18030', 'UTF-8', 'BIG5'];

/** Which layer it is, the file, and what is in it. */
export function FileStep({ draft, onDraft }: StepProps) {
  const t = useTexts(layerTexts);
  const [sent, setSent] = useState<SentFile | null>(null);
  const look = useAct(inspectLayerFile, { quietComplaints: true });
  const inspect = (uploadId: string, kind: LayerKind, from: ImportDraft, encoding: string | null) =>
    look.mutate(
      { body: { uploadId, kind, ...(encoding === null ? {} : { encoding }) } },
      { onSuccess: (inspection) => onDraft(withInspection({ ...from, kind, encoding }, inspection)) },
    );
  const onKind = (kind: LayerKind) => {
    const next: ImportDraft = { ...draft, kind, mapping: {}, pick: null, inspection: null };
    onDraft(next);
    const uploadId = sent?.uploadId ?? draft.inspection?.uploadId;
    if (uploadId !== undefined) inspect(uploadId, kind, next, draft.encoding);
  };
  const onSent = (file: SentFile) => {
    setSent(file);
    const next = { ...draft, inspection: null, pick: null, encoding: null };
    onDraft(next);
    if (draft.kind !== null) inspect(file.uploadId, draft.kind, next, null);
  };
  const shown = sent ?? shownFile(draft);
  return (
    <div className="st-layer-two">
      <Card title={t('stepFile')}>
        <div className="st-col st-layer-gap">
          <Field name="kind" label={t('fileKind')} required>
            <Radio.Group
              className="st-layer-kinds"
              value={draft.kind}
              onChange={(event) => onKind(event.target.value as LayerKind)}
              options={layerKinds.codes.map((value) => ({ value, label: kindName(value) }))}
            />
          </Field>
          {draft.kind !== null && (
            <FileDrop
              purpose="geofile"
              accept=".zip,.gpkg,.geojson,.json,.shp,.txt"
              hint={t('fileHint')}
              single
              onSent={onSent}
              files={shown === null ? [] : [shown]}
              onRemove={() => {
                setSent(null);
                onDraft({ ...emptyDraft, kind: draft.kind, mapping: draft.mapping });
              }}
            />
          )}
        </div>
      </Card>
      <Card title={t('inside')}>
        {look.isPending ? (
          <div aria-live="polite">
            <span className="st-second">{t('looking')}</span>
            <Loading lines={5} />
          </div>
        ) : look.error !== null && draft.inspection === null ? (
          <ErrorState error={look.error} />
        ) : draft.inspection === null ? (
          <Toned tone="grey">{t('missFile')}</Toned>
        ) : (
          <Inside
            draft={draft}
            onDraft={onDraft}
            onEncoding={(encoding) => {
              if (draft.kind !== null && draft.inspection)
                inspect(draft.inspection.uploadId, draft.kind, draft, encoding);
            }}
          />
        )}
      </Card>
    </div>
  );
}

function shownFile({ inspection }: ImportDraft): SentFile | null {
  return inspection && { uploadId: inspection.uploadId, fileName: inspection.fileName, size: inspection.bytes };
}

function Inside({ draft, onDraft, onEncoding }: StepProps & { onEncoding: (encoding: string) => void }) {
  const t = useTexts(layerTexts);
  const { inspection, pick } = draft;
  if (inspection === null) return null;
  return (
    <div className="st-col st-layer-gap">
      <Radio.Group
        className="st-col"
        aria-label={t('chooseLayer')}
        value={pick === null ? null : `${pick.dataset}/${pick.layer}`}
        onChange={(event) => {
          const [dataset, ...name] = String(event.target.value).split('/');
          onDraft(withLayer({ ...draft, mapping: {} }, Number(dataset), name.join('/')));
        }}
      >
        {inspection.datasets.flatMap(({ index, name, layers }) =>
          layers.map((layer) => (
            <LayerChoice
              key={`${index}/${layer.name}`}
              value={`${index}/${layer.name}`}
              title={layers.length > 1 ? `${name} · ${layer.name}` : name}
              layer={layer}
            />
          )),
        )}
      </Radio.Group>
      {inspection.datasets.map(({ index, encoding, notices }) => (
        <div key={index} className="st-col">
          {encoding !== null && (
            <Facts
              facts={[
                {
                  label: t('encoding'),
                  value: (
                    <span className="st-row st-wrap">
                      {encoding.used}
                      {!encoding.sure && <Toned tone="amber">{t('encodingGuess')}</Toned>}
                      <Select
                        size="small"
                        aria-label={t('encodingOther')}
                        placeholder={t('encodingOther')}
                        value={draft.encoding}
                        options={ENCODINGS.map((value) => ({ value, label: value }))}
                        onChange={onEncoding}
                        style={{ width: 124 }}
                      />
                    </span>
                  ),
                },
              ]}
            />
          )}
          {notices.map((notice) => (
            <Notice key={notice.code} tone="amber">
              {inWords(notice)}
            </Notice>
          ))}
        </div>
      ))}
      {inspection.ignored.length > 0 && (
        <details className="st-second">
          <summary>{`${t('ignored')} ${inspection.ignored.length}`}</summary>
          {inspection.ignored.map(({ name, reason }) => (
            <div key={name}>{`${name}：${inWords(reason)}`}</div>
          ))}
        </details>
      )}
    </div>
  );
}

function LayerChoice({ value, title, layer }: { value: string; title: string; layer: InspectedLayer }) {
  const t = useTexts(layerTexts);
  const refused = layer.outcome === 'refuse';
  return (
    <div className="st-layer-choice">
      <Radio value={value} disabled={refused}>
        <span className="st-strong">{title}</span>
      </Radio>
      <div className="st-second st-layer-indent">
        {figure(layer.featureCount)} {t(layer.geometry)} · {t('fieldsCount', { n: layer.fields.length })} ·{' '}
        {crsInWords(t, null, layer)}
      </div>
      {refused && <Toned tone="red">{t('cannot')}</Toned>}
      {layer.notices.map((notice) => (
        <div key={notice.code} className="st-layer-indent">
          <Toned tone={refused ? 'red' : 'amber'}>{inWords(notice)}</Toned>
        </div>
      ))}
    </div>
  );
}
