import * as api from '@shoutian/domain/api';
import { shanghaiDay } from '@shoutian/domain/deadlines';
import type { FastifyInstance } from 'fastify';
import { AppError, found } from '../../platform/errors.ts';
import type { Platform } from '../../platform/feature.ts';
import { workbookAnswer } from '../../platform/files/workbook.ts';
import { FileAnswer } from '../../platform/http/answers.ts';
import { route } from '../../platform/http/route.ts';
import type { Work } from '../../platform/request.ts';
import { planGaps, problemRecords, wireMissing } from '../problems/index.ts';
import { rulesFor } from '../settings/index.ts';
import * as draft from './commands/draft.ts';
import { freeze } from './commands/freeze.ts';
import { presentItem, presentList } from './present.ts';
import { proposePlan } from './propose.ts';
import { type ItemRow, itemsOf, listById, listPage } from './queries.ts';
import { listSheet } from './sheet.ts';

const numberOfOpenSheet = (row: { list_no: string; state: string; title: string }): string =>
  row.state === 'frozen' ? row.list_no : row.title;

export function listRoutes(app: FastifyInstance, platform: Platform): void {
  route(app, platform, api.listLists, async ({ tx, actor, now }, { query }) => {
    const { rows, total } = await listPage(tx, actor.countyCode, query, shanghaiDay(now));
    return { rows: rows.map((row) => presentList(row, actor)), total };
  });
  route(app, platform, api.proposePlan, async ({ tx, actor, now }, { query }) =>
    proposePlan(query.method, query.formedOn, await rulesFor(tx, actor.countyCode, now)),
  );
  route(app, platform, api.getList, async (work, { params }) => {
    const rows = await withGaps(work, params.id);
    return { ...(await view(work, params.id, rows)), rows: rows.map(({ item, gaps }) => presentItem(item, gaps)) };
  });
  route(app, platform, api.createList, async (work, { body }) => view(work, await draft.startList(work, body)));
  route(app, platform, api.addListItems, async (work, { params, body }) => {
    await draft.addToDraft(work, params.id, body.problemIds);
    return view(work, params.id);
  });
  route(app, platform, api.removeListItem, async (work, { params }) => {
    await draft.removeFromDraft(work, params.id, params.problemId);
    return view(work, params.id);
  });
  route(app, platform, api.planListItem, async (work, { params, body }) => {
    await draft.planInDraft(work, params.id, params.problemId, body);
    const [one] = await withGaps(work, params.id, params.problemId);
    const { item, gaps } = found(one, '清单项目');
    return presentItem(item, gaps);
  });
  route(app, platform, api.freezeList, async (work, { params, body }) => {
    await freeze(work, platform.blobs, params.id, body);
    return view(work, params.id);
  });
  route(app, platform, api.discardList, async (work, { params }) => {
    await draft.discard(work, params.id);
    return { done: true };
  });
  route(app, platform, api.exportList, async ({ tx, actor, now }, { params }) => {
    const row = found(await listById(tx, actor.countyCode, params.id, shanghaiDay(now)), '清单');
    // Read before the answer starts: the rows of a list are few, and a stream must not hold the transaction.
    const items = await itemsOf(tx, actor.countyCode, params.id);
    return workbookAnswer(listSheet(row, now), [items], `${numberOfOpenSheet(row)}.xlsx`);
  });
  route(app, platform, api.listPicture, async ({ tx, actor, now }, { params }) => {
    const row = found(await listById(tx, actor.countyCode, params.id, shanghaiDay(now)), '清单');
    if (row.snapshot_sha256 === null || row.division_code.length < actor.scopeCode.length)
      throw new AppError('wrongState', '还没有冻结，没有快照。', { en: 'Not frozen yet.' });
    if (row.division_code !== actor.scopeCode && !row.division_code.startsWith(actor.scopeCode))
      throw new AppError('outsideScope');
    return new FileAnswer(platform.blobs.read(row.snapshot_sha256), {
      fileName: `${row.list_no}.json`,
      mime: 'application/json',
    });
  });
}

interface Checked {
  item: ItemRow;
  gaps: ReturnType<typeof planGaps>;
}

/** Items with what they still lack; only the new ones of a draft can lack anything. */
async function withGaps({ tx, actor }: Work, listId: string, problemId?: string): Promise<Checked[]> {
  const items = await itemsOf(tx, actor.countyCode, listId, problemId ?? null);
  const fresh = items.filter((item) => item.is_new && item.clock_version === null);
  const records = new Map(
    (
      await problemRecords(
        tx,
        actor.countyCode,
        fresh.map((item) => item.problem_id),
      )
    ).map((record) => [record.id, record]),
  );
  return items.map((item) => {
    const record = fresh.includes(item) ? records.get(item.problem_id) : undefined;
    return { item, gaps: record ? planGaps(record, planOf(item)) : [] };
  });
}

const planOf = (item: ItemRow) => ({
  problemId: item.problem_id,
  measures: item.measures,
  rectifyMethod: item.rectify_method,
  category: item.category,
  responsibleUnit: item.responsible_unit,
  responsiblePersonId: item.responsible_person_id,
  responsiblePerson: item.responsible_person,
  leader: item.leader,
  milestones: item.milestones,
  listFormedOn: '',
  dueOn: '',
});

async function view(work: Work, id: string, rows?: readonly Checked[]): Promise<api.ListView> {
  const { tx, actor, now } = work;
  const row = found(await listById(tx, actor.countyCode, id, shanghaiDay(now)), '清单');
  if (row.state !== 'draft') return presentList(row, actor);
  const gaps = (rows ?? (await withGaps(work, id))).flatMap(({ item, gaps: lacking }) =>
    wireMissing(lacking).map((missing) => ({
      code: missing.code,
      message: `${item.problem_no}：${missing.message}`,
      messageEn: `${item.problem_no}: ${missing.messageEn ?? missing.message}`,
      link: `/problems/${item.problem_id}`,
    })),
  );
  const empty = row.items === 0 ? [{ code: 'list.empty', message: '清单是空的', messageEn: 'the list is empty' }] : [];
  return presentList(row, actor, { 'list.freeze': [...empty, ...gaps] });
}
