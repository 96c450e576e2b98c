import type { Desk, DueRow } from '@shoutian/domain/api';
import type { Actor } from '@shoutian/domain/people';
import type { Tx } from '../../../platform/request.ts';
import { tickingStates } from '../../problems/index.ts';

export interface DeskCounts {
  mine: number;
  overdue: number;
  overdue_new: number;
  within7: number;
  open: number;
  open_farm: number;
  open_pbf: number;
  closed: number;
  to_close: number;
  clues_mine: number;
  clues_open: number;
}

const ended = `('writtenOff', 'transferred', 'noAction', 'mergedInto')`;

/**
 * Figures of one desk inside a place.
 * @param monday first day of this week: what fell due since then is newly overdue
 */
export async function deskCounts(
  tx: Tx,
  actor: Actor,
  place: string,
  today: string,
  monday: string,
): Promise<DeskCounts> {
  const [row] = await tx.query<DeskCounts>(
    `with p as (
       select state, farm_m2, pbf_m2, (responsible_person_id = $2) as mine, state not in ${ended} as open,
         case when state = any ($3::text[]) then due_on end as due_on
       from problem where county_code = $1 and starts_with(division_code, $7)
     ),
     c as (select assigned_to, state from clue where county_code = $1
       and state in ('registered', 'dispatched', 'reported') and starts_with(division_code, $7))
     select count(*) filter (where mine and open) as mine, count(*) filter (where due_on < $4::date) as overdue,
       count(*) filter (where due_on < $4::date and due_on >= $5::date - 1) as overdue_new,
       count(*) filter (where due_on between $4::date and $4::date + 7) as within7,
       count(*) filter (where open) as open, coalesce(sum(farm_m2) filter (where open), 0) as open_farm,
       coalesce(sum(pbf_m2) filter (where open), 0) as open_pbf,
       count(*) filter (where state = 'writtenOff') as closed,
       count(*) filter (where state not in ('transferred', 'noAction', 'mergedInto')) as to_close,
       (select count(*) from c where c.state = 'dispatched' and (c.assigned_to = $2 or $6)) as clues_mine,
       (select count(*) from c) as clues_open
     from p`,
    [actor.countyCode, actor.id, tickingStates, today, monday, !isOnTheGround(actor), place],
  );
  if (!row) throw new Error('a count gives a row');
  return row;
}

const isOnTheGround = (actor: Actor): boolean => actor.roles.every((role) => role === 'village' || role === 'gridder');
const own = (actor: Actor): string[] => actor.roles.filter((role) => role === 'townBuild' || role === 'townIndustry');

export interface WaitingRow {
  kind: Desk['waiting'][number]['kind'];
  id: string;
  subject_id: string;
  no: string;
  title: string;
  who: string;
  at: Date;
  hint: string;
  total_rows: number;
}

/**
 * What waits for this desk, by role: who may act is the transition tables' business, whose turn it is stands here.
 * `lead` keeps a centre to its own types and to what nobody leads.
 */
