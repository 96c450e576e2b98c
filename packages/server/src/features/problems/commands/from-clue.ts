import { route } from '@shoutian/domain/clue';
import { shanghaiDay } from '@shoutian/domain/deadlines';
import { type ConstructionStage, type PartyType, type ProblemType, problemTypes } from '@shoutian/domain/dictionaries';
import { type ProblemState, problemStates, stockOrNew } from '@shoutian/domain/problem';
import type { Rules } from '@shoutian/domain/rules';
import { AppError, found as foundRow, unlessConflict } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import type { Work } from '../../../platform/request.ts';
import { loadProblem } from '../facts.ts';
import { clueNumbers, type SourceClue, sourceClue } from '../queries/clues.ts';
import { insertProblems } from '../queries/insert.ts';
import { placeNames } from '../queries/places.ts';
import { type ProblemRecord, updateProblem } from '../queries/record.ts';
import { searchOf } from '../search.ts';
import { takeProblemNumbers } from './number.ts';
import { tellResponsible } from './tell.ts';

/** What the accepted report found; null where nobody said. */
export interface ClueFinding {
  readonly type: ProblemType | null;
  readonly ongoing: boolean;
  readonly constructionStage: ConstructionStage | null;
  readonly partyType: PartyType | null;
  readonly partyName: string | null;
  readonly partyPhone: string | null;
  readonly builtYear: number | null;
  readonly description: string;
  readonly reportedByName: string;
}

/** Fields a ledger row is found by. */
export function searchFields(
  row: Pick<ProblemRecord, 'problemNo' | 'title' | 'locationText' | 'partyName' | 'sourceDocNo' | 'sourceNo'>,
  placeName: string | null,
  clues: readonly string[],
): (string | null)[] {
  return [
    row.problemNo,
    row.title,
    placeName,
    row.locationText,
    row.partyName,
    row.sourceDocNo,
    row.sourceNo,
    ...clues,
  ];
}

/**
 * Makes a problem of a clue whose accepted verdict says so: ground, areas and overlay are the clue's, the finding is
 * true, stock or new and the leading unit follow the rules. The caller sets the clue's own state.
 * @param options.reboundOf a written-off problem that this one came back on
 * @throws {AppError} notFound for the clue, missing when neither report nor clue names a type
 */
export async function createProblemFromClue(
  work: Work,
  clue: { readonly id: string },
  finding: ClueFinding,
  rules: Rules,
  options: { reboundOf?: string } = {},
): Promise<{ id: string; problemNo: string }> {
  const { tx, actor, now } = work;
  const source = foundRow(await sourceClue(tx, actor.countyCode, clue.id), '线索');
  const type = finding.type ?? source.type;
  if (type === null)
    throw new AppError('missing', '还没有定问题类型，选好类型才能立为问题。', {
      en: 'Choose the problem type first.',
      details: [{ code: 'problem.type', message: '问题类型', messageEn: 'problem type', at: 'type' }],
    });
  const entry = problemTypes.get(type);
  const foundYear = Number(source.received_on.slice(0, 4));
  const { numbers, placeName } = await takeProblemNumbers(work, source.division_code, foundYear);
  const stock = stockOrNew(type, finding.builtYear === null ? null : String(finding.builtYear), rules);
  const lead = route({ divisionCode: source.division_code, type, channel: source.channel }, [], rules).leadRole;
  const row = {
    id: newId(),
    problemNo: numbers[0] ?? '',
    title: `${placeName}${entry.zh}`.slice(0, 60),
    locationText: source.location_text,
    partyName: finding.partyName,
    sourceDocNo: source.doc_no === '' ? null : source.doc_no,
    sourceNo: null,
  };
  await insertProblems(tx, [
    {
      ...row,
      ...searchOf(searchFields(row, placeName, numbersOf(source))),
      countyCode: actor.countyCode,
      divisionCode: source.division_code,
      channel: source.channel,
      discoveryMethod: source.discovery_method,
      sourceBatch: source.batch_title,
      foundYear,
      builtYear: finding.builtYear,
      stockOrNew: stock.value === 'unknown' ? null : stock.value,
      stockOrNewReason: stock.reason.zh,
      type,
      nonAgri: entry.nonAgri,
      nonGrain: entry.nonGrain,
      point: source.point,
      geom: source.geom,
      originalGeom: source.original_geom,
      repaired: source.repaired,
      areaM2: source.area_m2,
      farmM2: source.farm_m2,
      pbfM2: source.pbf_m2,
      ecoM2: source.eco_m2,
      overlayId: source.overlay_id,
      partyType: finding.partyType,
      partyPhone: finding.partyPhone,
      currentState: finding.ongoing ? 'building' : finding.constructionStage === 'used' ? 'inUse' : null,
      constructionStage: finding.constructionStage,
      ongoing: finding.ongoing,
      verifyResult: 'true',
      verifiedBy: finding.reportedByName,
      verifiedOn: shanghaiDay(now),
      leadUnit: lead ?? source.lead_unit ?? '',
      state: 'registered',
      stateSince: now,
      reboundOf: options.reboundOf ?? null,
      campaignId: source.campaign_id,
      foundAt: source.found_at,
      reportedAt: now,
      remark: finding.description === '' ? null : finding.description,
      createdBy: actor.id,
      createdAt: now,
      updatedBy: actor.id,
      updatedAt: now,
    },
  ]);
  await work.audit({
    action: 'problem.create',
    subjectKind: 'problem',
    subjectId: row.id,
    divisionCode: source.division_code,
    changes: { act: 'fromClue', version: 1, problemNo: row.problemNo, clueNo: source.clue_no },
  });
  const made = await loadProblem(tx, actor.countyCode, row.id);
  await tellResponsible(work, made, {
    kind: 'problem.create',
    level: finding.ongoing ? 'alert' : 'info',
    title: `新问题 ${row.problemNo} ${row.title}`,
    body: finding.ongoing ? '还在施工，先制止。' : '待列入整改清单。',
    dedupe: `problem.create/${row.id}`,
    leaders: finding.ongoing,
  });
  return { id: row.id, problemNo: row.problemNo };
}

