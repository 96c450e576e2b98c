import {
  type BatchSetup,
  type BatchView,
  discardBatch,
  editBatch,
  getBatch,
  inspectBatchFile,
  listBatches,
  previewBatch,
} from '@shoutian/domain/api';
import { channels } from '@shoutian/domain/dictionaries';
import { useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { ask, keyOf, useAct, useCan, useGo } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import { Card, Facts, Icon, useAutosave, useConfirmAct, WizardPage } from '../../kit/index.ts';
import { BatchState } from './batches-page.tsx';
import type { HeadDraft } from './head-form.tsx';
import { columnsOf, type Inspected, needsOf, proposeSetup, type Source, sourcesOf } from './setup-state.ts';
import { StepFields, useNeedWords } from './step-fields.tsx';
import { StepFile } from './step-file.tsx';
import { StepPreview } from './step-preview.tsx';
import { StepStore } from './step-store.tsx';
import { StoreButton } from './store-button.tsx';
import { batchTexts } from './texts.ts';
import { useSteps } from './use-steps.ts';

const headOf = (batch: BatchView): HeadDraft => ({
  title: batch.title,
  channel: batch.channel,
  discoveryMethod: batch.discoveryMethod,
  docNo: batch.docNo,
  authority: batch.authority,
  receivedOn: batch.receivedOn,
  dueOn: batch.dueOn,
});

/** A draft in four steps. Going back is always safe, nothing is stored before 确认入库, what was chosen is saved. */
export function BatchWizard({ batch }: { batch: BatchView }) {
  const t = useTexts(batchTexts);
  const language = useLanguage();
  const go = useGo();
  const client = useQueryClient();
  const { message } = App.useApp();
  const confirm = useConfirmAct();
  const mayImport = useCan('clue.import') && batch.abilities.includes('clue.import');
  const [now, setNow] = useState(() => ((batch.draft?.total ?? 0) > 0 ? 2 : 0));
  const [head, setHead] = useState(() => headOf(batch));
  const [setup, setSetup] = useState<BatchSetup | null>(batch.setup);
  const [inspected, setInspected] = useState<Inspected | null>(null);
  const refresh = useCallback(
    (next: BatchView) => client.setQueryData(keyOf(getBatch, { params: { id: batch.id } }), next),
    [client, batch.id],
  );
  const sources = useMemo(() => (inspected === null ? [] : sourcesOf(inspected)), [inspected]);
  const source: Source | null =
    sources.find(
      (one) =>
        (setup?.sheet ?? setup?.layer) === (one.sheet?.name ?? one.layer?.name) && setup?.dataset === one.dataset,
    ) ??
    sources[0] ??
    null;

  const inspect = useAct(inspectBatchFile, {
    onDone: (answer, { body }) => {
      setInspected(answer);
      const [first] = sourcesOf(answer);
      if (first !== undefined)
        setSetup((before) =>
          before?.uploadId === body.uploadId ? before : proposeSetup(body.uploadId, first, answer, before),
        );
    },
  });
  const look = inspect.mutate;
  const uploadId = setup?.uploadId;
  // A draft taken up again: what is in its file is asked once, the choices stay as they were saved.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per opened draft
  useEffect(() => {
    if (uploadId !== undefined && mayImport) look({ params: { id: batch.id }, body: { uploadId } });
  }, []);

  const changed = useMemo(() => ({ head, setup }), [head, setup]);
  const save = useAutosave(
    changed,
    async () => {
      if (!mayImport || head.title.trim() === '') return;
      refresh(
        await ask(editBatch, {
          params: { id: batch.id },
          body: { ...head, ...(setup === null ? {} : { setup }), rowVersion: batch.rowVersion },
        }),
      );
    },
    5,
  );
  const preview = useAct(previewBatch, {
    invalidate: [listBatches],
    onDone: async (next) => {
      refresh(next);
      await client.invalidateQueries({ queryKey: ['/api/batches/:id/draft'] });
      await client.invalidateQueries({ queryKey: ['/api/batches/:id/geometry'] });
      setNow(2);
    },
  });
  const discard = useAct(discardBatch, { invalidate: [listBatches], onDone: () => go('/batches') });
  const needs = source === null || setup === null ? [] : needsOf(source, setup);
  const read = async () => {
    if (setup === null) return;
    await save.saveNow();
    preview.mutate({ params: { id: batch.id }, body: setup });
  };
  const askDiscard = async () => {
    const sure = await confirm({
      title: t('discardTitle', { title: batch.title }),
      text: t('discardText', { n: batch.draft?.total ?? 0 }),
      verb: t('discard'),
      keep: t('keep'),
      danger: true,
    });
    if (sure) discard.mutate({ params: { id: batch.id } });
  };
  const steps = useSteps(batch, setup);
  const missing = useNeedWords(needs);
  const total = batch.draft?.total ?? 0;
  const fieldsProps = {
    source,
    sources,
    setup,
    needs,
    remembered:
      source !== null && columnsOf(source).some(({ name }) => (inspected?.rememberedMapping?.[name] ?? null) !== null),
    onSource: (next: Source) =>
      setup !== null && inspected !== null && setSetup(proposeSetup(setup.uploadId, next, inspected, setup)),
    onSetup: setSetup,
    busy: preview.isPending,
    onRead: () => void read(),
  };
  return (
    <WizardPage
      title={batch.title}
      crumbs={[{ label: t('clues') }, { label: t('menu'), to: '/batches' }, { label: batch.batchNo }]}
      steps={steps}
      now={now}
      onBack={setNow}
      note={save.state === 'failed' ? t('saveFailed') : save.at === null ? '' : t('savedAt', { at: save.at })}
      actions={
        <span className="st-row st-pc">
          <Button
            type="text"
            icon={<Icon name="trash" size={14} />}
            onClick={() => void askDiscard()}
            disabled={!mayImport}
          >
            {t('discard')}
          </Button>
          <Button
            onClick={() => void save.saveNow().then((done) => done && message.success(t('savedDraft')))}
            disabled={!mayImport}
          >
            {t('saveDraft')}
          </Button>
          {now === 2 && <StoreButton batch={batch} onOpen={() => setNow(3)} />}
        </span>
      }
      phoneSummary={
        <Card title={<BatchState batch={batch} />}>
          <div className="st-batch-col">
            <span>
              {t('draftSum', {
                total,
                ok: batch.draft?.storable ?? 0,
                open: batch.draft?.undecided ?? 0,
                refused: batch.draft?.refused ?? 0,
              })}
            </span>
            <Facts
              facts={[
                { label: t('channel'), value: channels.label(batch.channel, language) },
                { label: t('docNo'), value: batch.docNo },
                { label: t('authority'), value: batch.authority },
                { label: t('receivedOn'), value: batch.receivedOn },
                { label: t('dueOn'), value: batch.dueOn },
                { label: t('file'), value: batch.fileName },
                { label: t('by'), value: batch.createdByName },
              ]}
            />
          </div>
        </Card>
      }
      foot={
        now === 0 ? (
          <Button
            type="primary"
            disabled={source === null && total === 0}
            onClick={() => setNow(source === null ? 2 : 1)}
          >
            {t(source === null ? 'toPreview' : 'toFields')}
          </Button>
        ) : now === 1 ? (
          <>
            {missing !== '' && <span className="st-tone-amber">{t('needs', { what: missing })}</span>}
            <Button
              type="primary"
              loading={preview.isPending}
              disabled={missing !== '' || source === null}
              onClick={() => void read()}
            >
              {t(preview.isPending ? 'readingIn' : 'toPreview')}
            </Button>
          </>
        ) : undefined
      }
    >
      {now === 0 && (
        <StepFile
          head={head}
          onHead={setHead}
          batch={batch}
          busy={inspect.isPending}
          source={source}
          onUpload={(id) => look({ params: { id: batch.id }, body: { uploadId: id } })}
          onDraw={() => setNow(2)}
        />
      )}
      {now === 1 && <StepFields {...fieldsProps} />}
      {now === 2 && <StepPreview batch={batch} fields={fieldsProps} onBatch={refresh} />}
      {now === 3 && <StepStore batch={batch} />}
    </WizardPage>
  );
}
