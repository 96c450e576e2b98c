import type { recheckStop, recordStop } from '@shoutian/domain/api';
import { escalates, recheckDay, shanghaiDay } from '@shoutian/domain/deadlines';
import { stopMeasures, stopResults } from '@shoutian/domain/dictionaries';
import type { z } from 'zod';
import { AppError, found } from '../../platform/errors.ts';
import type { Work } from '../../platform/request.ts';
import { loadClue, setClueOngoing } from '../clues/index.ts';
import { divisionNames } from '../divisions/index.ts';
import { applyTransition, loadProblem, markStopped, setOngoing } from '../problems/index.ts';
import { rulesFor } from '../settings/index.ts';
import { endTasks, openTasks, placeWords, taskTitle } from '../tasks/index.ts';
import * as queries from './queries/stops.ts';
import { linkOf, tell } from './tell.ts';

type Recorded = z.output<(typeof recordStop)['body'] & z.ZodType>;
type Rechecked = z.output<(typeof recheckStop)['body'] & z.ZodType>;

/**
 * Records a measure against works that go on, and sets the day of its recheck. Sent twice with one id it is one measure.
 * @throws {AppError} notFound, notAllowed (a notice that only an organ with the power may issue), wrongState, duplicate
 */
export async function record(work: Work, stop: Recorded): Promise<queries.StopRow> {
  const { tx, actor, now } = work;
  const county = actor.countyCode;
  // Locked first: the same stop sent twice at once is asked for one after the other.
  if (stop.subjectKind === 'problem') await loadProblem(tx, county, stop.subjectId, { lock: true });
  else await loadClue(tx, county, stop.subjectId, { lock: true });
  const sent = await queries.stopById(tx, county, stop.id);
  if (sent) {
    if (sent.recorded_by === actor.id && sent.subject_id === stop.subjectId) return sent;
    throw new AppError('duplicate', '这个编号已用于另一次制止，请重新提交。', { en: 'The id was used before.' });
  }
  refuseWithoutPower(work, stop.kind);
  // A phone's clock may run ahead; nothing was done later than it was received.
  const takenAt = new Date(Math.min(Date.parse(stop.takenAt), now.getTime()));
  const subject = await subjectFor(work, stop);
  const rules = await rulesFor(tx, county, now);
  const acted = stop.kind !== 'reportOnly';
  const recheckDueOn = acted ? recheckDay(shanghaiDay(takenAt), rules) : null;
  await queries.insertStop(tx, county, {
    id: stop.id,
    division_code: subject.divisionCode,
    subject_kind: stop.subjectKind,
    subject_id: stop.subjectId,
    kind: stop.kind,
    taken_at: takenAt,
    content: stop.content,
    law_basis: stop.lawBasis,
    recheck_due_on: recheckDueOn,
    recorded_by: actor.id,
    recorded_by_name: actor.name,
    recorded_at: now,
  });
  await work.audit({
    action: 'stop.record',
    subjectKind: 'stopMeasure',
    subjectId: stop.id,
    divisionCode: subject.divisionCode,
    changes: { of: subject.no, kind: stop.kind, takenAt: takenAt.toISOString(), recheckDueOn },
  });
  if (acted && subject.problemId !== null) await markStopped(work, subject.problemId, takenAt);
  if (recheckDueOn !== null) await planRecheck(work, stop, subject, recheckDueOn);
  return found(await queries.stopById(tx, county, stop.id), '制止记录');
}

/** A stop notice is an administrative order: 土地管理法 68(四) gives it to the organ, never to a village. */
function refuseWithoutPower(work: Work, kind: Recorded['kind']): void {
  const measure = stopMeasures.get(kind);
  if (measure.needsAuthority && work.actor.roles.every((role) => role === 'village' || role === 'gridder'))
    throw new AppError('notAllowed', `「${measure.zh}」由有执法权的单位开具。村里先口头制止并上报，镇里接着办。`, {
      en: `${measure.en}: only an organ with the power issues it.`,
    });
}

interface Subject {
  divisionCode: string;
  no: string;
  villageName: string;
  locationText: string;
  problemId: string | null;
}

async function subjectFor(work: Work, stop: Recorded): Promise<Subject> {
  const { tx, actor } = work;
  if (stop.subjectKind === 'problem') {
    const { problem } = await applyTransition(work, stop.subjectId, {
      action: 'stop.record',
      input: { stop },
      changes: { kind: stop.kind },
    });
    return { ...(await placed(work, problem)), no: problem.problemNo, problemId: problem.id };
  }
  const clue = await loadClue(tx, actor.countyCode, stop.subjectId);
  if (clue.state === 'closed')
    throw new AppError('wrongState', `线索 ${clue.clueNo} 已办结。又在施工的话，请用「发现占地」重新上报。`, {
      en: 'The clue is closed; report a new finding.',
    });
  if (stop.kind !== 'reportOnly') await setClueOngoing(work, clue, true);
  return { ...(await placed(work, clue)), no: clue.clueNo, problemId: clue.problemId };
}

