import { importLayer, listLayers } from '@shoutian/domain/api';
import { layerFields } from '@shoutian/domain/layers';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { jobsKey, useAct, useEndpoint } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Card, MissingButton, Toned, WizardPage } from '../../kit/index.ts';
import { layerTexts } from './texts.ts';
import { emptyDraft, type Gap, gapsOf, type ImportDraft, pickedLayer, requestOf } from './wizard/draft.ts';
import { FieldsStep } from './wizard/fields-step.tsx';
import { FileStep } from './wizard/file-step.tsx';
import { JobStep } from './wizard/job-step.tsx';
import { SummaryStep } from './wizard/summary-step.tsx';
import { crsInWords, figure, inWords, kindName } from './words.ts';
import './layers.css';

/** 导入图层: file → system and fields → check → job. Nothing is stored before the last step. */
export default function ImportPage() {
  const t = useTexts(layerTexts);
  const client = useQueryClient();
  const [draft, setDraft] = useState<ImportDraft>(emptyDraft);
  const [now, setNow] = useState(0);
  const [started, setStarted] = useState<{ layerVersionId: string; jobId: string } | null>(null);
  const versions = useEndpoint(listLayers, { query: { state: 'active', pageSize: 200 } });
  const rival = versions.data?.rows.find((row) => row.kind === draft.kind && row.year === draft.year) ?? null;
  const start = useAct(importLayer, {
    invalidate: [listLayers],
    onDone: (answer) => {
      setStarted(answer);
      setNow(3);
      void client.invalidateQueries({ queryKey: jobsKey });
    },
  });
  const layer = pickedLayer(draft);
  const gaps = gapsOf(draft, now, rival?.title ?? null);
  const words = (gap: Gap): string => {
    if (gap.what === 'missClass') return t('missClass', { n: gap.values });
    if (gap.what !== 'missField') return t(gap.what);
    const spec = draft.kind === null ? undefined : layerFields(draft.kind).find(({ id }) => id === gap.field);
    return t('missField', { field: spec ? inWords(spec) : gap.field });
  };
  const missing = gaps.map((gap) => ({ code: gap.what, message: words(gap) }));
  const body = requestOf(draft);
  const crs = layer && crsInWords(t, draft.epsg, layer);
  const mapped = Object.values(draft.mapping).filter((target) => target !== null).length;
  const steps = [
    { key: 'file', title: t('stepFile'), ...(draft.inspection ? { note: draft.inspection.fileName } : {}) },
    {
      key: 'fields',
      title: t('stepFields'),
      ...(now > 1 && crs !== undefined ? { note: `${crs} · ${mapped} / ${layer?.fields.length ?? 0}` } : {}),
    },
    { key: 'summary', title: t('stepSummary'), ...(now > 2 ? { note: draft.title } : {}) },
    { key: 'import', title: t('stepImport') },
  ];
  const again = () => {
    setDraft(emptyDraft);
    setStarted(null);
    setNow(0);
  };
  return (
    <div className={started === null ? '' : 'st-layer-started'}>
      <WizardPage
        title={t('import')}
        crumbs={[{ label: t('layers'), to: '/layers' }]}
        steps={steps}
        now={now}
        onBack={(step) => started === null && setNow(step)}
        note={now < 3 ? t('nothingYet') : undefined}
        phoneSummary={
          <Card title={t('summary')}>
            <Toned tone="grey">
              {draft.kind === null
                ? t('missFile')
                : `${kindName(draft.kind)} ${layer ? figure(layer.featureCount) : ''}`}
            </Toned>
          </Card>
        }
        foot={
          now === 3 ? undefined : now === 2 ? (
            <MissingButton
              verb={t('verb', { n: figure(layer?.featureCount ?? 0) })}
              missing={missing}
              primary
              busy={start.isPending}
              onAct={() => body && start.mutate({ body })}
            />
          ) : (
            <MissingButton verb={t('next')} missing={missing} primary onAct={() => setNow(now + 1)} />
          )
        }
      >
        {now === 0 && <FileStep draft={draft} onDraft={setDraft} />}
        {now === 1 && layer && <FieldsStep draft={draft} layer={layer} onDraft={setDraft} />}
        {now === 2 && layer && <SummaryStep draft={draft} layer={layer} rival={rival} onDraft={setDraft} />}
        {now === 3 && started && <JobStep started={started} title={draft.title} onAgain={again} />}
      </WizardPage>
    </div>
  );
}