export async function waitingFor(tx: Tx, actor: Actor, place: string, limit: number): Promise<WaitingRow[]> {
  const has = (role: string): boolean => actor.roles.some((each) => each === role);
  const centre = own(actor);
  const here = (alias: string): string => `starts_with(${alias}.division_code, $5)`;
  const lead = (alias: string): string =>
    `($3::text[] = '{}' or ${alias}.lead_unit is null or ${alias}.lead_unit = '' or ${alias}.lead_unit = any ($3::text[]))`;
  const parts = [
    ...(centre.length > 0 || has('countyNr')
      ? [
          `select 'clueReview' as kind, c.id, c.id as subject_id, c.clue_no as no, c.location_text as title,
             coalesce(c.assigned_name, '') as who, c.state_since as at, coalesce(c.verdict, '') as hint
           from clue c where c.county_code = $1 and c.state = 'reported' and ${here('c')} and ${lead('c')}`,
        ]
      : []),
    ...writeOffSteps(actor).map(
      (step) => `select 'writeOff', w.id, p.id, w.write_off_no, p.title, w.applicant_name, p.state_since, '${step}'
        from write_off w join problem p on p.county_code = $1 and p.id = w.problem_id
        where w.county_code = $1 and w.state = '${step}' and ${here('p')} and ${lead('p')}`,
    ),
    ...(has('townLeader') || has('countyNr')
      ? [
          `select 'extension', e.id, p.id, p.problem_no, p.title, e.requested_by_name, e.requested_at,
             e.from_due_on::text || ' → ' || e.to_due_on::text
           from extension e join problem p on p.county_code = $1 and p.id = e.problem_id
           where e.county_code = $1 and e.state = 'requested' and p.state = 'rectifying' and ${here('p')} and e.requested_by <> $2`,
          `select 'listFreeze', l.id, l.id, '', l.title, l.created_by_name, l.created_at,
             (select count(*) from rectification_item i where i.county_code = $1 and i.list_id = l.id)::text
           from rectification_list l where l.county_code = $1 and l.state = 'draft' and ${here('l')}
             and exists (select 1 from rectification_item i where i.county_code = $1 and i.list_id = l.id)`,
        ]
      : []),
    ...(centre.length > 0 || has('townEnforce')
      ? [
          // One row a problem: ten photos of one visit are one thing to look at.
          `select 'photoReview', (array_agg(f.id order by f.received_at))[1], p.id, p.problem_no, p.title,
             (array_agg(f.uploaded_by_name order by f.received_at))[1], min(f.received_at), count(*)::text
           from photo f join problem p on p.county_code = $1 and p.id = f.problem_id
           where f.county_code = $1 and f.subject_kind = 'problem' and f.review is null and f.uploaded_by <> $2
             and p.state in ('rectifying', 'writeOffRequested')
             and f.checks @? '$[*] ? (@.level == "block" || @.level == "flag")' and ${here('p')} and ${lead('p')}
           group by p.id, p.problem_no, p.title`,
        ]
      : []),
    ...(centre.length > 0
      ? [
          `select 'rebound', p.id, p.id, p.problem_no, p.title, '', p.state_since, coalesce(p.reopened_on::text, '')
           from problem p where p.county_code = $1 and p.state = 'reopened' and ${here('p')} and ${lead('p')}`,
        ]
      : []),
  ];
  if (parts.length === 0) return [];
  return tx.query<WaitingRow>(
    `with w (kind, id, subject_id, no, title, who, at, hint) as (${parts.join('\n union all ')})
     select w.*, count(*) over () as total_rows from w where $2 <> '' and $3::text[] is not null order by at limit $4`,
    [actor.countyCode, actor.id, centre, limit, place],
  );
}

function writeOffSteps(actor: Actor): string[] {
  const steps: string[] = [];
  if (own(actor).length > 0 || actor.roles.includes('townEnforce')) steps.push('siteCheck');
  if (actor.roles.includes('townLeader')) steps.push('townReview');
  if (actor.roles.includes('countyNr')) steps.push('countyReview');
  return steps;
}

export interface DueRecord {
  kind: DueRow['kind'];
  id: string;
  problem_id: string | null;
  no: string;
  title: string;
  village_name: string | null;
  /** State, kind of task or kind of step. */
  step: string;
  /** What the list calls the step. */
  name: string;
  state: string;
  due_on: string;
  total_rows: number;
}

