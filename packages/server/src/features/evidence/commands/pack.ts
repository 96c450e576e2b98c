import type { PackBody, reviewPack } from '@shoutian/domain/api';
import { shanghaiDay } from '@shoutian/domain/deadlines';
import { formatInstant, formatMu } from '@shoutian/domain/format';
import { closeArea, partsArea } from '@shoutian/domain/problem';
import type { Rules } from '@shoutian/domain/rules';
import type { z } from 'zod';
import { AppError, unlessConflict } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import type { Work } from '../../../platform/request.ts';
import { divisionNames } from '../../divisions/index.ts';
import { applyTransition, loadProblem, type ProblemChanges, tellResponsible } from '../../problems/index.ts';
import { rulesFor } from '../../settings/index.ts';
import { endTasks, openTasks, taskTitle } from '../../tasks/index.ts';
import { evidenceOf } from '../gather.ts';
import { type PackRow, packsOf } from '../queries/gather.ts';
import * as write from '../queries/write.ts';

type Parts = PackBody['parts'];

/** Figures of 3.5 that follow from the parts, m². Ground kept because it was lawful before is not rectified. */
export function figuresOf(parts: Parts): ProblemChanges {
  return {
    rectifiedM2: partsArea(parts, ['recultivated', 'restored', 'replanted', 'legalised', 'confiscated']),
    demolishedM2: partsArea(parts, ['recultivated', 'restored']),
    recultivatedM2: partsArea(parts, ['recultivated', 'replanted']),
    legalisedM2: partsArea(parts, ['legalised']),
  };
}

function checkBody(body: PackBody, areaM2: number, rules: Rules): void {
  const tolerance = rules.use('area.toleranceMu');
  const closure = closeArea(areaM2, body.parts, tolerance.value);
  if (tolerance.blocks && !closure.closed && closure.differenceM2 < 0)
    throw new AppError(
      'badInput',
      `各块合计 ${formatMu(closure.partsM2)} 亩，超过问题面积 ${formatMu(areaM2)} 亩，请核对后再存。`,
      {
        en: `The parts are ${formatMu(closure.partsM2)} mu, more than the problem's ${formatMu(areaM2)} mu.`,
        details: [{ code: 'areaClosed', at: 'body.parts', message: `多 ${formatMu(-closure.differenceM2)} 亩` }],
      },
    );
  const late = body.recultivation?.visits.find((visit) => visit.on > rules.day);
  if (late)
    throw new AppError('badInput', `到场日期 ${late.on} 在今天以后，请改正。`, { en: `${late.on} is after today.` });
}

function checkVersion(pack: PackRow | undefined, seen: number): void {
  if ((pack?.row_version ?? 0) === seen) return;
  const who = pack === undefined ? '' : `${pack.updated_by_name} ${formatInstant(pack.updated_at)}`;
  throw new AppError('conflict', `证据包刚被改过（${who}），请看过再存，您填的内容还在。`, {
    en: `The pack was changed meanwhile (${who}).`,
  });
}

/**
 * Fills in the pack; the problem's rectified figures follow in the same transaction.
 * @throws {AppError} what the table refuses; conflict for an older pack; badInput when the parts exceed the problem
 */
export async function fillPack(work: Work, problemId: string, body: PackBody, rowVersion: number): Promise<void> {
  const { tx, actor, now } = work;
  const before = await loadProblem(tx, actor.countyCode, problemId, { lock: true });
  const [pack] = await packsOf(tx, actor.countyCode, [problemId]);
  checkVersion(pack, rowVersion);
  checkBody(body, before.areaM2, await rulesFor(tx, actor.countyCode, now));
  const figures = figuresOf(body.parts);
  await applyTransition(work, problemId, {
    action: 'problem.recordEvidence',
    input: { evidence: 'pack' },
    set: figures,
    changes: {
      evidence: 'pack',
      ...(pack?.method === body.method ? {} : { packMethod: [pack?.method ?? null, body.method] }),
      rectifiedM2: [before.rectifiedM2, figures.rectifiedM2],
    },
  });
  const by = { id: actor.id, name: actor.name, now };
  if (pack === undefined)
    await write.insertPack(
      tx,
      actor.countyCode,
      { id: newId(), divisionCode: before.divisionCode, problemId, body },
      by,
    );
  else unlessConflict(await write.updatePack(tx, actor.countyCode, pack, body, by));
}

