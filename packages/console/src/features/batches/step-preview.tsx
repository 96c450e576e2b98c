import { type BatchView, type DraftRow, getBatch, listDraft } from '@shoutian/domain/api';
import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useCallback, useState } from 'react';
import { ask, keyOf, useEndpoint } from '../../app/index.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Card, EmptyState, Loading } from '../../kit/index.ts';
import { CrsCard } from './crs-card.tsx';
import { DuplicatePanel } from './duplicate-panel.tsx';
import { FieldTable } from './field-table.tsx';
import { PreviewMap } from './preview-map.tsx';
import { type Only, PreviewTable } from './preview-table.tsx';
import { RowCard } from './row-card.tsx';
import { sameReading } from './setup-state.ts';
import { type FieldsProps, useNeedWords } from './step-fields.tsx';
import { batchTexts } from './texts.ts';
import { UnitQuestions } from './unit-questions.tsx';

export interface StepPreviewProps {
  batch: BatchView;
  fields: FieldsProps;
  onBatch: (batch: BatchView) => void;
}

const PAGE = 100;

/** Step 3: the draft on the map and in the table, doubles one by one. */
export function StepPreview({ batch, fields, onBatch }: StepPreviewProps) {
  const t = useTexts(batchTexts);
  const client = useQueryClient();
  const params = { id: batch.id };
  const [only, setOnly] = useState<Only>('all');
  const [page, setPage] = useState(1);
  const [picked, setPicked] = useState<{ id: string; row: DraftRow | null } | null>(null);
  const table = useEndpoint(listDraft, { params, query: { only, page, pageSize: PAGE } }, { keep: true });
  const queue = useEndpoint(listDraft, { params, query: { only: 'undecided', pageSize: 200 } }, { keep: true });
  // Decided a moment ago, while the answer is on its way: the panel must not offer them once more.
  const [done, setDone] = useState<readonly string[]>([]);
  const open = (queue.data?.rows ?? []).filter(({ id }) => !done.includes(id));
  const found =
    picked === null
      ? undefined
      : (table.data?.rows.find(({ id }) => id === picked.id) ?? open.find(({ id }) => id === picked.id) ?? picked.row);
  const current = found ?? open[0] ?? null;
  const pick = useCallback((row: DraftRow | null) => setPicked(row === null ? null : { id: row.id, row }), []);
  const pickById = useCallback(
    async (id: string, no: string) => {
      setPicked({ id, row: null });
      const number = /^\d+$/.test(no) ? no : null;
      // A parcel of another page: the table's answer does not hold it, so it is asked for by its number.
      if (number === null) return;
      const { rows } = await ask(listDraft, { params: { id: batch.id }, query: { q: number, pageSize: 20 } });
      const row = rows.find((one) => one.id === id);
      if (row !== undefined) setPicked({ id, row });
    },
    [batch.id],
  );
  const renew = async () => {
    await Promise.all([
      client.invalidateQueries({ queryKey: [listDraft.path] }),
      client.invalidateQueries({ queryKey: ['/api/batches/:id/geometry'] }),
    ]);
    onBatch(await ask(getBatch, { params }));
    await client.invalidateQueries({ queryKey: keyOf(getBatch, { params }) });
  };
  const decided = async (row: DraftRow) => {
    const at = open.findIndex(({ id }) => id === row.id);
    const rest = open.filter(({ id }) => id !== row.id);
    setDone((before) => (row.undecided ? before.filter((id) => id !== row.id) : [...before, row.id]));
    pick(row.undecided ? row : (rest[Math.max(0, at)] ?? rest[0] ?? null));
    await renew();
  };
  const missing = useNeedWords(fields.needs);
  const changed = !sameReading(fields.setup, batch.setup);
  return (
    <div className={`st-batch-preview ${batch.setup === null ? 'st-batch-preview-drawn' : ''}`}>
      {fields.source !== null && fields.setup !== null && (
        <Card title={t('fields')} flush className="st-batch-left">
          <FieldTable narrow source={fields.source} setup={fields.setup} onSetup={fields.onSetup} />
          <div className="st-batch-left-notes">
            <UnitQuestions doubtsOnly source={fields.source} setup={fields.setup} onSetup={fields.onSetup} />
            <CrsCard narrow source={fields.source} setup={fields.setup} onSetup={fields.onSetup} />
            {(changed || fields.busy) && (
              <Button block loading={fields.busy} disabled={missing !== ''} onClick={fields.onRead}>
                {t('reread')}
              </Button>
            )}
          </div>
        </Card>
      )}
      {fields.source === null && batch.setup !== null && (
        <Card title={t('fields')} className="st-batch-left">
          <Loading lines={6} />
        </Card>
      )}
      <section className="st-card st-batch-middle">
        <PreviewMap
          batch={batch}
          current={current}
          onPick={(id, no) => void pickById(id, no)}
          onAdded={(row) => void renew().then(() => pick(row))}
        />
        <PreviewTable
          batch={batch}
          answer={table}
          only={only}
          onOnly={(next) => {
            setOnly(next);
            setPage(1);
          }}
          page={page}
          pageSize={PAGE}
          onPage={setPage}
          selected={current?.id ?? null}
          onSelect={(id) => pick(table.data?.rows.find((row) => row.id === id) ?? null)}
        />
      </section>
      <div className="st-batch-right">
        {current !== null && current.matches.length > 0 && !current.refused ? (
          <DuplicatePanel
            key={current.id}
            batch={batch}
            row={current}
            queue={open}
            left={Math.max(0, (queue.data?.total ?? 0) - ((queue.data?.rows.length ?? 0) - open.length))}
            onMove={pick}
            onDecided={(row) => void decided(row)}
          />
        ) : current !== null ? (
          <RowCard batch={batch} row={current} onRemoved={() => void renew().then(() => pick(null))} />
        ) : (
          <Card title={t('judge')}>
            <EmptyState title={t('judgeDone')} text={t('judgeDoneText')} />
          </Card>
        )}
      </div>
    </div>
  );
}
