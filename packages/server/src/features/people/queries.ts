import type { Tx } from '../../platform/request.ts';

export interface PersonRow {
  id: string;
  username: string;
  name: string;
  unit: string | null;
  phone: string | null;
  roles: string[];
  scope_code: string;
  scope_name: string | null;
  disabled: boolean;
  locked_until: Date | null;
  must_change_password: boolean;
  two_factor: boolean;
  sessions: number;
  last_seen_at: Date | null;
  created_at: Date;
}

// Sign-in times come from the identity library's sessions: an ended one leaves no trace, so this is "last seen of the open ones".
const person = `
  select u.id, u.username, u.name, u.unit, u.phone, u.roles, u.scope_code, d.name as scope_name, u.disabled,
    case when u.locked_until > $2 then u.locked_until end as locked_until, u.must_change_password,
    coalesce(u."twoFactorEnabled", false) as two_factor, coalesce(s.open, 0) as sessions, s.last_seen_at,
    u."createdAt" as created_at
  from auth_user u
  left join division d on d.code = u.scope_code
  left join (
    select "userId", count(*) as open, max("updatedAt") as last_seen_at from auth_session
    where "expiresAt" > $2 group by "userId"
  ) s on s."userId" = u.id
  where u.county_code = $1`;

/** A person of the county; `now` decides whether a lock or a session still stands. */
export async function personById(tx: Tx, countyCode: string, id: string, now: Date): Promise<PersonRow | undefined> {
  const [row] = await tx.query<PersonRow>(`${person} and u.id = $3`, [countyCode, now, id]);
  return row;
}

export interface PeopleFilter {
  q?: string | undefined;
  role?: readonly string[] | undefined;
  state?: 'active' | 'locked' | 'disabled' | undefined;
  scope?: string | undefined;
  sort?: string | undefined;
  page: number;
  pageSize: number;
}

// Fixed texts, never the caller's: a sort that is not here falls back to the default.
const orders: Record<string, string> = {
  name: 'name, username',
  '-name': 'name desc, username',
  username: 'username',
  '-username': 'username desc',
  scope: 'scope_code, username',
  '-scope': 'scope_code desc, username',
  lastSeen: 'last_seen_at nulls first, username',
  '-lastSeen': 'last_seen_at desc nulls last, username',
};

const likePattern = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

/** A page of the county’s people; `total` counts all that match. */
export async function peoplePage(
  tx: Tx,
  countyCode: string,
  filter: PeopleFilter,
  now: Date,
): Promise<{ rows: PersonRow[]; total: number }> {
  const rows = await tx.query<PersonRow & { total_rows: number }>(
    `with people as (${person})
     select people.*, count(*) over () as total_rows from people
     where ($3::text is null or name ilike $3 or username ilike $3 or unit ilike $3)
       and ($4::text[] is null or roles && $4::text[])
       and ($5::text is null or $5 = case when disabled then 'disabled' when locked_until is not null then 'locked' else 'active' end)
       and ($6::text is null or starts_with(scope_code, $6))
     order by ${orders[filter.sort ?? ''] ?? orders['scope']}
     limit $7 offset $8`,
    [
      countyCode,
      now,
      filter.q ? likePattern(filter.q) : null,
      filter.role ?? null,
      filter.state ?? null,
      filter.scope ?? null,
      filter.pageSize,
      (filter.page - 1) * filter.pageSize,
    ],
  );
  return { rows, total: rows[0]?.total_rows ?? 0 };
}

export interface NewPerson {
  id: string;
  username: string;
  name: string;
  unit: string | null;
  phone: string | null;
  roles: readonly string[];
  scopeCode: string;
  passwordHash: string;
  accountId: string;
  mustChangePassword: boolean;
}

/** @returns false when the user name is taken (by anybody in any county: the answer does not say by whom) */
export async function insertPerson(tx: Tx, countyCode: string, row: NewPerson): Promise<boolean> {
  const made = await tx.query(
    `insert into auth_user (id, name, email, username, "displayUsername", county_code, scope_code, roles, unit, phone, must_change_password)
     values ($1, $2, $3, $4, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing returning id`,
    [
      row.id,
      row.name,
      // The identity library wants an address; nothing is ever sent to this one (RFC 2606).
      `${row.username}@shoutian.invalid`,
      row.username,
      countyCode,
      row.scopeCode,
      row.roles,
      row.unit,
      row.phone,
      row.mustChangePassword,
    ],
  );
  if (made.length === 0) return false;
  await tx.query(
    `insert into auth_account (id, "accountId", "providerId", "userId", password) values ($1, $2, 'credential', $2, $3)`,
    [row.accountId, row.id, row.passwordHash],
  );
  return true;
}

