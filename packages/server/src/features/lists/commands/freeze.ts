import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { shanghaiDay } from '@shoutian/domain/deadlines';
import { formListVersion, type ListVersion, townMark } from '@shoutian/domain/problem';
import type { Rules } from '@shoutian/domain/rules';
import { takeNumbers } from '../../../platform/counters.ts';
import { AppError, unlessConflict } from '../../../platform/errors.ts';
import { type BlobStore, recordBlob } from '../../../platform/files/blobs.ts';
import { sendNotices } from '../../../platform/notices.ts';
import type { Work } from '../../../platform/request.ts';
import { carryOnList, type ListedPlan, putOnList } from '../../problems/index.ts';
import { rulesFor } from '../../settings/index.ts';
import { dueNote } from '../propose.ts';
import * as queries from '../queries.ts';
import { lockDraft } from './draft.ts';

/**
 * Freezes a version for good (R-054): number, formation day and approver; its new items start their clock, all others
 * keep theirs; the approved list is kept as bytes under their SHA-256.
 * @param formedOn day the list was formed, today or earlier: counting starts on the day after (R-094)
 * @throws {AppError} conflict when somebody was faster or changed it; missing naming each item and gap; badInput; wrongState
 */
export async function freeze(
  work: Work,
  blobs: BlobStore,
  id: string,
  body: { formedOn: string; rowVersion: number },
): Promise<void> {
  const { tx, actor, now } = work;
  const county = actor.countyCode;
  const draft = await queries.lockList(tx, county, id);
  if (draft && draft.state === 'frozen' && draft.row_version !== body.rowVersion)
    throw new AppError('conflict', `${draft.approver_name ?? '别人'}已经把这份清单冻结了（${draft.list_no}）。`, {
      en: 'Somebody has frozen this list already.',
    });
  const row = await lockDraft(work, id);
  if (row.row_version !== body.rowVersion)
    throw new AppError('conflict', '草稿刚被别人改过，请看过再冻结。', { en: 'The draft was changed meanwhile.' });
  const today = shanghaiDay(now);
  if (body.formedOn > today)
    throw new AppError('badInput', '形成日期不能在今天以后。', { en: 'The formation date is not after today.' });
  // The counter's row lock puts two drafts of one place in line, each seeing the version before it.
  const versionNo = await takeNumbers(tx, county, `listVersion/${row.division_code}`);
  const items = await queries.itemsOf(tx, county, id);
  if (items.length === 0) throw new AppError('missing', '清单是空的，先加入问题。', { en: 'The list is empty.' });
  const rules = await rulesFor(tx, county, now);
  const version = formed(await previousOf(work, row), items, body.formedOn, actor.name, rules);
  const mark = await placeMark(work, row.division_code);
  const listNo = `${mark}整改清单〔${row.year}〕${await takeNumbers(tx, county, `list/${row.year}/${mark}`)}号`;
  const byProblem = new Map(version.items.map((item) => [item.problemId, item]));
  const clockOf = (item: queries.ItemRow) => {
    const clock = byProblem.get(item.problem_id);
    if (!clock) throw new Error('an item without a clock');
    return clock;
  };
  const fresh = items.filter((item) => ['registered', 'reopened'].includes(item.state));
  const plans = fresh.map((item): ListedPlan => planOf(item, clockOf(item)));
  beyondDue(fresh, plans);
  await putOnList(work, { id, listNo }, plans);
  await carryOnList(
    tx,
    county,
    id,
    items.filter((item) => !fresh.includes(item)).map((item) => item.problem_id),
  );
  const frozen = items.map((item): queries.FrozenItem => {
    const clock = clockOf(item);
    return {
      problemId: item.problem_id,
      no: clock.no,
      isNew: clock.isNew,
      clockVersion: clock.clockVersion,
      listFormedOn: clock.listFormedOn,
      dueOn: clock.dueOn,
      snapshot: JSON.stringify(picture(item, clock)),
    };
  });
  await queries.freezeItems(tx, county, id, frozen);
  const sha256 = await keepPicture(work, blobs, row, { listNo, versionNo, formedOn: body.formedOn }, frozen);
  unlessConflict(
    await queries.freezeRow(
      tx,
      county,
      id,
      row.row_version,
      { listNo, versionNo, formedOn: body.formedOn, sha256 },
      actor,
      now,
    ),
  );
  await work.audit({
    action: 'list.freeze',
    subjectKind: 'list',
    subjectId: id,
    divisionCode: row.division_code,
    changes: {
      listNo,
      versionNo,
      formedOn: body.formedOn,
      items: items.length,
      newItems: fresh.length,
      sha256,
      dueNote: dueNote(body.formedOn, rules),
    },
  });
  await tellThem(work, id, listNo, plans);
}

async function previousOf(work: Work, row: queries.ListRow): Promise<ListVersion | null> {
  const latest = await queries.latestFrozen(work.tx, work.actor.countyCode, row.division_code);
  if (!latest) return null;
  const items = await queries.itemsOf(work.tx, work.actor.countyCode, latest.id);
  return {
    version: latest.version_no,
    formedOn: latest.formed_on ?? '',
    approvedBy: latest.approver_name ?? '',
    items: items.map((item) => ({
      problemId: item.problem_id,
      no: item.item_no,
      clockVersion: item.clock_version ?? latest.version_no,
      listFormedOn: item.list_formed_on ?? latest.formed_on ?? '',
      dueOn: item.due_on ?? '',
      isNew: item.is_new,
    })),
  };
}

