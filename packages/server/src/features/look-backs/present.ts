import type { DrawView, LookBackView } from '@shoutian/domain/api';
import { daysBetween } from '@shoutian/domain/deadlines';
import type { z } from 'zod';
import type { DrawRow, PickedRow } from './queries/draws.ts';
import type { VisitRow } from './queries/visits.ts';

export function presentVisit(
  row: VisitRow,
  today: string,
  rights: Pick<z.input<typeof LookBackView>, 'abilities' | 'missing'>,
): z.input<typeof LookBackView> {
  return {
    id: row.id,
    problemId: row.problem_id,
    problemNo: row.problem_no,
    title: row.title,
    villageName: row.village_name ?? row.division_code,
    divisionCode: row.division_code,
    areaM2: row.area_m2,
    writtenOffOn: row.written_off_on,
    kind: row.kind,
    dueOn: row.due_on,
    daysLeft: row.state === 'due' ? daysBetween(today, row.due_on) : null,
    state: row.state,
    result: row.result,
    note: row.note,
    visitedOn: row.visited_on,
    visitorName: row.visitor_name,
    cause: row.cause,
    clueId: row.clue_id,
    clueNo: row.clue_no,
    overridden: row.overridden,
    ...rights,
  };
}

/** @param problems the picked ones that the caller may see */
export function presentDraw(row: DrawRow, problems: ReadonlyMap<string, PickedRow>): z.input<typeof DrawView> {
  return {
    id: row.id,
    title: row.title,
    seed: row.seed,
    algorithm: row.algorithm,
    ratio: row.ratio,
    strata: row.strata,
    population: row.population.length,
    populationSha256: row.population_sha256,
    dueOn: row.due_on,
    picked: (row.picked ?? []).flatMap(({ id, stratum, reason }) => {
      const problem = problems.get(id);
      if (problem === undefined) return [];
      return [
        {
          problemId: id,
          problemNo: problem.problem_no,
          title: problem.title,
          villageName: problem.village_name ?? problem.division_code,
          stratum,
          reason,
          overridden: problem.overridden,
        },
      ];
    }),
    drawnByName: row.drawn_by_name,
    preparedAt: row.prepared_at.toISOString(),
    drawnAt: row.drawn_at?.toISOString() ?? null,
  };
}
