import type { DutyFacts } from '@shoutian/domain/problem';
import type { Tx } from '../../../platform/request.ts';

interface DutyRow {
  id: string;
  uploaders: string[];
  reviewers: string[];
  town_approver: string | null;
  county_approver: string | null;
  requester: string | null;
  milestones: number;
}

/** @param asked the ids as rows @param among a condition on an id */
const statement = (asked: string, among: string): string =>
  `with wanted as (${asked}),
     latest as (
       select distinct on (w.problem_id) w.problem_id, w.id from write_off w
       where w.county_code = $1 and w.problem_id ${among} order by w.problem_id, w.id desc
     ),
     refused as (
       select o.write_off_id, max(o.at) as at from write_off_opinion o join latest l on l.id = o.write_off_id
       where o.county_code = $1 and not o.agree group by o.write_off_id
     ),
     opinions as (
       select l.problem_id, o.step, o.person_id, o.at from latest l
       join write_off_opinion o on o.county_code = $1 and o.write_off_id = l.id and o.agree
       left join refused r on r.write_off_id = l.id
       where r.at is null or o.at > r.at
     ),
     filed as (
       select problem_id, uploaded_by as person from photo where county_code = $1 and problem_id ${among} and subject_kind = 'problem'
       union select problem_id, unnest(contributors) from approval_doc where county_code = $1 and problem_id ${among}
       union select problem_id, unnest(contributors) from evidence_pack where county_code = $1 and problem_id ${among}
     )
     select w.id,
       coalesce((select array_agg(f.person order by f.person) from filed f where f.problem_id = w.id), '{}') as uploaders,
       coalesce((select array_agg(distinct o.person_id) from opinions o where o.problem_id = w.id and o.step = 'siteCheck'), '{}') as reviewers,
       (select o.person_id from opinions o where o.problem_id = w.id and o.step = 'townReview' order by o.at desc limit 1) as town_approver,
       (select o.person_id from opinions o where o.problem_id = w.id and o.step = 'countyReview' order by o.at desc limit 1) as county_approver,
       (select e.requested_by from extension e where e.county_code = $1 and e.problem_id = w.id and e.state = 'requested' limit 1) as requester,
       (select count(*) from milestone m where m.county_code = $1 and m.problem_id = w.id) as milestones
     from wanted w`;

// With one id the planner keeps its plan; with an array it plans anew each time, which takes longer than the reading.
const ONE = statement('select $2::uuid as id', '= $2');
const MANY = statement('select id from unnest($2::uuid[]) as w (id)', '= any ($2::uuid[])');

/**
 * Who did what before on these problems, and how many milestones they have: one statement for all of them. Evidence is
 * what was filed for the remedy (photos of the problem, approval documents, the pack). Opinions count since the last
 * refusal of the latest write-off.
 */
export async function dutyOf(
  tx: Tx,
  countyCode: string,
  ids: readonly string[],
): Promise<Map<string, { duty: DutyFacts; milestones: number }>> {
  const [only, ...more] = ids;
  if (only === undefined) return new Map();
  const rows = await tx.prepared<DutyRow>(more.length === 0 ? ONE : MANY, [countyCode, more.length === 0 ? only : ids]);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        duty: {
          evidenceUploaders: row.uploaders,
          fieldReviewers: row.reviewers,
          townApprover: row.town_approver,
          countyApprover: row.county_approver,
          extensionRequester: row.requester,
          extensionPending: row.requester !== null,
        },
        milestones: row.milestones,
      },
    ]),
  );
}