type Review = z.output<NonNullable<(typeof reviewPack)['body']>>;

/**
 * A person's judgement of the pack. 采信 needs every reason dealt with; 退回补正 and 派人复看 give somebody a task.
 * @throws {AppError} what the table refuses (own evidence among it), missing with the untreated reasons, conflict
 */
export async function judgePack(work: Work, problemId: string, body: Review): Promise<void> {
  const { tx, actor, now } = work;
  const county = actor.countyCode;
  const problem = await loadProblem(tx, county, problemId, { lock: true });
  const [pack] = await packsOf(tx, county, [problemId]);
  if (pack === undefined)
    throw new AppError('wrongState', '证据包还没有填，没有可审的内容。', { en: 'There is no pack to review yet.' });
  checkVersion(pack, body.rowVersion);
  await applyTransition(work, problemId, {
    action: 'problem.reviewEvidence',
    input: { decision: body.decision },
    reason: body.reason,
    changes: { decision: body.decision, answers: body.answers },
  });
  if (body.decision === 'accepted') await refuseUntreated(work, problemId);
  const review = {
    decision: body.decision,
    reason: body.reason,
    answers: body.answers,
    by: actor.id,
    byName: actor.name,
    at: now.toISOString(),
  };
  unlessConflict(await write.setReview(tx, county, pack, review));
  await endTasks(tx, county, { kind: 'supplement', subjectIds: [problemId], state: 'done', by: actor.id, now });
  await endTasks(tx, county, { kind: 'inspect', subjectIds: [problemId], state: 'done', by: actor.id, now });
  if (body.decision === 'accepted') return;
  const returned = body.decision === 'returned';
  const names = await divisionNames(tx, [problem.divisionCode]);
  await openTasks(
    tx,
    county,
    [
      {
        divisionCode: problem.divisionCode,
        kind: returned ? 'supplement' : 'inspect',
        title: taskTitle(returned ? '补证据' : '到场复看', {
          villageName: names.get(problem.divisionCode) ?? problem.divisionCode,
          locationText: problem.locationText,
          no: problem.problemNo,
        }),
        instructions: body.reason,
        subjectKind: 'problem',
        subjectId: problemId,
        assignedTo: null,
        assignedName: null,
        assignedRole: returned ? 'village' : problem.leadUnit || 'townBuild',
        dueOn: problem.dueOn,
        ...(returned ? { returnedReason: body.reason } : {}),
      },
    ],
    actor.id,
    now,
  );
  await tellResponsible(work, problem, {
    kind: `evidence.${body.decision}`,
    level: 'warn',
    title: `${returned ? '证据退回补正' : '证据派人复看'} ${problem.problemNo} ${problem.title}`,
    body: `${actor.name}：${body.reason}`,
    dedupe: `evidence.${body.decision}/${problemId}/${pack.row_version}/${shanghaiDay(now)}`,
    link: `/problems/${problemId}/evidence`,
  });
}

async function refuseUntreated(work: Work, problemId: string): Promise<void> {
  const { tx, actor, now } = work;
  const problem = await loadProblem(tx, actor.countyCode, problemId);
  const rules = await rulesFor(tx, actor.countyCode, now);
  const evidence = (await evidenceOf(tx, actor.countyCode, [problem], rules)).get(problemId);
  const open = evidence?.openFlags ?? [];
  if (open.length === 0) return;
  throw new AppError('missing', `还有 ${open.length} 条提示没有处理，处理后才能采信。`, {
    en: `${open.length} reasons are not dealt with.`,
    details: open.map((flag) => ({
      code: `check.${flag.check}`,
      message: `${flag.check} 未处理`,
      messageEn: `${flag.check} is open`,
      link: `evidence/review?check=${flag.id}`,
    })),
  });
}
