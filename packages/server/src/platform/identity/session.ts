import { type Actor, Role, type RoleId } from '@shoutian/domain/people';
import type { FastifyRequest } from 'fastify';
import type pg from 'pg';
import type { Auth } from './auth.ts';
import { headersOf } from './mount.ts';

export interface SignedIn extends Actor {
  readonly username: string;
  readonly unit: string | null;
  readonly mustChangePassword: boolean;
  readonly twoFactor: boolean;
}

interface UserRow {
  id: string;
  name: string;
  username: string | null;
  roles: string[];
  county_code: string;
  scope_code: string;
  unit: string | null;
  disabled: boolean;
  must_change_password: boolean;
  twoFactorEnabled: boolean | null;
}

const memo = new WeakMap<FastifyRequest, Promise<SignedIn | undefined>>();

/** The person behind a request, read once a request; roles and scope come fresh from the table, never from the cookie. */
export function makeActorOf(auth: Auth, pool: pg.Pool): (request: FastifyRequest) => Promise<SignedIn | undefined> {
  const read = async (request: FastifyRequest): Promise<SignedIn | undefined> => {
    if (!request.headers.cookie?.includes('shoutian')) return undefined;
    const session = await auth.api.getSession({ headers: headersOf(request) });
    if (!session) return undefined;
    const { rows } = await pool.query<UserRow>(
      `select id, name, username, roles, county_code, scope_code, unit, disabled, must_change_password, "twoFactorEnabled"
       from auth_user where id = $1`,
      [session.user.id],
    );
    const row = rows[0];
    if (!row || row.disabled || row.county_code === '' || !row.scope_code.startsWith(row.county_code)) return undefined;
    return {
      id: row.id,
      name: row.name,
      username: row.username ?? '',
      roles: row.roles.filter((role): role is RoleId => Role.safeParse(role).success),
      countyCode: row.county_code,
      scopeCode: row.scope_code,
      unit: row.unit,
      mustChangePassword: row.must_change_password,
      twoFactor: row.twoFactorEnabled === true,
    };
  };
  return (request) => {
    const known = memo.get(request);
    if (known) return known;
    const fresh = read(request);
    memo.set(request, fresh);
    return fresh;
  };
}
