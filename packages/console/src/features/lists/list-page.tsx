import {
  addListItems,
  addressOf,
  discardList,
  exportList,
  getList,
  type ListItem,
  listLists,
  listProblems,
  type OutputOf,
  removeListItem,
} from '@shoutian/domain/api';
import { useParams } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useAct, useEndpoint, useGo, useSession, useToday } from '../../app/index.ts';
import { useLanguage } from '../../i18n/language.ts';
import { useTexts } from '../../i18n/texts.ts';
import {
  Answer,
  AreaText,
  Card,
  DataTable,
  EmptyState,
  Icon,
  MissingButton,
  Notice,
  Page,
  PageTitle,
  PrintFoot,
  PrintHead,
  ReadOnlyBar,
  StateTag,
  useConfirmAct,
  useDownload,
  useLandscape,
  useUndo,
} from '../../kit/index.ts';
import { BulkPlan } from './bulk-plan.tsx';
import { FreezeDialog } from './freeze-dialog.tsx';
import { useItemColumns } from './item-columns.tsx';
import { PlanDrawer } from './plan-drawer.tsx';
import { texts } from './texts.ts';

type List = OutputOf<typeof getList>;
const looks = { draft: 'draft', frozen: 'frozen', discarded: 'voided' } as const;
const touched = [getList, listLists, listProblems];

