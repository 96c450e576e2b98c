import { createHash, randomBytes } from 'node:crypto';
import type { drawInspection as drawEndpoint } from '@shoutian/domain/api';
import { addDays, shanghaiDay } from '@shoutian/domain/deadlines';
import { within } from '@shoutian/domain/people';
import { type DrawCandidate, type DrawnProblem, drawInspection } from '@shoutian/domain/problem';
import type { z } from 'zod';
import { AppError, found } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import type { LooseWork, Work } from '../../../platform/request.ts';
import { problemRecords, tellRoles } from '../../problems/index.ts';
import * as draws from '../queries/draws.ts';
import { addVisits } from './visits.ts';

type Wanted = z.output<NonNullable<(typeof drawEndpoint)['body']>>;
const VISIT_WITHIN_DAYS = 30;

/** The population as it is hashed and stored: sorted by id, three fields each. */
export function canonical(candidates: readonly DrawCandidate[]): { text: string; sha256: string } {
  const rows = [...candidates]
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .map(({ id, stratum, flagged }) => ({ id, stratum, flagged }));
  const text = JSON.stringify(rows);
  return { text, sha256: createHash('sha256').update(text).digest('hex') };
}

/** Name of the procedure as it is stored before anything is drawn. */
const algorithm = drawInspection([], 0, '').algorithm;

/**
 * Draws written-off problems for inspection. Seed and population are committed before the draw is made, so that nobody can
 * try seeds until a draw pleases: every try stays on record.
 * @returns id of the draw
 * @throws {AppError} outsideScope; wrongState when there is nothing to draw from
 */
export async function drawn(work: LooseWork, body: Wanted): Promise<string> {
  const id = newId();
  const place = body.divisionCode ?? work.actor.scopeCode;
  if (!within(place, work.actor.scopeCode)) throw new AppError('outsideScope');
  await work.transaction(async ({ tx, actor, now }) => {
    const rows = await draws.population(tx, actor.countyCode, {
      from: body.writtenOffFrom,
      to: body.writtenOffTo,
      place,
    });
    if (rows.length === 0)
      throw new AppError('wrongState', '这段时间和范围内没有已销号的问题可抽。', {
        en: 'Nothing was written off in this span and place.',
      });
    const candidates = rows.map((row) => ({
      id: row.id,
      stratum: body.strata.map((name) => stratumOf(row, name)).join('/'),
      flagged: row.flagged,
    }));
    const { text, sha256 } = canonical(candidates);
    await draws.insertDraw(tx, actor.countyCode, {
      id,
      divisionCode: place,
      title: body.title,
      seed: body.seed ?? randomBytes(8).toString('hex'),
      algorithm,
      ratio: body.ratio,
      strata: body.strata,
      population: text,
      populationSha256: sha256,
      dueOn: body.dueOn ?? addDays(shanghaiDay(now), VISIT_WITHIN_DAYS),
      by: { id: actor.id, name: actor.name, now },
    });
  });
  await work.transaction((inner) => finish(inner, id));
  return id;
}

function stratumOf(row: draws.PopulationRow, name: Wanted['strata'][number]): string {
  switch (name) {
    case 'village':
      return row.division_code;
    case 'method':
      return row.method;
    case 'approver':
      return row.approver;
  }
}

/** Makes the draw over the stored population, once; what is drawn gets its visit. */
async function finish(work: Work, id: string): Promise<void> {
  const { tx, actor, now } = work;
  const county = actor.countyCode;
  const draw = found(await draws.drawById(tx, county, id), '抽查');
  if (draw.picked !== null) return;
  const { picked } = again(draw);
  await draws.setPicked(tx, county, id, picked, now);
  const problems = (
    await problemRecords(
      tx,
      county,
      picked.map((each) => each.id),
    )
  ).filter((problem) => problem.state === 'writtenOff');
  await addVisits(
    work,
    problems.map((problem) => ({
      problem,
      kind: 'draw' as const,
      dueOn: draw.due_on,
      drawId: id,
      cause: `${draw.title}：${picked.find((each) => each.id === problem.id)?.reason === 'flagged' ? '有提示，必查' : '抽中'}`,
    })),
  );
  for (const problem of problems)
    await tellRoles(work, problem, ['townBuild', 'townIndustry', 'townEnforce'], {
      kind: 'lookBack.drawn',
      level: 'info',
      title: `抽查 ${problem.problemNo} ${problem.title}`,
      body: `${draw.title}，${draw.due_on} 前到场。`,
      dedupe: `lookBack.drawn/${id}/${problem.id}`,
      link: '/look-backs',
    });
  await work.audit({
    action: 'problem.drawInspection',
    subjectKind: 'draw',
    subjectId: id,
    divisionCode: draw.division_code,
    changes: {
      title: draw.title,
      seed: draw.seed,
      algorithm: draw.algorithm,
      ratio: draw.ratio,
      population: draw.population.length,
      populationSha256: draw.population_sha256,
      picked: picked.length,
    },
  });
}

const again = (draw: draws.DrawRow): { picked: readonly DrawnProblem[] } =>
  drawInspection(draw.population, draw.ratio, draw.seed);

/**
 * Draws once more from what is stored. True only when the population still has its hash, the procedure is still the one
 * that was named, and the same problems come out; finishes a draw that was interrupted.
 */
export async function repeated(work: Work, id: string): Promise<{ same: boolean; populationSha256: string }> {
  await finish(work, id);
  const draw = found(await draws.drawById(work.tx, work.actor.countyCode, id), '抽查');
  const { sha256 } = canonical(draw.population);
  const key = (picked: readonly DrawnProblem[]): string =>
    picked.map((each) => `${each.id} ${each.stratum} ${each.reason}`).join('\n');
  return {
    same:
      sha256 === draw.population_sha256 &&
      draw.algorithm === algorithm &&
      key(draw.picked ?? []) === key(again(draw).picked),
    populationSha256: sha256,
  };
}