function formed(
  previous: ListVersion | null,
  items: readonly queries.ItemRow[],
  formedOn: string,
  approver: string,
  rules: Rules,
): ListVersion {
  if (previous !== null && formedOn < previous.formedOn)
    throw new AppError('badInput', `形成日期早于上一版的 ${previous.formedOn}。`, {
      en: `Before the previous version of ${previous.formedOn}.`,
    });
  return formListVersion(
    previous,
    items.map((item) => ({ problemId: item.problem_id, reopenedOn: item.reopened_on })),
    formedOn,
    approver,
    rules,
  );
}

const planOf = (item: queries.ItemRow, clock: { listFormedOn: string; dueOn: string }): ListedPlan => ({
  problemId: item.problem_id,
  measures: item.measures,
  rectifyMethod: item.rectify_method,
  category: item.category,
  responsibleUnit: item.responsible_unit,
  responsiblePersonId: item.responsible_person_id,
  responsiblePerson: item.responsible_person,
  leader: item.leader,
  milestones: item.milestones,
  listFormedOn: clock.listFormedOn,
  dueOn: clock.dueOn,
});

/** A plan that ends after its due day is an extension in disguise. */
function beyondDue(items: readonly queries.ItemRow[], plans: readonly ListedPlan[]): void {
  const details = plans.flatMap((plan, i) =>
    plan.milestones
      .filter((step) => step.plannedOn > plan.dueOn)
      .map((step) => ({
        code: 'plan.afterDue',
        at: items[i]?.problem_no ?? '',
        message: `${items[i]?.problem_no ?? ''}：节点「${step.name}」${step.plannedOn} 晚于期限 ${plan.dueOn}`,
        link: `/problems/${plan.problemId}`,
      })),
  );
  if (details.length > 0)
    throw new AppError('missing', `有 ${details.length} 个节点排在整改期限之后，请提前，或先列入再申请延期。`, {
      en: 'Some steps lie after the due day.',
      details,
    });
}

async function placeMark(work: Work, divisionCode: string): Promise<string> {
  const places = await queries.townNames(work.tx, divisionCode);
  const own = places.find((place) => place.code === divisionCode)?.name ?? divisionCode;
  return townMark(
    own,
    places.filter((place) => place.code.length === 9).map((place) => place.name),
  );
}

/** The item as it was approved: what is printed from a frozen list comes from here. */
const picture = (
  item: queries.ItemRow,
  clock: { no: number; isNew: boolean; listFormedOn: string; dueOn: string },
) => ({
  no: clock.no,
  problemNo: item.problem_no,
  title: item.title,
  village: item.village_name ?? item.division_code,
  areaM2: item.area_m2,
  farmM2: item.farm_m2,
  pbfM2: item.pbf_m2,
  isNew: clock.isNew,
  listFormedOn: clock.listFormedOn,
  dueOn: clock.dueOn,
  category: item.category,
  rectifyMethod: item.rectify_method,
  measures: item.measures,
  responsibleUnit: item.responsible_unit,
  responsiblePerson: item.responsible_person,
  leader: item.leader,
  milestones: item.milestones,
});

async function keepPicture(
  work: Work,
  blobs: BlobStore,
  row: queries.ListRow,
  numbers: { listNo: string; versionNo: number; formedOn: string },
  items: readonly queries.FrozenItem[],
): Promise<string> {
  const text = JSON.stringify({
    ...numbers,
    title: row.title,
    divisionCode: row.division_code,
    approver: work.actor.name,
    frozenAt: work.now.toISOString(),
    items: [...items].sort((a, b) => a.no - b.no).map((item) => JSON.parse(item.snapshot) as unknown),
  });
  const blob = await blobs.put(Readable.from([Buffer.from(text, 'utf8')]));
  if (blob.sha256 !== createHash('sha256').update(text).digest('hex'))
    throw new Error('the list was stored differently');
  await recordBlob(work.tx, work.actor.countyCode, blob, 'application/json');
  return blob.sha256;
}

/** One notice a responsible person, however many items. */
async function tellThem(work: Work, listId: string, listNo: string, plans: readonly ListedPlan[]): Promise<void> {
  const counts = new Map<string, { items: number; due: string }>();
  for (const plan of plans) {
    if (plan.responsiblePersonId === null) continue;
    const known = counts.get(plan.responsiblePersonId);
    counts.set(plan.responsiblePersonId, {
      items: (known?.items ?? 0) + 1,
      due: known && known.due < plan.dueOn ? known.due : plan.dueOn,
    });
  }
  await sendNotices(
    work.tx,
    work.actor.countyCode,
    work.now,
    [...counts].map(([personId, { items, due }]) => ({
      personId,
      kind: 'list.freeze',
      level: 'info',
      title: `${listNo}：${items} 宗由您负责整改，${due} 前到位`,
      link: `/lists/${listId}`,
      subjectKind: 'list',
      subjectId: listId,
      dedupe: `list.freeze/${listId}`,
    })),
  );
}
