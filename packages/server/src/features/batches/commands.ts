import type { addDraft as addDraftEndpoint, BatchHead, BatchSetup, DraftDecision, InputOf } from '@shoutian/domain/api';
import { shanghaiDay } from '@shoutian/domain/deadlines';
import { areaM2, flatFromGeoJson, GeometryError, normaliseRings, toEwkb } from '@shoutian/domain/geo';
import { within } from '@shoutian/domain/people';
import type { z } from 'zod';
import { takeNumbers } from '../../platform/counters.ts';
import { AppError, found, unlessConflict } from '../../platform/errors.ts';
import type { Platform } from '../../platform/feature.ts';
import { newId } from '../../platform/ids.ts';
import type { LooseWork, Work } from '../../platform/request.ts';
import { draftRows, HAND_ROWS, rowLabel, storedSubject } from './draft.ts';
import { requireDraft } from './guard.ts';
import { gapsOf } from './match.ts';
import { storeGaps } from './present.ts';
import * as batches from './queries/batches.ts';
import * as drafts from './queries/drafts.ts';
import type { SourceRow } from './source-rows.ts';

type Head = z.output<typeof BatchHead>;

/** Starts a draft in the caller's own area, numbered by county and year: PC2026-007. */
export async function createBatch(work: Work, head: Head): Promise<string> {
  const { tx, actor, now } = work;
  const divisionCode = head.divisionCode ?? actor.scopeCode;
  if (!within(divisionCode, actor.scopeCode)) throw new AppError('outsideScope');
  checkDays(head, shanghaiDay(now));
  const year = shanghaiDay(now).slice(0, 4);
  const number = await takeNumbers(tx, actor.countyCode, `batch.${year}`);
  const id = newId();
  const batchNo = `PC${year}-${String(number).padStart(3, '0')}`;
  await batches.insertBatch(tx, actor.countyCode, {
    id,
    divisionCode,
    batchNo,
    title: head.title,
    channel: head.channel,
    discoveryMethod: head.discoveryMethod,
    docNo: head.docNo,
    authority: head.authority,
    receivedOn: head.receivedOn,
    dueOn: head.dueOn,
    campaignId: head.campaignId,
    createdBy: actor.id,
    createdByName: actor.name,
    now,
  });
  await work.audit({
    action: 'clue.import',
    subjectKind: 'batch',
    subjectId: id,
    divisionCode,
    changes: { step: 'create', batchNo, title: head.title, channel: head.channel, docNo: head.docNo },
  });
  return id;
}

function checkDays(head: Pick<Head, 'receivedOn' | 'dueOn'>, today: string): void {
  if (head.receivedOn > today)
    throw new AppError('badInput', '收文日期在今天之后，请核对。', {
      details: [{ code: 'future', at: 'receivedOn', message: '收文日期在今天之后', messageEn: 'In the future' }],
    });
  if (head.dueOn !== null && head.dueOn < head.receivedOn)
    throw new AppError('badInput', '办结期限早于收文日期，请核对。', {
      details: [{ code: 'order', at: 'dueOn', message: '办结期限早于收文日期', messageEn: 'Before it was received' }],
    });
}

/** Changes what a draft says of itself, or saves how far the reading of its file was set up. */
export async function editBatch(
  work: Work,
  id: string,
  change: { [K in keyof Head]?: Head[K] | undefined } & { setup?: BatchSetup | undefined; rowVersion: number },
): Promise<void> {
  const { tx, actor, now } = work;
  const batch = requireDraft(found(await batches.batchById(tx, actor.countyCode, id), '批次'), actor);
  const next = {
    title: change.title ?? batch.title,
    channel: change.channel ?? batch.channel,
    discoveryMethod: change.discoveryMethod ?? batch.discovery_method,
    docNo: change.docNo ?? batch.doc_no,
    authority: change.authority ?? batch.authority,
    receivedOn: change.receivedOn ?? batch.received_on,
    dueOn: change.dueOn === undefined ? batch.due_on : change.dueOn,
    campaignId: change.campaignId === undefined ? batch.campaign_id : change.campaignId,
    setup: change.setup ?? batch.setup,
  };
  checkDays(next, shanghaiDay(now));
  if (next.channel !== batch.channel && batch.total > 0)
    throw new AppError('wrongState', '草稿里已有图斑，按原来的渠道查过重。先作废这份草稿，再按新的渠道新建。', {
      en: 'Rows were already checked within the old channel: discard this draft and start anew.',
    });
  unlessConflict(await batches.updateHead(tx, actor.countyCode, id, change.rowVersion, next));
  const changed = (['title', 'channel', 'docNo', 'authority', 'receivedOn', 'dueOn'] as const).filter(
    (key) => change[key] !== undefined,
  );
  // Half-done setups are saved every few seconds: only what a batch says of itself is worth a line in the record.
  if (changed.length > 0)
    await work.audit({
      action: 'clue.import',
      subjectKind: 'batch',
      subjectId: id,
      divisionCode: batch.division_code,
      changes: { step: 'edit', ...Object.fromEntries(changed.map((key) => [key, next[key]])) },
    });
}

