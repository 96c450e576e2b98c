import { shanghaiDay } from '@shoutian/domain/deadlines';
import { levelOf, type RoleId, roles } from '@shoutian/domain/people';
import { AppError, found } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Work } from '../../platform/request.ts';
import { divisionByCode } from '../divisions/index.ts';
import * as queries from './queries.ts';

const levelNames = { county: '县区', town: '乡镇', village: '村' } as const;

/** A role belongs to one level (specification 8.1): a village role needs a village as its area, and so on. */
async function checkPlace(work: Work, roleIds: readonly RoleId[], scopeCode: string): Promise<void> {
  if (!scopeCode.startsWith(work.actor.countyCode))
    throw new AppError('outsideScope', '范围不在本县区内。', { en: 'The area lies outside this county.' });
  const place = found(await divisionByCode(work.tx, scopeCode), '区划');
  if (place.valid_to !== null && place.valid_to < shanghaiDay(work.now.getTime())) {
    throw new AppError('badInput', `${place.name}已经撤销，请选现在的区划。`, { en: `${place.name} has ended.` });
  }
  const level = levelOf(scopeCode);
  const misfit = roleIds.filter((role) => roles[role].level !== level);
  if (misfit.length === 0) return;
  throw new AppError(
    'badInput',
    `「${misfit.map((role) => roles[role].zh).join('、')}」的范围要选到${misfit.map((role) => levelNames[roles[role].level])[0]}，${place.name}是${levelNames[level]}。`,
    {
      en: `Role and area are of different levels: ${misfit.map((role) => roles[role].en).join(', ')} needs a ${misfit.map((role) => roles[role].level)[0]}.`,
      details: misfit.map((role) => ({
        code: 'roleLevel',
        at: 'body.scopeCode',
        message: `${roles[role].zh}：${levelNames[roles[role].level]}级`,
      })),
    },
  );
}

async function auditPerson(
  work: Work,
  id: string,
  scopeCode: string,
  act: string,
  changes: Record<string, unknown> = {},
  reason?: string,
): Promise<void> {
  await work.audit({
    action: 'person.manage',
    subjectKind: 'person',
    subjectId: id,
    divisionCode: scopeCode,
    ...(reason ? { reason } : {}),
    changes: { act, ...changes },
  });
}

async function target(work: Work, id: string): Promise<queries.PersonRow> {
  return found(await queries.personById(work.tx, work.actor.countyCode, id, work.now), '人员');
}

function refuseSelf(work: Work, id: string, sentence: string): void {
  if (id === work.actor.id)
    throw new AppError('wrongState', sentence, { en: 'Not on your own account: ask another administrator.' });
}

/** Someone must be left who can let people in. @throws {AppError} wrongState */
async function refuseLastAdministrator(work: Work, id: string): Promise<void> {
  const left = (await queries.lockAdministrators(work.tx, work.actor.countyCode)).filter((admin) => admin !== id);
  if (left.length === 0)
    throw new AppError('wrongState', '这是最后一个能登录的管理员，先给别人加上管理员角色。', {
      en: 'The last administrator: give the role to somebody else first.',
    });
}

export interface PersonInput {
  username: string;
  name: string;
  unit: string;
  roles: RoleId[];
  scopeCode: string;
  phone?: string | undefined;
}

/** Makes an account that must change its password at the first sign-in. @throws {AppError} duplicate, badInput, outsideScope */
export async function createPerson(work: Work, input: PersonInput, passwordHash: string): Promise<queries.PersonRow> {
  await checkPlace(work, input.roles, input.scopeCode);
  const id = newId();
  const made = await queries.insertPerson(work.tx, work.actor.countyCode, {
    id,
    username: input.username,
    name: input.name,
    unit: input.unit === '' ? null : input.unit,
    phone: input.phone ?? null,
    roles: [...new Set(input.roles)],
    scopeCode: input.scopeCode,
    passwordHash,
    accountId: newId(),
    mustChangePassword: true,
  });
  if (!made)
    throw new AppError('duplicate', `账号 ${input.username} 已有人用，换一个。`, {
      en: 'This user name is taken.',
      details: [{ code: 'duplicate', at: 'body.username', message: '已有人用' }],
    });
  await auditPerson(work, id, input.scopeCode, 'create', {
    username: input.username,
    name: input.name,
    roles: input.roles,
    scopeCode: input.scopeCode,
  });
  return target(work, id);
}

