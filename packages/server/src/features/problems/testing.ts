import { ApiProblem } from '@shoutian/domain/api';
import type { ProblemState } from '@shoutian/domain/problem';
import { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Harness } from '../../testing/harness.ts';
import { places } from '../../testing/harness.ts';
import { searchOf } from './search.ts';

let seq = 0;

/** Puts a problem row straight into the database, in any state, with any column (snake_case) set otherwise. */
export async function plantProblem(
  house: Harness,
  columns: Record<string, unknown> & { state?: ProblemState } = {},
): Promise<string> {
  seq += 1;
  const id = newId();
  const title = String(columns['title'] ?? `清溪村仓库${seq}`);
  const { searchTerms, searchText } = searchOf([title, `2026-测试-${String(seq).padStart(4, '0')}`]);
  const row: Record<string, unknown> = {
    county_code: places.county,
    id,
    division_code: places.villageA1,
    problem_no: `2026-测试-${String(seq).padStart(4, '0')}`,
    title,
    channel: 'satelliteEnforcement',
    discovery_method: 'imagery',
    found_year: 2026,
    stock_or_new: 'new',
    type: 'T16',
    non_agri: true,
    area_m2: 2000,
    farm_m2: 1200,
    pbf_m2: 300,
    lead_unit: 'townBuild',
    verify_result: 'true',
    state: 'registered',
    state_since: new Date('2026-09-01T02:00:00Z'),
    search_terms: searchTerms,
    search_text: searchText,
    created_by: house.idOf('build'),
    updated_by: house.idOf('build'),
    ...columns,
  };
  const names = Object.keys(row);
  await house.server.platform.db.pool.query(
    `insert into problem (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')})`,
    names.map((name) => row[name]),
  );
  return id;
}

/** A running problem: on a list since `formedOn`, due on `dueOn`. */
export const running = (formedOn: string, dueOn: string): Record<string, unknown> => ({
  state: 'rectifying',
  list_formed_on: formedOn,
  due_on: dueOn,
  original_due_on: dueOn,
  category: 'byDate',
  rectify_method: 'demolishAndRecultivate',
  measures: '拆除棚房，破除硬化，复耕',
  responsible_unit: '清溪村',
  responsible_person: '人员village',
});

/** Code of a refusal, of a route or of a command; `granted` where there was none. */
export const refused = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'granted',
    (problem: unknown) =>
      problem instanceof ApiProblem || problem instanceof AppError ? problem.code : String(problem),
  );

/** The refusal itself, to look at its details. */
export async function caught(promise: Promise<unknown>): Promise<ApiProblem> {
  const problem = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(problem instanceof ApiProblem)) throw new Error(`not refused: ${String(problem)}`);
  return problem;
}