const numbersOf = (clue: SourceClue): string[] => [
  clue.clue_no,
  ...(clue.monitor_no === null ? [] : [clue.monitor_no]),
];

/**
 * One problem, many clues: the problem is found by the new clue's numbers, is ongoing when either is, and counts
 * from the earlier finding. The caller sets the clue's own state.
 * @throws {AppError} notFound; wrongState for a problem that has ended: a written-off one is lifted, not joined
 */
export async function joinProblem(
  work: Work,
  problemId: string,
  clue: { readonly id: string },
): Promise<{ id: string; problemNo: string; state: ProblemState }> {
  const { tx, actor, now } = work;
  const problem = await loadProblem(tx, actor.countyCode, problemId, { lock: true });
  const state = problemStates.get(problem.state);
  if (!state.open)
    throw new AppError('wrongState', `问题 ${problem.problemNo} ${state.zh}，不能再并入线索。`, {
      en: `Problem ${problem.problemNo} is closed: ${state.en}.`,
    });
  const source = foundRow(await sourceClue(tx, actor.countyCode, clue.id), '线索');
  const place = await placeNames(tx, problem.divisionCode);
  const known = await clueNumbers(tx, actor.countyCode, problemId);
  const earlier = [problem.foundAt, source.found_at].filter((at): at is Date => at !== null).sort((a, b) => +a - +b)[0];
  const ongoing = problem.ongoing || source.ongoing;
  unlessConflict(
    await updateProblem(tx, actor.countyCode, problemId, problem.rowVersion, {
      ...searchOf(searchFields(problem, place.name, [...new Set([...known, ...numbersOf(source)])])),
      foundAt: earlier ?? null,
      ongoing,
      rowVersion: problem.rowVersion + 1,
      updatedBy: actor.id,
      updatedAt: now,
    }),
  );
  await work.audit({
    action: 'problem.merge',
    subjectKind: 'problem',
    subjectId: problemId,
    divisionCode: problem.divisionCode,
    changes: {
      act: 'joinClue',
      version: problem.rowVersion + 1,
      clueNo: source.clue_no,
      ...(ongoing === problem.ongoing ? {} : { ongoing: [problem.ongoing, ongoing] }),
    },
  });
  return { id: problemId, problemNo: problem.problemNo, state: problem.state };
}