/** Throws a draft away; its number is not used again. */
export async function discardBatch(work: Work, id: string): Promise<void> {
  const { tx, actor } = work;
  const batch = requireDraft(found(await batches.batchById(tx, actor.countyCode, id), '批次'), actor);
  unlessConflict(
    await batches.moveBatch(tx, actor.countyCode, id, { from: 'draft', to: 'discarded', version: batch.row_version }),
  );
  await drafts.deleteDrafts(tx, actor.countyCode, id, 'all');
  await work.audit({
    action: 'clue.import',
    subjectKind: 'batch',
    subjectId: id,
    divisionCode: batch.division_code,
    changes: { step: 'discard', title: batch.title },
  });
}

/** Decides one possible double, or takes the decision back. The second of two people gets a conflict. */
export async function decideDraft(
  work: Work,
  batchId: string,
  rowId: string,
  input: { decision: DraftDecision | null; rowVersion: number },
): Promise<void> {
  const { tx, actor } = work;
  const county = actor.countyCode;
  const batch = requireDraft(found(await batches.batchById(tx, county, batchId), '批次'), actor);
  found(await batches.lockBatch(tx, county, batchId), '批次');
  const row = found(await drafts.draftById(tx, county, batchId, rowId), '图斑');
  const { decision } = input;
  const gaps = decision === null ? [] : gapsOf(decision, { number: row.monitor_no, matches: row.matches });
  if (gaps.length > 0)
    throw new AppError('missing', gaps[0]?.message.zh, {
      ...(gaps[0] ? { en: gaps[0].message.en } : {}),
      details: gaps.map(({ code, message }) => ({ code, message: message.zh, messageEn: message.en })),
    });
  unlessConflict(await drafts.setDecision(tx, county, rowId, input.rowVersion, decision));
  await work.audit({
    action: 'clue.decideDuplicate',
    subjectKind: 'clue',
    subjectId: rowId,
    divisionCode: row.division_code,
    ...(decision?.choice === 'apart' ? { reason: decision.reason } : {}),
    changes: { batchId, batchNo: batch.batch_no, row: rowLabel(row.row_no), choice: decision?.choice ?? null },
  });
}

type Drawn = InputOf<typeof addDraftEndpoint>['body'];

function drawnRow(drawn: Drawn, rowNo: number): SourceRow {
  if (drawn.geometry === null && drawn.point === null)
    throw new AppError('missing', '先在地图上画出范围，或点一个位置。', {
      en: 'Draw the outline or mark a place first.',
    });
  const shape = drawn.geometry === null ? null : normaliseRings(flatFromGeoJson(drawn.geometry));
  const area = shape === null ? null : areaM2(shape);
  if (area !== null && area <= 0)
    throw new AppError('badInput', '画的范围没有面积，请重画。', { en: 'The outline has no area.' });
  return {
    rowNo,
    raw: {
      监测编号: drawn.monitorNo ?? null,
      位置: drawn.locationText ?? null,
      图斑类型: drawn.patchType ?? null,
      备注: drawn.remark ?? null,
    },
    geometry: shape === null ? null : toEwkb(shape),
    bbox: shape?.bbox ?? null,
    point: shape === null ? drawn.point : null,
    areaM2: area,
    surelyValid: false,
    refused: false,
    issues: [],
  };
}

const drawnMapping = { 监测编号: 'monitorNo', 图斑类型: 'patchType', 备注: 'remark', 位置: 'villageName' } as const;