async function placed(
  work: Work,
  { divisionCode, locationText }: { readonly divisionCode: string; readonly locationText: string },
): Promise<Pick<Subject, 'divisionCode' | 'villageName' | 'locationText'>> {
  const names = await divisionNames(work.tx, [divisionCode]);
  return { divisionCode, villageName: names.get(divisionCode) ?? divisionCode, locationText };
}

async function planRecheck(work: Work, stop: Recorded, subject: Subject, dueOn: string): Promise<void> {
  const { tx, actor, now } = work;
  await openTasks(
    tx,
    actor.countyCode,
    [
      {
        divisionCode: subject.divisionCode,
        kind: 'recheckStop',
        title: taskTitle('复查停工', subject),
        instructions: `${stopMeasures.get(stop.kind).zh}后再去看：停了没有，有没有又建。拍照。`,
        subjectKind: 'stopMeasure',
        subjectId: stop.id,
        assignedTo: actor.id,
        assignedName: actor.name,
        assignedRole: actor.roles[0] ?? null,
        dueOn,
      },
    ],
    actor.id,
    now,
  );
}

/**
 * What the recheck found. Works that go on are escalated as the rule says (R-072).
 * @throws {AppError} notFound, wrongState for a measure without a recheck or one that is rechecked already
 */
export async function recheck(work: Work, id: string, { result, note }: Rechecked): Promise<queries.StopRow> {
  const { tx, actor, now } = work;
  const county = actor.countyCode;
  const stop = found(await queries.stopById(tx, county, id), '制止记录');
  if (stop.recheck_due_on === null)
    throw new AppError('wrongState', '这一条只上报、没有制止，不用复查；先去制止。', {
      en: 'Nothing was stopped: no recheck.',
    });
  const first = await queries.writeRecheck(tx, county, id, { result, note, by: actor, at: now });
  if (!first)
    throw new AppError(
      'wrongState',
      `${stop.rechecked_by_name ?? '别人'}刚复查过，结果已记。又有变化就再记一次制止。`,
      {
        en: 'Somebody has rechecked it.',
      },
    );
  const { failed, zh } = stopResults.get(result);
  const clue = stop.subject_kind === 'clue' ? await loadClue(tx, county, stop.subject_id, { lock: true }) : undefined;
  if (clue) await setClueOngoing(work, clue, failed);
  const problemId = clue ? clue.problemId : stop.subject_id;
  if (problemId !== null) await setOngoing(work, problemId, failed);
  await endTasks(tx, county, {
    kind: 'recheckStop',
    subjectIds: [id],
    state: 'done',
    by: actor.id,
    now,
    result: { result },
  });
  await work.audit({
    action: 'stop.recheck',
    subjectKind: 'stopMeasure',
    subjectId: id,
    divisionCode: stop.division_code,
    ...(note === '' ? {} : { reason: note }),
    changes: { result, ongoing: failed },
  });
  if (failed) {
    const problem = clue ? null : await loadProblem(tx, county, stop.subject_id);
    const locationText = clue?.locationText ?? problem?.locationText ?? '';
    await raiseAlarm(work, stop, { no: clue?.clueNo ?? problem?.problemNo ?? '', locationText, result: zh, note });
  }
  return found(await queries.stopById(tx, county, id), '制止记录');
}

async function raiseAlarm(
  work: Work,
  stop: queries.StopRow,
  what: { no: string; locationText: string; result: string; note: string },
): Promise<void> {
  const { tx, actor, now } = work;
  const rows = await queries.stopsOf(tx, actor.countyCode, stop.subject_kind, stop.subject_id);
  const results = rows
    .filter((row) => row.recheck_result !== null)
    .sort((a, b) => +(a.rechecked_at ?? 0) - +(b.rechecked_at ?? 0))
    .map((row) => row.recheck_result !== null && stopResults.get(row.recheck_result).failed);
  const up = escalates(results, await rulesFor(tx, actor.countyCode, now));
  if (up) await queries.markEscalated(tx, actor.countyCode, stop.id, now);
  const { villageName } = await placed(work, { divisionCode: stop.division_code, locationText: what.locationText });
  await tell(
    work,
    stop.division_code,
    up ? ['townEnforce', 'townLeader', 'countyNr'] : ['townEnforce'],
    {
      kind: 'stop.escalate',
      level: 'alert',
      title: `制止无效：${placeWords(villageName, what.locationText)} ${what.no} ${what.result}`,
      body: `${actor.name} 复查${what.note === '' ? '' : `：${what.note}`}。${stopMeasures.get(stop.kind).zh}没有停住，要升级处置。`,
      link: linkOf(stop.subject_kind, stop.subject_id),
      subjectKind: stop.subject_kind,
      subjectId: stop.subject_id,
      dedupe: `stop.escalate/${stop.id}`,
    },
    [stop.recorded_by],
  );
}
