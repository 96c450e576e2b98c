import type { Assignee, PersonView } from '@shoutian/domain/api';
import { maskPhone } from '@shoutian/domain/format';
import { Role, type RoleId } from '@shoutian/domain/people';
import type { AssigneeRow, PersonRow } from './queries.ts';

const known = (names: readonly string[]): RoleId[] =>
  names.filter((name): name is RoleId => Role.safeParse(name).success);

/** What the caller may do to this person now; nobody disables or strips the own account. */
function abilitiesOn(row: PersonRow, callerId: string): string[] {
  const self = row.id === callerId;
  return [
    'edit',
    ...(self ? [] : ['resetPassword', row.disabled ? 'enable' : 'disable']),
    ...(row.locked_until ? ['unlock'] : []),
    ...(row.sessions > 0 && !self ? ['endSessions'] : []),
    ...(row.two_factor && !self ? ['resetTwoFactor'] : []),
  ];
}

/** A person as an administrator sees one: the phone number masked, no secret, and what the caller may do. */
export function presentPerson(row: PersonRow, callerId: string): PersonView {
  return {
    id: row.id,
    username: row.username,
    name: row.name,
    unit: row.unit,
    roles: known(row.roles),
    scopeCode: row.scope_code,
    scopeName: row.scope_name ?? row.scope_code,
    phoneMasked: row.phone === null ? null : maskPhone(row.phone),
    state: row.disabled ? 'disabled' : row.locked_until ? 'locked' : 'active',
    lockedUntil: row.locked_until?.toISOString() ?? null,
    mustChangePassword: row.must_change_password,
    twoFactor: row.two_factor,
    sessions: row.sessions,
    lastSeenAt: row.last_seen_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    abilities: abilitiesOn(row, callerId),
  };
}

/** A person as colleagues see one: name, unit, roles and area, nothing personal. */
export function presentAssignee(row: AssigneeRow): Assignee {
  return {
    id: row.id,
    name: row.name,
    roles: known(row.roles),
    unit: row.unit,
    scopeCode: row.scope_code,
    scopeName: row.scope_name ?? row.scope_code,
  };
}
