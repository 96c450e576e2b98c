import type { DrawCandidate, DrawnProblem } from '@shoutian/domain/problem';
import type { Tx } from '../../../platform/request.ts';

export interface DrawRow {
  id: string;
  division_code: string;
  title: string;
  seed: string;
  algorithm: string;
  ratio: number;
  strata: string[];
  population: DrawCandidate[];
  population_sha256: string;
  due_on: string;
  picked: DrawnProblem[] | null;
  drawn_by_name: string;
  prepared_at: Date;
  drawn_at: Date | null;
}

const columns = `id, division_code, title, seed, algorithm, ratio, strata, population, population_sha256, due_on, picked,
  drawn_by_name, prepared_at, drawn_at`;

export async function drawById(tx: Tx, county: string, id: string): Promise<DrawRow | undefined> {
  const [row] = await tx.query<DrawRow>(
    `select ${columns} from inspection_draw where county_code = $1 and id = $2 for update`,
    [county, id],
  );
  return row;
}

export async function drawPage(
  tx: Tx,
  county: string,
  filter: { q: string | null; page: number; pageSize: number },
): Promise<{ rows: DrawRow[]; total: number }> {
  const rows = await tx.query<DrawRow & { total_rows: number }>(
    `select ${columns}, count(*) over ()::int as total_rows from inspection_draw
     where county_code = $1 and ($2::text is null or title ilike '%' || $2 || '%') order by id desc limit $3 offset $4`,
    [county, filter.q, filter.pageSize, (filter.page - 1) * filter.pageSize],
  );
  return { rows, total: rows[0]?.total_rows ?? 0 };
}

export async function insertDraw(
  tx: Tx,
  county: string,
  draw: {
    id: string;
    divisionCode: string;
    title: string;
    seed: string;
    algorithm: string;
    ratio: number;
    strata: readonly string[];
    population: string;
    populationSha256: string;
    dueOn: string;
    by: { id: string; name: string; now: Date };
  },
): Promise<void> {
  await tx.query(
    `insert into inspection_draw (county_code, id, division_code, title, seed, algorithm, ratio, strata, population,
       population_sha256, due_on, prepared_at, drawn_by, drawn_by_name)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      county,
      draw.id,
      draw.divisionCode,
      draw.title,
      draw.seed,
      draw.algorithm,
      draw.ratio,
      draw.strata,
      draw.population,
      draw.populationSha256,
      draw.dueOn,
      draw.by.now,
      draw.by.id,
      draw.by.name,
    ],
  );
}

/** What was picked is written once; a second writer changes nothing. */
export async function setPicked(
  tx: Tx,
  county: string,
  id: string,
  picked: readonly DrawnProblem[],
  now: Date,
): Promise<unknown[]> {
  return tx.query(
    `update inspection_draw set picked = $3, drawn_at = $4
     where county_code = $1 and id = $2 and picked is null returning id`,
    [county, id, JSON.stringify(picked), now],
  );
}

export interface PopulationRow {
  id: string;
  division_code: string;
  method: string;
  approver: string;
  flagged: boolean;
}

/**
 * Written-off problems of a span and place. Flagged: marked as false by a person, let pass in a condition, or with a photo
 * that any check asked to look at (specification 6.4: all with any flag).
 */
export async function population(
  tx: Tx,
  county: string,
  span: { from: string; to: string; place: string },
): Promise<PopulationRow[]> {
  return tx.query<PopulationRow>(
    `select p.id, p.division_code, coalesce(e.method, p.rectify_method, '') as method,
       coalesce((select o.person_id from write_off w join write_off_opinion o on o.county_code = $1 and o.write_off_id = w.id
         where w.county_code = $1 and w.problem_id = p.id and w.state = 'approved' and o.step = 'countyReview' and o.agree
         order by o.at desc limit 1), p.written_off_by, '') as approver,
       (p.fake_flag
         or exists (select from guard_override g where g.county_code = $1 and g.problem_id = p.id)
         or exists (select from photo f where f.county_code = $1 and f.problem_id = p.id
           and (f.checks @> '[{"level": "flag"}]' or f.checks @> '[{"level": "block"}]'))) as flagged
     from problem p left join evidence_pack e on e.county_code = $1 and e.problem_id = p.id
     where p.county_code = $1 and p.state = 'writtenOff' and p.written_off_on between $2 and $3 and starts_with(p.division_code, $4)
     order by p.id`,
    [county, span.from, span.to, span.place],
  );
}

export interface PickedRow {
  id: string;
  division_code: string;
  problem_no: string;
  title: string;
  village_name: string | null;
  overridden: boolean;
}

export async function pickedProblems(tx: Tx, county: string, ids: readonly string[]): Promise<PickedRow[]> {
  return tx.query<PickedRow>(
    `select p.id, p.division_code, p.problem_no, p.title, d.name as village_name,
       exists (select from guard_override g where g.county_code = $1 and g.problem_id = p.id) as overridden
     from problem p left join division d on d.code = p.division_code
     where p.county_code = $1 and p.id = any ($2::uuid[])`,
    [county, ids],
  );
}
