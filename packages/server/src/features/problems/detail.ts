import type { getProblem, OutputOf, ProblemDetail } from '@shoutian/domain/api';
import { daysBetween, shanghaiDay } from '@shoutian/domain/deadlines';
import { maskName } from '@shoutian/domain/format';
import { found } from '../../platform/errors.ts';
import type { Work } from '../../platform/request.ts';
import { presentEvent, timelineOf } from '../audits/index.ts';
import { presentSnapshot } from '../overlays/index.ts';
import { rulesFor } from '../settings/index.ts';
import { loadProblem, problemRightsOf } from './facts.ts';
import { dueOf, presentExtension, presentGround, presentMilestone } from './present.ts';
import { cluesOf, extensionsOf, groundOf, milestonesOf, relatedOf, snapshotInUse } from './queries/detail.ts';
import type { ProblemRecord } from './queries/record.ts';

/** One problem with everything that hangs on it and what the caller may do now. */
export async function problemDetail(work: Work, id: string): Promise<OutputOf<typeof getProblem>> {
  const { tx, actor, now } = work;
  const county = actor.countyCode;
  const [record, place, rules, milestones, extensions, clues, related] = await Promise.all([
    loadProblem(tx, county, id),
    groundOf(tx, county, id),
    rulesFor(tx, county, now),
    milestonesOf(tx, county, id),
    extensionsOf(tx, county, id),
    cluesOf(tx, county, id),
    relatedOf(tx, county, id),
  ]);
  const ground = found(place, '问题');
  const view = { today: shanghaiDay(now), warnDays: rules.value('rectify.warnDays') };
  const [snapshot, timeline, rights] = await Promise.all([
    record.overlayId === null ? undefined : snapshotInUse(tx, county, record.overlayId),
    timelineOf(tx, county, [id, ...clues.map((clue) => clue.id)]),
    problemRightsOf(work, record),
  ]);
  const link = (kind: string) =>
    related.filter((other) => other.kind === kind).map((other) => ({ id: other.id, problemNo: other.problem_no }));
  return {
    ...ownFields(record),
    villageName: ground.village_name ?? record.divisionCode,
    clueCount: ground.clue_count,
    listNo: ground.list_no,
    listTitle: ground.list_title,
    ...dueOf(record.state, record.dueOn, view),
    rebound: record.reboundOf !== null || record.reopenedOn !== null,
    ...presentGround(ground),
    clock: clockOf(record, view.today),
    warnDays: [...view.warnDays],
    milestones: milestones.map(presentMilestone),
    extensions: extensions.map(presentExtension),
    overlay: snapshot ? presentSnapshot(snapshot as Parameters<typeof presentSnapshot>[0]) : null,
    clues: clues.map((clue) => ({
      id: clue.id,
      clueNo: clue.clue_no,
      monitorNo: clue.monitor_no,
      channel: clue.channel as ProblemRecord['channel'],
      batchTitle: clue.batch_title,
      state: clue.state,
    })),
    reboundOf: link('reboundOf')[0] ?? null,
    rebounds: link('rebound'),
    mergedInto: link('mergedInto')[0] ?? null,
    timeline: timeline.map(presentEvent),
    ...rights,
  } as OutputOf<typeof getProblem>;
}

/** Days of the running clock, for the bar: from the formation day to the present due day. */
function clockOf(record: ProblemRecord, today: string): ProblemDetail['clock'] {
  if (record.listFormedOn === null || record.dueOn === null) return null;
  const totalDays = daysBetween(record.listFormedOn, record.dueOn);
  return { totalDays, usedDays: Math.min(Math.max(daysBetween(record.listFormedOn, today), 0), totalDays) };
}

/** The row's own columns, name by name: what is not here does not travel. The party's name is masked, the phone stays. */
function ownFields(record: ProblemRecord) {
  return {
    id: record.id,
    problemNo: record.problemNo,
    title: record.title,
    divisionCode: record.divisionCode,
    type: record.type,
    channel: record.channel,
    foundYear: record.foundYear,
    stockOrNew: record.stockOrNew,
    areaM2: record.areaM2,
    farmM2: record.farmM2,
    pbfM2: record.pbfM2,
    ecoM2: record.ecoM2,
    state: record.state,
    category: record.category,
    rectifyMethod: record.rectifyMethod,
    leadUnit: record.leadUnit,
    coUnits: record.coUnits,
    responsiblePerson: record.responsiblePerson,
    responsiblePersonId: record.responsiblePersonId,
    responsibleUnit: record.responsibleUnit,
    leader: record.leader,
    dueOn: record.dueOn,
    originalDueOn: record.originalDueOn,
    ongoing: record.ongoing,
    progressPct: record.progressPct,
    rowVersion: record.rowVersion,
    discoveryMethod: record.discoveryMethod,
    sourceDocNo: record.sourceDocNo,
    sourceNo: record.sourceNo,
    sourceBatch: record.sourceBatch,
    selfFound: record.selfFound,
    builtYear: record.builtYear,
    stockOrNewReason: record.stockOrNewReason,
    nonAgri: record.nonAgri,
    nonGrain: record.nonGrain,
    locationText: record.locationText,
    repaired: record.repaired,
    partyType: record.partyType,
    partyName: record.partyName === null ? null : maskName(record.partyName),
    currentState: record.currentState,
    constructionStage: record.constructionStage,
    demolitionRequired: record.demolitionRequired,
    verifyResult: record.verifyResult,
    rejectReason: record.rejectReason,
    verifiedBy: record.verifiedBy,
    verifiedOn: record.verifiedOn,
    measures: record.measures,
    listId: record.listId,
    listFormedOn: record.listFormedOn,
    suspensions: record.suspensions.map(({ from, to, reason, document }) => ({ from, to, reason, document })),
    resumeOn: record.resumeOn,
    lastProgress: record.lastProgress,
    rectifiedM2: record.rectifiedM2,
    demolishedM2: record.demolishedM2,
    recultivatedM2: record.recultivatedM2,
    legalisedM2: record.legalisedM2,
    writtenOffOn: record.writtenOffOn,
    watchUntil: record.watchUntil,
    transferredTo: record.transferredTo,
    fakeFlag: record.fakeFlag,
    campaignId: record.campaignId,
    remark: record.remark,
  };
}
