import type { Actor, RoleId } from '@shoutian/domain/people';
import type { Tx } from '../../../platform/request.ts';
import type { WriteOffRow } from './read.ts';

export interface ListRow extends WriteOffRow {
  problem_no: string;
  title: string;
  area_m2: number;
  problem_state: string;
  state_since: Date;
  village_name: string | null;
  mine: boolean;
}

export interface ListFilter {
  states: readonly string[];
  mine: boolean;
  problemId: string | null;
  ids: readonly string[] | null;
  division: string | null;
  q: string | null;
  sort: string | undefined;
  page: number;
  pageSize: number;
}

const orders: Record<string, string> = {
  appliedOn: 'w.applied_on, w.id',
  '-appliedOn': 'w.applied_on desc, w.id desc',
  writeOffNo: 'w.write_off_no',
  '-writeOffNo': 'w.write_off_no desc',
  areaM2: 'p.area_m2, w.id',
  '-areaM2': 'p.area_m2 desc, w.id desc',
  // Who waits longest comes first.
  waitingDays: 'p.state_since desc, w.id desc',
  '-waitingDays': 'p.state_since, w.id',
};

/**
 * Whose turn it is: the desk of the state; on site nobody who applied, filed evidence or has been there already; a returned
 * application waits for its applicant until a new one is made. Parameters: $2 person, $3 roles, $4 centre roles among them.
 */
const mine = `(
  (w.state = 'siteCheck' and $3::text[] && array['townBuild', 'townIndustry', 'townEnforce'] and w.applicant_id <> $2
    and ('townEnforce' = any ($3) or p.lead_unit = '' or p.lead_unit = any ($4::text[]) or p.co_units && $4)
    and not exists (select from photo f where f.county_code = $1 and f.problem_id = p.id and f.subject_kind = 'problem' and f.uploaded_by = $2)
    and not exists (select from approval_doc a where a.county_code = $1 and a.problem_id = p.id and $2 = any (a.contributors))
    and not exists (select from evidence_pack e where e.county_code = $1 and e.problem_id = p.id and $2 = any (e.contributors))
    and not exists (select from write_off_opinion o where o.county_code = $1 and o.write_off_id = w.id and o.step = 'siteCheck'
      and o.agree and o.person_id = $2 and not exists (select from write_off_opinion r
        where r.county_code = $1 and r.write_off_id = w.id and not r.agree and r.at > o.at)))
  or (w.state = 'townReview' and 'townLeader' = any ($3))
  or (w.state = 'countyReview' and 'countyNr' = any ($3))
  or (w.state = 'returned' and w.applicant_id = $2 and p.state = 'rectifying'
    and not exists (select from write_off l where l.county_code = $1 and l.problem_id = w.problem_id and l.id > w.id)))`;

const from = `from write_off w
  join problem p on p.county_code = $1 and p.id = w.problem_id
  left join division d on d.code = p.division_code
  where w.county_code = $1`;

const who = (actor: Actor): unknown[] => {
  const centres: RoleId[] = ['townBuild', 'townIndustry'];
  return [actor.countyCode, actor.id, actor.roles, actor.roles.filter((role) => centres.includes(role))];
};

export async function writeOffPage(
  tx: Tx,
  actor: Actor,
  filter: ListFilter,
): Promise<{ rows: ListRow[]; total: number }> {
  const order = orders[filter.sort ?? '-appliedOn'] ?? 'w.applied_on desc, w.id desc';
  const rows = await tx.query<ListRow & { total_rows: number }>(
    `select w.id, w.division_code, w.problem_id, w.round, w.write_off_no, w.state, w.applicant_id, w.applicant_name,
       w.applied_on, w.statement, w.facts, w.look_back_plan, w.publicity, w.returned_reason, w.row_version,
       p.problem_no, p.title, p.area_m2, p.state as problem_state, p.state_since, d.name as village_name, ${mine} as mine,
       count(*) over ()::int as total_rows
     ${from} and w.state = any ($5::text[]) and (not $6::boolean or ${mine})
       and ($7::uuid is null or w.problem_id = $7) and ($8::uuid[] is null or w.id = any ($8))
       and ($9::text is null or w.write_off_no ilike '%' || $9 || '%' or p.problem_no ilike '%' || $9 || '%'
         or p.title ilike '%' || $9 || '%' or d.name ilike '%' || $9 || '%')
       and ($12::text is null or starts_with(w.division_code, $12))
     order by ${order} limit $10 offset $11`,
    [
      ...who(actor),
      filter.states,
      filter.mine,
      filter.problemId,
      filter.ids,
      filter.q,
      filter.pageSize,
      (filter.page - 1) * filter.pageSize,
      filter.division,
    ],
  );
  return { rows, total: rows[0]?.total_rows ?? 0 };
}

/** Applications in sight by state, and those that wait for the caller (`waitingForMe`). */
export async function writeOffCounts(tx: Tx, actor: Actor, division: string | null): Promise<Record<string, number>> {
  const rows = await tx.query<{ state: string; n: number; mine: number }>(
    `select w.state, count(*)::int as n, (count(*) filter (where ${mine}))::int as mine
     ${from} and ($5::text is null or starts_with(w.division_code, $5)) group by w.state`,
    [...who(actor), division],
  );
  const counts: Record<string, number> = { siteCheck: 0, townReview: 0, countyReview: 0, approved: 0, returned: 0 };
  for (const row of rows) counts[row.state] = row.n;
  return { ...counts, waitingForMe: rows.reduce((sum, row) => sum + row.mine, 0) };
}
