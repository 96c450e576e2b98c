import { Role, type RoleId } from '@shoutian/domain/people';
import { type Db, together } from '../../../platform/db/index.ts';
import type { SignedIn } from '../../../platform/identity/session.ts';

export { together };

interface PersonRow {
  id: string;
  name: string;
  username: string;
  roles: string[];
  scope_code: string;
  unit: string | null;
}

/** Everybody of a county, as a session would know them. */
export async function castOf(db: Pick<Db, 'pool'>, countyCode: string): Promise<SignedIn[]> {
  const { rows } = await db.pool.query<PersonRow>(
    'select id, name, username, roles, scope_code, unit from auth_user where county_code = $1 and username is not null order by username',
    [countyCode],
  );
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    username: row.username,
    roles: row.roles.filter((role): role is RoleId => Role.safeParse(role).success),
    countyCode,
    scopeCode: row.scope_code,
    unit: row.unit,
    mustChangePassword: false,
    twoFactor: false,
  }));
}

/** Jobs that did not end well, with what went wrong. */
export async function brokenJobs(db: Pick<Db, 'pool'>, countyCode: string): Promise<string[]> {
  const { rows } = await db.pool.query<{ title: string; state: string; error: unknown }>(
    `select title, state, error from job where county_code = $1 and state <> 'done'`,
    [countyCode],
  );
  return rows.map((row) => `${row.title}: ${row.state} ${JSON.stringify(row.error)}`);
}

/** Is this the demonstration county, and has nobody worked in it yet? Then the story can be told. */
export async function untouched(db: Pick<Db, 'pool'>, countyCode: string): Promise<boolean> {
  const { rows } = await db.pool.query<{ fresh: boolean }>(
    `select not exists (select from clue_batch where county_code = $1)
       and not exists (select from clue where county_code = $1)
       and not exists (select from problem where county_code = $1) as fresh
     from county where code = $1 and demonstration`,
    [countyCode],
  );
  return rows[0]?.fresh === true;
}