function Loaded({ list }: { list: List }) {
  const t = useTexts(texts);
  const english = useLanguage() === 'en';
  const go = useGo();
  const today = useToday();
  const { person, demo } = useSession();
  const confirm = useConfirmAct();
  const undo = useUndo();
  const { busy, download } = useDownload();
  const [planning, setPlanning] = useState<string | null>(null);
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [bulk, setBulk] = useState(false);
  const [freezing, setFreezing] = useState(false);
  const [onlyMissing, setOnlyMissing] = useState(false);
  const back = useAct(addListItems, { invalidate: touched });
  const remove = useAct(removeListItem, { invalidate: touched });
  const discard = useAct(discardList, { invalidate: touched, done: t('discardDone'), onDone: () => go('/lists') });
  const draft = list.state === 'draft';
  const mayPrepare = draft && list.abilities.includes('list.prepare');
  const mayFreeze = draft && list.abilities.includes('list.freeze');
  const incomplete = list.rows.filter((row) => row.missing.length > 0);
  const missing = (
    list.missing?.['list.freeze'] ??
    incomplete.map((row) => ({
      code: row.problemId,
      message: `${row.problemNo} ${row.missing.map((gap) => gap.message).join('、')}`,
      messageEn: `${row.problemNo} ${row.missing.map((gap) => gap.messageEn).join(', ')}`,
      link: `/problems/${row.problemId}?do=edit`,
    }))
  ).map(({ code, message, messageEn, link }) => ({
    code,
    message: english ? (messageEn ?? message) : message,
    ...(link === undefined ? {} : { link }),
  }));
  const onRemove = (item: ListItem) =>
    remove.mutate(
      { params: { id: list.id, problemId: item.problemId } },
      {
        onSuccess: () =>
          undo(t('removed', { no: item.problemNo }), () =>
            back.mutate({ params: { id: list.id }, body: { problemIds: [item.problemId] } }),
          ),
      },
    );
  const columns = useItemColumns(list, (item) => setPlanning(item.problemId), onRemove);
  const onDiscard = async () => {
    const sure = await confirm({
      title: t('discardTitle', { title: list.title }),
      text: t('discardText', { n: list.newItems }),
      verb: t('discardVerb'),
      keep: t('keep'),
      danger: true,
    });
    if (sure) discard.mutate({ params: { id: list.id } });
  };
  // A draft begins with what is new in it: the rest is decided already.
  const all = draft ? [...list.rows].sort((a, b) => Number(b.isNew) - Number(a.isNew)) : list.rows;
  const rows = onlyMissing ? incomplete : all;
  const item = list.rows.find((row) => row.problemId === planning);
  return (
    <Page>
      <PrintHead
        title={list.title}
        unit={person.unit ?? person.countyName}
        period={list.listNo}
        snapshotAt={list.formedOn ?? today}
        demo={demo}
      />
      <PageTitle
        title={list.title}
        crumbs={[{ label: t('group') }, { label: t('lists'), to: '/lists' }, { label: list.listNo || t('draft') }]}
        tags={
          <>
            <StateTag state={looks[list.state]}>{t(list.state)}</StateTag>
            <StateTag tone="grey" mark={false}>
              {t('versionNo', { n: list.versionNo })}
            </StateTag>
          </>
        }
        actions={
          <>
            {list.state === 'frozen' && (
              <Button icon={<Icon name="chart" size={14} />} onClick={() => go(`/board?listId=${list.id}`)}>
                {t('board')}
              </Button>
            )}
            <Button
              icon={<Icon name="download" size={14} />}
              loading={busy}
              onClick={() => void download(addressOf(exportList, { params: { id: list.id } }), t('fileName'))}
            >
              {t('export')}
            </Button>
            {mayPrepare && <Button onClick={() => void onDiscard()}>{t('discard')}</Button>}
            {draft && (
              <MissingButton
                verb={t('freeze')}
                primary
                missing={mayFreeze ? [] : missing}
                {...(mayFreeze || missing.length > 0 ? {} : { byOthers: t('freezeBy') })}
                onAct={() => setFreezing(true)}
              />
            )}
          </>
        }
      />
      {list.state === 'frozen' && (
        <ReadOnlyBar>
          {t('frozenBar', { day: list.formedOn ?? '', name: list.approverName ?? '' })}{' '}
          {list.snapshotSha256 !== null && `${t('checkCode')} ${list.snapshotSha256.slice(0, 8).toUpperCase()}`}
        </ReadOnlyBar>
      )}
      {list.state === 'discarded' && <ReadOnlyBar>{t('discardedBar')}</ReadOnlyBar>}
      {draft && list.rows.length > 0 && (
        <Notice tone={incomplete.length === 0 ? 'ok' : 'amber'}>
          {incomplete.length === 0
            ? t('allComplete', { n: list.rows.length })
            : t('someMissing', { n: list.rows.length, m: incomplete.length })}
        </Notice>
      )}
      <Card
        flush
        title={
          <span className="st-row st-wrap">
            {t('items', { n: list.items })}
            <span className="st-note">
              {t('isNewCount')} {list.newItems} · {t('writtenOff')} {list.writtenOff} · {t('overdue')} {list.overdue}
            </span>
          </span>
        }
        extra={
          draft &&
          incomplete.length > 0 && (
            <Checkbox checked={onlyMissing} onChange={(event) => setOnlyMissing(event.target.checked)}>
              {t('onlyMissing')}
            </Checkbox>
          )
        }
      >
        <div className="st-list-items">
          <DataTable<ListItem>
            caption={list.title}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.problemId}
            rowName={(row) => `${row.problemNo} ${row.title}`}
            selected={planning}
            onOpen={(id) => (mayPrepare ? setPlanning(id) : go(`/problems/${id}`))}
            {...(mayPrepare ? { ticked, onTick: setTicked } : {})}
            empty={
              <EmptyState
                title={t('emptyDraft')}
                text={t('emptyDraftText')}
                action={<Button onClick={() => go('/problems?unlisted=true')}>{t('toLedger')}</Button>}
              />
            }
            foot={{
              no: t('items', { n: rows.length }),
              area: <AreaText m2={rows.reduce((sum, row) => sum + row.areaM2, 0)} />,
              farm: <AreaText m2={rows.reduce((sum, row) => sum + (row.farmM2 ?? 0), 0)} />,
              pbf: <AreaText m2={rows.reduce((sum, row) => sum + (row.pbfM2 ?? 0), 0)} pbf />,
            }}
            cards
          />
        </div>
        {ticked.length > 0 && (
          <section className="st-bulk">
            <b className="st-grow">{t('items', { n: ticked.length })}</b>
            <Button onClick={() => setBulk(true)}>{t('bulkPlan')}</Button>
          </section>
        )}
      </Card>
      <PrintFoot
        {...(list.snapshotSha256 === null ? {} : { checkCode: `${t('checkCode')} ${list.snapshotSha256.slice(0, 8)}` })}
        signatures={[t('signMake'), t('signCheck'), t('signIssue')]}
      />
      {item && (
        <PlanDrawer
          key={item.problemId}
          listId={list.id}
          item={item}
          formedOn={today}
          onClose={() => setPlanning(null)}
        />
      )}
      {bulk && (
        <BulkPlan
          listId={list.id}
          items={list.rows.filter((row) => ticked.includes(row.problemId) && row.isNew)}
          formedOn={today}
          onClose={() => {
            setBulk(false);
            setTicked([]);
          }}
        />
      )}
      {freezing && <FreezeDialog list={list} onClose={() => setFreezing(false)} />}
    </Page>
  );
}

/** One version of a list: a draft to be filled, or a frozen one to be read. */
export default function ListPageOf() {
  useLandscape();
  const params = useParams({ strict: false }) as { listId?: string };
  const list = useEndpoint(getList, { params: { id: params.listId ?? '' } });
  return (
    <Answer query={list} lines={10}>
      {(data) => <Loaded key={data.id} list={data} />}
    </Answer>
  );
}