export interface PersonChange {
  name: string;
  unit: string | null;
  phone: string | null;
  roles: readonly string[];
  scopeCode: string;
}

/** Writes what an administrator may change; user name and password have ways of their own. */
export async function updatePerson(
  tx: Tx,
  countyCode: string,
  id: string,
  change: PersonChange,
  now: Date,
): Promise<void> {
  await tx.query(
    `update auth_user set name = $3, unit = $4, phone = $5, roles = $6, scope_code = $7, "updatedAt" = $8
     where county_code = $1 and id = $2`,
    [countyCode, id, change.name, change.unit, change.phone, change.roles, change.scopeCode, now],
  );
}

/** A new password for one hand-over: locks and counted failures go with the old one. */
export async function updatePassword(tx: Tx, countyCode: string, id: string, hash: string, now: Date): Promise<void> {
  await tx.query(
    `update auth_user set must_change_password = true, failed_sign_ins = 0, locked_until = null, "updatedAt" = $3
     where county_code = $1 and id = $2`,
    [countyCode, id, now],
  );
  await tx.query(
    `update auth_account set password = $2, "updatedAt" = $3 where "userId" = $1 and "providerId" = 'credential'`,
    [id, hash, now],
  );
}

/** Opens or closes an account; ending its sessions is the caller’s. */
export async function setDisabled(tx: Tx, countyCode: string, id: string, disabled: boolean): Promise<void> {
  await tx.query('update auth_user set disabled = $3 where county_code = $1 and id = $2', [countyCode, id, disabled]);
}

/** Forgets failures and lock. */
export async function clearLock(tx: Tx, countyCode: string, id: string): Promise<void> {
  await tx.query('update auth_user set locked_until = null, failed_sign_ins = 0 where county_code = $1 and id = $2', [
    countyCode,
    id,
  ]);
}

/** @returns how many sessions were open */
export async function deleteSessions(tx: Tx, personId: string): Promise<number> {
  return (await tx.query('delete from auth_session where "userId" = $1 returning id', [personId])).length;
}

/** Forgets the second factor: its secret goes with it. */
export async function removeTwoFactor(tx: Tx, countyCode: string, id: string): Promise<void> {
  await tx.query('delete from auth_two_factor where "userId" = $1', [id]);
  await tx.query('update auth_user set "twoFactorEnabled" = false where county_code = $1 and id = $2', [
    countyCode,
    id,
  ]);
}

/** Administrators that can sign in, locked until the commit: two of them removing each other queue here. */
export async function lockAdministrators(tx: Tx, countyCode: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select id from auth_user where county_code = $1 and 'admin' = any (roles) and not disabled order by id for update`,
    [countyCode],
  );
  return rows.map((row) => row.id);
}

export interface AssigneeRow {
  id: string;
  name: string;
  roles: string[];
  unit: string | null;
  scope_code: string;
  scope_name: string | null;
}

/** Enabled people whose area lies in `scope`; `covering` keeps those whose area holds that place or lies in it. */
export async function assignees(
  tx: Tx,
  countyCode: string,
  filter: {
    scope: string;
    roles?: readonly string[] | undefined;
    covering?: string | undefined;
    q?: string | undefined;
  },
): Promise<AssigneeRow[]> {
  return tx.query<AssigneeRow>(
    `select u.id, u.name, u.roles, u.unit, u.scope_code, d.name as scope_name
     from auth_user u left join division d on d.code = u.scope_code
     where u.county_code = $1 and not u.disabled and starts_with(u.scope_code, $2)
       and ($3::text[] is null or u.roles && $3::text[])
       and ($4::text is null or starts_with($4, u.scope_code) or starts_with(u.scope_code, $4))
       and ($5::text is null or u.name ilike $5 or u.unit ilike $5)
     order by u.scope_code, u.name limit 500`,
    [countyCode, filter.scope, filter.roles ?? null, filter.covering ?? null, filter.q ? likePattern(filter.q) : null],
  );
}

/** Enabled people with one of the roles whose own area covers the place: whom an act concerns, for notices. */
export async function peopleFor(
  tx: Tx,
  countyCode: string,
  wanted: { roles: readonly string[]; divisionCode: string },
): Promise<(AssigneeRow & { username: string })[]> {
  return tx.prepared<AssigneeRow & { username: string }>(
    `select u.id, u.name, u.username, u.roles, u.unit, u.scope_code, d.name as scope_name
     from auth_user u left join division d on d.code = u.scope_code
     where u.county_code = $1 and not u.disabled and u.roles && $2::text[] and starts_with($3, u.scope_code)
     order by u.scope_code desc, u.name`,
    [countyCode, wanted.roles, wanted.divisionCode],
  );
}
