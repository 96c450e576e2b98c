import type { Tx } from '../../../platform/request.ts';
import { orphanSql, orphanValues, tickingStates } from './filter.ts';

export interface DueProblem {
  id: string;
  problemNo: string;
  title: string;
  divisionCode: string;
  leadUnit: string;
  coUnits: string[];
  responsiblePersonId: string | null;
  dueOn: string;
}

const told = `p.id, p.problem_no as "problemNo", p.title, p.division_code as "divisionCode", p.lead_unit as "leadUnit",
  p.co_units as "coUnits", p.responsible_person_id as "responsiblePersonId"`;

/** Problems whose clock runs and ends within `days`, or has ended. */
export async function dueProblems(tx: Tx, countyCode: string, today: string, days: number): Promise<DueProblem[]> {
  return tx.query<DueProblem>(
    `select ${told}, p.due_on as "dueOn" from problem p
     where p.county_code = $1 and p.state = any ($2::text[]) and p.due_on <= $3::date + $4::int order by p.due_on, p.id`,
    [countyCode, tickingStates, today, days],
  );
}

export async function ongoingProblems(tx: Tx, countyCode: string): Promise<Omit<DueProblem, 'dueOn'>[]> {
  return tx.query<Omit<DueProblem, 'dueOn'>>(
    `select ${told} from problem p
     where p.county_code = $1 and p.ongoing and p.stopped_at is null and p.state in ('registered', 'rectifying', 'reopened')
     order by p.id`,
    [countyCode],
  );
}

export async function orphansByTown(tx: Tx, countyCode: string): Promise<{ town: string; count: number }[]> {
  return tx.query<{ town: string; count: number }>(
    `select left(p.division_code, 9) as town, count(*) as count from problem p
     where p.county_code = $1 and ${orphanSql('$2', '$3')} group by 1 order by 1`,
    [countyCode, ...orphanValues],
  );
}
