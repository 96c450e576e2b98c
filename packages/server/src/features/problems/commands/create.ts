import type { createProblem } from '@shoutian/domain/api';
import { route } from '@shoutian/domain/clue';
import { shanghaiDay } from '@shoutian/domain/deadlines';
import { channels, problemTypes } from '@shoutian/domain/dictionaries';
import { within } from '@shoutian/domain/people';
import { stockOrNew } from '@shoutian/domain/problem';
import type { z } from 'zod';
import { AppError } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import type { Work } from '../../../platform/request.ts';
import { rulesFor } from '../../settings/index.ts';
import { insertProblems } from '../queries/insert.ts';
import { searchOf } from '../search.ts';
import { checkedPlan } from './edit.ts';
import { searchFields } from './from-clue.ts';
import { groundOf } from './ground.ts';
import { takeProblemNumbers } from './number.ts';

type Body = z.output<NonNullable<(typeof createProblem)['body']>>;

/**
 * A problem set up by hand. Its areas by land class come with the overlay, which the route runs after this.
 * @returns id, and whether there is ground to lay over
 * @throws {AppError} outsideScope, badInput (place, shape), missing (document number of the sources that have one)
 */
export async function createByHand(work: Work, body: Body): Promise<{ id: string; hasGround: boolean }> {
  const { tx, actor, now } = work;
  if (!within(body.divisionCode, actor.scopeCode)) throw new AppError('outsideScope');
  if (channels.get(body.channel).needsDocument && !body.sourceDocNo)
    throw new AppError('missing', `来源是「${channels.label(body.channel)}」，要填来源文件的文号。`, {
      en: 'This source needs the number of its document.',
      details: [{ code: 'problem.sourceDocNo', at: 'body.sourceDocNo', message: '来源文件' }],
    });
  const ground = groundOf(body);
  const rules = await rulesFor(tx, actor.countyCode, now);
  const { numbers, placeName } = await takeProblemNumbers(work, body.divisionCode, body.foundYear);
  const entry = problemTypes.get(body.type);
  const stock = stockOrNew(body.type, body.builtYear == null ? null : String(body.builtYear), rules);
  const lead = route({ divisionCode: body.divisionCode, type: body.type, channel: body.channel }, [], rules).leadRole;
  const row = {
    id: newId(),
    problemNo: numbers[0] ?? '',
    title: body.title,
    locationText: body.locationText ?? '',
    partyName: body.partyName ?? null,
    sourceDocNo: body.sourceDocNo,
    sourceNo: body.sourceNo,
  };
  await insertProblems(tx, [
    {
      ...row,
      ...searchOf(searchFields(row, placeName, [])),
      ...ground,
      ...(await checkedPlan(work, body)),
      countyCode: actor.countyCode,
      divisionCode: body.divisionCode,
      channel: body.channel,
      discoveryMethod: body.discoveryMethod,
      selfFound: body.selfFound ?? false,
      foundYear: body.foundYear,
      builtYear: body.builtYear ?? null,
      stockOrNew: body.stockOrNew ?? (stock.value === 'unknown' ? null : stock.value),
      stockOrNewReason: body.stockOrNewReason ?? stock.reason.zh,
      type: body.type,
      nonAgri: entry.nonAgri,
      nonGrain: entry.nonGrain,
      partyType: body.partyType ?? null,
      partyPhone: body.partyPhone ?? null,
      currentState: body.currentState ?? null,
      constructionStage: body.constructionStage ?? null,
      ongoing: body.ongoing ?? false,
      demolitionRequired: body.demolitionRequired ?? false,
      verifyResult: body.verifyResult ?? null,
      verifiedBy: body.verifyResult ? actor.name : null,
      verifiedOn: body.verifyResult ? shanghaiDay(now) : null,
      rejectReason: body.rejectReason ?? null,
      leadUnit: body.leadUnit ?? lead ?? '',
      coUnits: body.coUnits ?? [],
      campaignId: body.campaignId,
      remark: body.remark ?? null,
      state: 'registered',
      stateSince: now,
      foundAt: now,
      reportedAt: now,
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
    divisionCode: body.divisionCode,
    changes: { act: 'byHand', version: 1, problemNo: row.problemNo, title: row.title, type: body.type },
  });
  return { id: row.id, hasGround: body.geometry !== null };
}
