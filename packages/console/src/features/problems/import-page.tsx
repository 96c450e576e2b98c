import {
  addressOf,
  importHistory,
  inspectHistory,
  listProblems,
  problemShapes,
  problemTemplate,
} from '@shoutian/domain/api';
import { Button, Checkbox, Select } from 'antd';
import { useState } from 'react';
import { useAct, useGo } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import {
  Card,
  EmptyState,
  FileDrop,
  Icon,
  MissingButton,
  type SentFile,
  useConfirmAct,
  useDownload,
  WizardPage,
} from '../../kit/index.ts';
import { type DryRun, type Mapping, MapStep, type Sheet, TryStep, unmapped } from './import-steps.tsx';
import { importTexts } from './texts-import.ts';
import './problems.css';

/** 历史台账: file, columns, dry run, then stored; nothing is kept before the last step says so. */
export default function ImportPage() {
  const t = useTexts(importTexts);
  const language = useLanguage();
  const go = useGo();
  const confirm = useConfirmAct();
  const { busy, download } = useDownload();
  const [now, setNow] = useState(0);
  const [file, setFile] = useState<SentFile | null>(null);
  const [sheets, setSheets] = useState<readonly Sheet[]>([]);
  const [picked, setPicked] = useState(0);
  const [mapping, setMapping] = useState<Mapping>({});
  const [result, setResult] = useState<DryRun | null>(null);
  const [skipBad, setSkipBad] = useState(false);
  const [skipDoubles, setSkipDoubles] = useState(false);
  const [stored, setStored] = useState(0);
  const sheet = sheets[picked];
  const take = (index: number, from: readonly Sheet[]) => {
    const next = from[index];
    setPicked(index);
    if (next === undefined) return;
    const names = new Set(next.columns.map((column) => column.name));
    // What a person matched before stays where the new file has that column too.
    setMapping((was) =>
      Object.fromEntries(
        Object.entries(next.proposedMapping).map(([id, proposed]) => {
          const kept = was[id];
          return [id, kept && names.has(kept) ? kept : proposed];
        }),
      ),
    );
  };
  const inspect = useAct(inspectHistory, {
    onDone: (found) => {
      const first = Math.max(
        0,
        found.sheets.findIndex((one) => one.rows > 0),
      );
      setSheets(found.sheets);
      take(first, found.sheets);
      setNow(1);
    },
  });
  const run = useAct(importHistory, { invalidate: [listProblems, problemShapes] });
  const body = (dryRun: boolean) => ({
    uploadId: file?.uploadId ?? '',
    sheet: sheet?.name ?? '',
    headerRow: sheet?.headerRow ?? 1,
    mapping: { ...mapping },
    dryRun,
    skipBad,
    skipDoubles,
  });
  const tryIt = () =>
    run.mutate(
      { body: body(true) },
      {
        onSuccess: (answer) => {
          setResult(answer);
          setSkipBad(false);
          setSkipDoubles(false);
          setNow(2);
        },
      },
    );
  const store = async () => {
    if (result === null) return;
    const sure = await confirm({
      title: t('storeTitle', { n: result.good }),
      text: t('storeText', {
        skip: [
          result.bad.length > 0 ? t('skipText', { m: result.bad.length }) : '',
          result.doubles.length > 0 ? t('skipDoublesText', { m: result.doubles.length }) : '',
        ].join(''),
      }),
      verb: t('store', { n: result.good }),
      keep: t('keep'),
    });
    if (!sure) return;
    run.mutate(
      { body: body(false) },
      {
        onSuccess: (answer) => {
          if (answer.stored === 0) return setResult(answer);
          setStored(answer.stored);
          setNow(3);
        },
      },
    );
  };
  const restart = () => {
    setFile(null);
    setResult(null);
    setNow(0);
  };
  const bad = result?.bad.length ?? 0;
  const doubles = result?.doubles.length ?? 0;
  const ready = result !== null && result.good > 0 && (bad === 0 || skipBad) && (doubles === 0 || skipDoubles);
  const foot = [
    null,
    <MissingButton
      key="try"
      verb={t('tryVerb')}
      primary
      busy={run.isPending}
      missing={unmapped(mapping, language)}
      onAct={tryIt}
    />,
    <span key="store" className="st-row st-wrap">
      {bad > 0 && (result?.good ?? 0) > 0 && (
        <Checkbox checked={skipBad} onChange={(event) => setSkipBad(event.target.checked)}>
          {t('skipBad', { n: result?.good ?? 0, m: bad })}
        </Checkbox>
      )}
      {doubles > 0 && (result?.good ?? 0) > 0 && (
        <Checkbox checked={skipDoubles} onChange={(event) => setSkipDoubles(event.target.checked)}>
          {t('skipDoubles', { m: doubles })}
        </Checkbox>
      )}
      <Button onClick={restart}>{t('changeFile')}</Button>
      <Button type="primary" disabled={!ready} loading={run.isPending} onClick={() => void store()}>
        {t('store', { n: result?.good ?? 0 })}
      </Button>
    </span>,
    null,
  ][now];
  return (
    <WizardPage
      title={t('title')}
      crumbs={[{ label: t('group') }, { label: t('ledger'), to: '/problems' }, { label: t('title') }]}
      steps={[
        { key: 'file', title: t('stepFile'), note: file?.fileName },
        { key: 'map', title: t('stepMap'), note: now > 1 && sheet ? sheet.name : undefined },
        {
          key: 'try',
          title: t('stepTry'),
          note:
            result === null
              ? undefined
              : [
                  t('good', { n: result.good }),
                  ...(doubles > 0 ? [t('doubles', { n: doubles })] : []),
                  t('bad', { n: bad }),
                ].join(' · '),
        },
        { key: 'done', title: t('stepDone') },
      ]}
      now={now}
      onBack={(step) => setNow(now === 3 ? now : step)}
      actions={
        <Button
          icon={<Icon name="download" size={14} />}
          loading={busy}
          onClick={() => void download(addressOf(problemTemplate, {}), t('templateName'))}
        >
          {t('template')}
        </Button>
      }
      {...(foot === null || foot === undefined ? {} : { foot })}
      phoneSummary={<p className="st-second">{t('pcOnly')}</p>}
    >
      {now === 0 && (
        <Card>
          <FileDrop
            purpose="workbook"
            accept=".xlsx,.xls"
            hint={inspect.isPending ? t('reading') : t('fileHint')}
            single
            files={file === null ? [] : [file]}
            onSent={(sent) => {
              setFile(sent);
              inspect.mutate({ body: { uploadId: sent.uploadId } });
            }}
          />
        </Card>
      )}
      {now === 1 && sheet && (
        <>
          {sheets.length > 1 && (
            <Select
              aria-label={t('sheet')}
              className="st-import-sheet"
              value={picked}
              onChange={(index: number) => take(index, sheets)}
              options={sheets.map((one, i) => ({
                value: i,
                label: t('sheetOption', { name: one.name, n: one.rows, head: one.headerRow }),
              }))}
            />
          )}
          <MapStep sheet={sheet} mapping={mapping} onChange={setMapping} />
        </>
      )}
      {now === 2 && result && <TryStep result={result} />}
      {now === 3 && (
        <EmptyState
          title={t('stored', { n: stored })}
          text={t('storedText')}
          action={
            <span className="st-row">
              <Button onClick={restart}>{t('again')}</Button>
              <Button type="primary" onClick={() => go('/problems')}>
                {t('toLedger')}
              </Button>
            </span>
          }
        />
      )}
    </WizardPage>
  );
}