/** Changes name, unit, phone, roles or area; the audit names the fields, a phone number stays out of it. */
export async function editPerson(
  work: Work,
  id: string,
  input: { [K in keyof Omit<PersonInput, 'username' | 'phone'>]?: PersonInput[K] | undefined } & {
    phone?: string | null | undefined;
  },
): Promise<queries.PersonRow> {
  const before = await target(work, id);
  const roleIds = input.roles ?? (before.roles as RoleId[]);
  const scopeCode = input.scopeCode ?? before.scope_code;
  if (input.roles || input.scopeCode) await checkPlace(work, roleIds, scopeCode);
  if (before.roles.includes('admin') && !before.disabled && !roleIds.includes('admin')) {
    refuseSelf(work, id, '不能去掉自己的管理员角色，请另一位管理员办理。');
    await refuseLastAdministrator(work, id);
  }
  const after = {
    name: input.name ?? before.name,
    unit: input.unit === undefined ? before.unit : input.unit === '' ? null : input.unit,
    phone: input.phone === undefined ? before.phone : input.phone,
    roles: [...new Set(roleIds)],
    scopeCode,
  };
  await queries.updatePerson(work.tx, work.actor.countyCode, id, after, work.now);
  await auditPerson(work, id, scopeCode, 'edit', {
    ...(after.name === before.name ? {} : { name: [before.name, after.name] }),
    ...(after.unit === before.unit ? {} : { unit: [before.unit, after.unit] }),
    ...(after.roles.join() === before.roles.join() ? {} : { roles: [before.roles, after.roles] }),
    ...(scopeCode === before.scope_code ? {} : { scopeCode: [before.scope_code, scopeCode] }),
    ...(after.phone === before.phone ? {} : { phone: 'changed' }),
  });
  return target(work, id);
}

/** A new password for hand-over: open sessions end, a lock is lifted, the person must change it. */
export async function resetPassword(
  work: Work,
  id: string,
  passwordHash: string,
  reason: string,
): Promise<queries.PersonRow> {
  const person = await target(work, id);
  refuseSelf(work, id, '自己的口令在「我的设置」里改。');
  await queries.updatePassword(work.tx, work.actor.countyCode, id, passwordHash, work.now);
  await queries.deleteSessions(work.tx, id);
  await auditPerson(work, id, person.scope_code, 'resetPassword', {}, reason);
  return target(work, id);
}

/** Closes an account and ends its sessions; what the person did stays. @throws {AppError} wrongState for oneself, twice, or the last administrator */
export async function disablePerson(work: Work, id: string, reason: string): Promise<queries.PersonRow> {
  const person = await target(work, id);
  refuseSelf(work, id, '不能停用自己的账号，请另一位管理员办理。');
  if (person.disabled) throw new AppError('wrongState', `${person.name}的账号已经停用。`, { en: 'Already disabled.' });
  if (person.roles.includes('admin')) await refuseLastAdministrator(work, id);
  await queries.setDisabled(work.tx, work.actor.countyCode, id, true);
  await queries.deleteSessions(work.tx, id);
  await auditPerson(work, id, person.scope_code, 'disable', {}, reason);
  return target(work, id);
}

/** Opens a closed account again, with its old password. @throws {AppError} wrongState when it is open */
export async function enablePerson(work: Work, id: string, reason: string): Promise<queries.PersonRow> {
  const person = await target(work, id);
  if (!person.disabled) throw new AppError('wrongState', `${person.name}的账号没有停用。`, { en: 'Not disabled.' });
  await queries.setDisabled(work.tx, work.actor.countyCode, id, false);
  await auditPerson(work, id, person.scope_code, 'enable', {}, reason);
  return target(work, id);
}

/** Lifts the lock after too many failures before its 15 minutes are over; harmless where there is none. */
export async function unlockPerson(work: Work, id: string, reason: string): Promise<queries.PersonRow> {
  const person = await target(work, id);
  await queries.clearLock(work.tx, work.actor.countyCode, id);
  await auditPerson(work, id, person.scope_code, 'unlock', {}, reason);
  return target(work, id);
}

/** Signs a person out everywhere; the audit row says from how many sessions. */
export async function endSessions(work: Work, id: string, reason: string): Promise<queries.PersonRow> {
  const person = await target(work, id);
  const ended = await queries.deleteSessions(work.tx, id);
  await auditPerson(work, id, person.scope_code, 'endSessions', { ended }, reason);
  return target(work, id);
}

/** For a lost phone; the open sessions end too, since the phone may be in one. */
export async function resetTwoFactor(work: Work, id: string, reason: string): Promise<queries.PersonRow> {
  const person = await target(work, id);
  refuseSelf(work, id, '自己的两步验证在「我的设置」里改。');
  await queries.removeTwoFactor(work.tx, work.actor.countyCode, id);
  await queries.deleteSessions(work.tx, id);
  await auditPerson(work, id, person.scope_code, 'resetTwoFactor', {}, reason);
  return target(work, id);
}