// One row a thing that has a day: the problem's own day, its open steps, clues to verify, tasks of other kinds. The
// rectify task is the problem's day again and is left out.
const due = `due as (
  select 'problem' as kind, p.id, p.id as problem_id, p.problem_no as no, p.title, p.division_code, p.state as step, '' as name, p.state,
    p.due_on, (p.responsible_person_id = $2) as mine, (p.lead_unit = any ($3::text[]) or p.co_units && $3::text[]) as unit
  from problem p where p.county_code = $1 and p.state = any ($4::text[]) and p.due_on is not null
  union all
  select 'milestone', m.id, p.id, p.problem_no, p.title, p.division_code, m.step, m.name, p.state, m.planned_on,
    (p.responsible_person_id = $2), (p.lead_unit = any ($3::text[]) or p.co_units && $3::text[])
  from milestone m join problem p on p.county_code = $1 and p.id = m.problem_id
  where m.county_code = $1 and m.actual_on is null and p.state = 'rectifying' and m.step not in ('writtenOff', 'townChecked')
    and m.planned_on < coalesce(p.due_on, m.planned_on + 1)
  union all
  select 'clue', c.id, null, c.clue_no, c.location_text, c.division_code, c.state, '', c.state, c.due_on,
    (c.assigned_to = $2), (c.lead_unit = any ($3::text[]))
  from clue c where c.county_code = $1 and c.state = 'dispatched' and c.due_on is not null
  union all
  select 'task', t.id, p.id, coalesce(p.problem_no, ''), coalesce(p.title, t.title), t.division_code, t.kind, '', t.state,
    t.due_on, (t.assigned_to = $2), (t.assigned_role = any ($3::text[]))
  from task t left join problem p on p.county_code = $1 and t.subject_kind = 'problem' and p.id = t.subject_id
  where t.county_code = $1 and t.state = 'open' and t.due_on is not null and t.kind not in ('rectify', 'verifyClue')
)`;

const units = (actor: Actor): string[] => [...actor.roles];

const wanted = `starts_with(r.division_code, $5)
  and ($6 = 'area' or ($6 = 'mine' and r.mine) or ($6 = 'unit' and (r.unit or r.mine)))`;

export interface DueWanted {
  /** Own things, those of the own unit, or all of the place. */
  readonly who: 'mine' | 'unit' | 'area';
  /** Division code: only what lies inside. */
  readonly place: string;
}

/** One row a thing, most overdue first: a problem stands once, with the earliest of its open days. */
export async function duePage(
  tx: Tx,
  actor: Actor,
  { who, place }: DueWanted,
  page: { page: number; pageSize: number },
): Promise<DueRecord[]> {
  return tx.query<DueRecord>(
    `with ${due},
     thing as (
       select distinct on (coalesce(r.problem_id, r.id)) r.* from due r where ${wanted}
       order by coalesce(r.problem_id, r.id), r.due_on, r.kind <> 'problem', r.kind, r.id
     )
     select r.kind, r.id, r.problem_id, r.no, r.title, d.name as village_name, r.step, r.name, r.state, r.due_on,
       count(*) over () as total_rows
     from thing r left join division d on d.code = r.division_code
     order by r.due_on, r.kind, r.id limit $7 offset $8`,
    [
      actor.countyCode,
      actor.id,
      units(actor),
      tickingStates,
      place,
      who,
      page.pageSize,
      (page.page - 1) * page.pageSize,
    ],
  );
}

export interface DueCounts {
  mine: number;
  unit: number;
  area: number;
  late: number;
  today: number;
}

/** Things for each `who` (a problem with its steps is one), and those of the wanted one that are late or due today. */
export async function dueCounts(tx: Tx, actor: Actor, { who, place }: DueWanted, today: string): Promise<DueCounts> {
  const [row] = await tx.query<DueCounts>(
    `with ${due}
     select count(distinct coalesce(r.problem_id, r.id)) filter (where mine) as mine,
       count(distinct coalesce(r.problem_id, r.id)) filter (where unit or mine) as unit,
       count(distinct coalesce(r.problem_id, r.id)) as area,
       count(distinct coalesce(r.problem_id, r.id)) filter (where ${wanted} and r.due_on < $7::date) as late,
       count(distinct coalesce(r.problem_id, r.id)) filter (where ${wanted} and r.due_on = $7::date) as today
     from due r where starts_with(r.division_code, $5)`,
    [actor.countyCode, actor.id, units(actor), tickingStates, place, who, today],
  );
  return row ?? { mine: 0, unit: 0, area: 0, late: 0, today: 0 };
}
