import type { BatchView } from '@shoutian/domain/api';
import { Button, Spin } from 'antd';
import { useTexts } from '../../i18n/texts.ts';
import { Card, FileDrop, Icon, Notice } from '../../kit/index.ts';
import { type HeadDraft, HeadForm } from './head-form.tsx';
import type { Source } from './setup-state.ts';
import { batchTexts } from './texts.ts';

export interface StepFileProps {
  batch: BatchView;
  head: HeadDraft;
  onHead: (head: HeadDraft) => void;
  source: Source | null;
  busy: boolean;
  onUpload: (uploadId: string) => void;
  onDraw: () => void;
}

/** Step 1: the paper it came with, and the file or the pencil. */
export function StepFile({ batch, head, onHead, source, busy, onUpload, onDraw }: StepFileProps) {
  const t = useTexts(batchTexts);
  const notices = source?.layer?.notices ?? source?.sheet?.notices ?? [];
  return (
    <div className="st-batch-two">
      <Card title={t('head')}>
        <HeadForm head={head} onChange={onHead} channelFixed={(batch.draft?.total ?? 0) > 0} />
      </Card>
      <Card title={t('source')}>
        <div className="st-batch-col">
          <FileDrop
            single
            purpose="geofile"
            accept=".zip,.gpkg,.geojson,.json,.txt,.xlsx,.xlsm,.xls"
            hint={t('dropHint')}
            onSent={({ uploadId }) => onUpload(uploadId)}
          />
          {busy && (
            <div className="st-row st-second" aria-live="polite">
              <Spin size="small" /> {t('reading')}
            </div>
          )}
          {!busy && source !== null && (
            <Notice tone={source.layer?.outcome === 'refuse' ? 'red' : 'ok'} title={source.label}>
              {source.layer !== null
                ? `${source.layer.featureCount} ${t('count')} · ${source.layer.fields.length} ${t('field')}`
                : `${source.sheet?.rows ?? 0} ${t('row')} · ${source.sheet?.columns.length ?? 0} ${t('field')}`}
              {source.encoding !== null && ` · ${source.encoding.used}`}
              {notices.map((notice) => (
                <div key={notice.code}>{notice.zh}</div>
              ))}
            </Notice>
          )}
          <div className="st-batch-or">
            <span className="st-grow st-second">{t('drawText')}</span>
            <Button icon={<Icon name="edit" size={14} />} onClick={onDraw}>
              {t('drawInstead')}
            </Button>
          </div>
        </div>
      </Card>
    </div>
  );
}
