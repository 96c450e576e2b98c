import { cancelJob, getJob, getLayer, listLayers, resumeJob } from '@shoutian/domain/api';
import { formatInstant } from '@shoutian/domain/format';
import { useParams } from '@tanstack/react-router';
import { asJob, useAct, useEndpoint } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Answer, AreaText, Card, Facts, JobProgress, Page, PageTitle, StateTag } from '../../kit/index.ts';
import type { LayerDetail } from './layer-detail.ts';
import { LayerPreview } from './preview.tsx';
import { LayerReport } from './report.tsx';
import { RetireButton } from './retire.tsx';
import { layerTexts } from './texts.ts';
import { figure, kindName, stateTones } from './words.ts';
import './layers.css';

const BUSY_MS = 1500;

/** One version: what it is, how its import went, how it looks. */
export default function LayerPage() {
  const { layerId = '' } = useParams({ strict: false }) as { layerId?: string };
  const query = useEndpoint(getLayer, { params: { id: layerId } });
  const busy = query.data?.state === 'loading';
  useEndpoint(getLayer, { params: { id: layerId } }, { enabled: busy, every: BUSY_MS });
  return <Answer query={query}>{(layer) => <Detail layer={layer} />}</Answer>;
}

function Detail({ layer }: { layer: LayerDetail }) {
  const t = useTexts(layerTexts);
  const unfinished = layer.state === 'loading' || layer.state === 'failed';
  return (
    <Page>
      <PageTitle
        title={layer.title}
        crumbs={[{ label: t('layers'), to: '/layers' }]}
        tags={
          <>
            <StateTag tone={stateTones[layer.state]}>{t(layer.state)}</StateTag>
            {layer.secrecy === 'internal' && <StateTag tone="amber">{t('internal')}</StateTag>}
          </>
        }
        actions={<RetireButton layer={layer} />}
      />
      {unfinished && layer.jobId !== null && <LayerJob jobId={layer.jobId} layerId={layer.id} />}
      <div className="st-layer-detail">
        <div className="st-col">
          <Card title={kindName(layer.kind)}>
            <Facts
              facts={[
                { label: t('year'), value: layer.year },
                { label: t('source'), value: layer.sourceUnit || '—' },
                { label: t('features'), value: unfinished ? '—' : figure(layer.featureCount) },
                { label: t('notAllHere'), value: layer.areaM2 === 0 ? '—' : <AreaText m2={layer.areaM2} unit /> },
                { label: t('crs'), value: layer.sourceCrs || '—' },
                { label: t('file'), value: <span className="st-layer-break">{layer.fileName}</span> },
                { label: t('hash'), value: <code className="st-layer-hash">{layer.fileSha256}</code> },
                {
                  label: t('imported'),
                  value: t('by', { who: layer.importedByName, day: formatInstant(new Date(layer.importedAt)) }),
                },
              ]}
            />
          </Card>
          {layer.state !== 'loading' && <LayerReport layer={layer} />}
        </div>
        <LayerPreview layer={layer} />
      </div>
    </Page>
  );
}

function LayerJob({ jobId, layerId }: { jobId: string; layerId: string }) {
  const t = useTexts(layerTexts);
  const query = useEndpoint(getJob, { params: { id: jobId } }, { every: BUSY_MS });
  const options = { invalidate: [getJob, getLayer, listLayers] };
  const cancel = useAct(cancelJob, options);
  const resume = useAct(resumeJob, options);
  return (
    <Answer query={query} lines={1}>
      {(job) => (
        <Card title={t('stepImport')} key={layerId}>
          <JobProgress
            job={asJob(job)}
            {...(job.abilities.includes('cancel') ? { onCancel: () => cancel.mutate({ params: { id: jobId } }) } : {})}
            {...(job.abilities.includes('resume') ? { onResume: () => resume.mutate({ params: { id: jobId } }) } : {})}
          />
        </Card>
      )}
    </Answer>
  );
}