/** Adds a clue drawn by hand to the draft; it goes through the same checks as a file's rows. @returns the row's id */
export async function addDraft(work: LooseWork, batchId: string, drawn: Drawn): Promise<string> {
  const county = work.actor.countyCode;
  const { batch, existing, last } = await work.transaction(async ({ tx, actor }) => ({
    batch: requireDraft(found(await batches.batchById(tx, county, batchId), '批次'), actor),
    existing: await drafts.allDrafts(tx, county, batchId),
    last: await drafts.lastByHand(tx, county, batchId, HAND_ROWS),
  }));
  try {
    const others = existing.filter(({ refused }) => !refused).map(storedSubject);
    const [row] = await draftRows(
      work,
      batch,
      [drawnRow(drawn, last + 1)],
      { mapping: drawnMapping, areaUnits: {} },
      {
        byHand: true,
        others,
      },
    );
    if (!row) throw new Error('a drawn row came back as nothing');
    const [refusal] = row.refused ? row.issues.slice(-1) : [];
    if (refusal) throw new AppError('refusedFile', refusal.zh, { en: refusal.en });
    await work.transaction(async ({ tx, audit }) => {
      const locked = found(await batches.lockBatch(tx, county, batchId), '批次');
      if (locked.state !== 'draft') throw new AppError('wrongState');
      await drafts.insertDrafts(tx, county, batchId, [row]);
      await audit({
        action: 'clue.import',
        subjectKind: 'batch',
        subjectId: batchId,
        divisionCode: batch.division_code,
        changes: { step: 'draw', row: rowLabel(row.rowNo), areaM2: row.areaM2 },
      });
    });
    return row.id;
  } catch (error) {
    if (error instanceof GeometryError)
      throw new AppError('badInput', error.sentence.zh, { en: error.sentence.en, cause: error });
    throw error;
  }
}

/** Takes a drawn row away again. Rows of a file stay: every line of it is accounted for. */
export async function removeDraft(work: Work, batchId: string, rowId: string): Promise<void> {
  const { tx, actor } = work;
  const batch = requireDraft(found(await batches.batchById(tx, actor.countyCode, batchId), '批次'), actor);
  const row = found(await drafts.draftById(tx, actor.countyCode, batchId, rowId), '图斑');
  if (!row.by_hand)
    throw new AppError('wrongState', '文件里的行不能单独删掉。不想入库的行，在文件里去掉后重新上传。', {
      en: 'Rows of a file cannot be removed one by one: take them out of the file and upload it again.',
    });
  unlessConflict(await drafts.removeByHand(tx, actor.countyCode, batchId, rowId));
  await work.audit({
    action: 'clue.import',
    subjectKind: 'batch',
    subjectId: batchId,
    divisionCode: batch.division_code,
    changes: { step: 'removeDrawn', row: rowLabel(row.row_no) },
  });
}

/** Checks that nothing is open and hands the batch to the job. The second of two people gets a conflict. */
export async function requestStore(
  work: Work,
  platform: Platform,
  id: string,
  input: { acceptRefused: boolean; rowVersion: number },
): Promise<string> {
  const { tx, actor } = work;
  const county = actor.countyCode;
  const batch = found(await batches.batchById(tx, county, id), '批次');
  const locked = await batches.lockBatch(tx, county, id);
  // Somebody else may have stored it since the caller's screen was drawn: that is a conflict, not a wrong step.
  if (locked && locked.state !== 'discarded' && locked.row_version !== input.rowVersion) throw new AppError('conflict');
  requireDraft(batch, actor);
  const gaps = storeGaps(batch);
  if (batch.refused > 0 && !input.acceptRefused)
    gaps.push({
      code: 'refused',
      message: `有 ${batch.refused} 行被拒收。补好文件再传，或只收其余 ${batch.total - batch.refused} 行`,
      messageEn: `${batch.refused} rows are refused: correct the file or take the other ${batch.total - batch.refused}`,
    });
  if (gaps.length > 0)
    throw new AppError('missing', `${gaps[0]?.message}。整批没有入库，草稿还在。`, { details: gaps });
  unlessConflict(await batches.moveBatch(tx, county, id, { from: 'draft', to: 'storing', version: input.rowVersion }));
  const jobId = await platform.jobs.enqueue(work, {
    kind: 'clue.import',
    title: `入库 ${batch.title}`,
    divisionCode: batch.division_code,
    input: { batchId: id, rowVersion: input.rowVersion + 1 },
  });
  await batches.setReport(tx, county, id, { ...batch.report, jobId });
  return jobId;
}
