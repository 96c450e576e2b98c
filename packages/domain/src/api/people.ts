import { z } from 'zod';
import { Role } from '../people/roles.ts';
import { DivisionCode, Instant, ListQuery, many, pageOf } from './common.ts';
import { endpoint } from './endpoint.ts';

export const PersonName = z.string().trim().min(1).max(40);
/** Lower case so that two people cannot differ by a capital; a leading letter keeps phone numbers out of the logs. */
export const NewUsername = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z][a-z0-9_.]{2,29}$/, '账号用小写字母开头，3 到 30 位字母、数字、下划线或点。');
const Phone = z
  .string()
  .trim()
  .regex(/^[\d+\-() ]{5,20}$/, '电话只写数字、+、- 和括号。');
const PersonId = z.string().min(1).max(64);

export const PersonState = z.enum(['active', 'locked', 'disabled']);
export const PersonView = z.object({
  id: PersonId,
  username: z.string(),
  name: z.string(),
  unit: z.string().nullable(),
  roles: z.array(Role),
  scopeCode: DivisionCode,
  scopeName: z.string(),
  /** Middle digits hidden, for administrators too. */
  phoneMasked: z.string().nullable(),
  state: PersonState,
  lockedUntil: Instant.nullable(),
  mustChangePassword: z.boolean(),
  twoFactor: z.boolean(),
  /** Open sessions. */
  sessions: z.number().int(),
  lastSeenAt: Instant.nullable(),
  createdAt: Instant,
  /** edit resetPassword disable enable unlock endSessions resetTwoFactor: what the caller may do now. */
  abilities: z.array(z.string()),
});
export type PersonView = z.infer<typeof PersonView>;

const params = z.object({ id: PersonId });
const reason = z.object({ reason: z.string().trim().max(200).default('') });

export const listPeople = endpoint({
  method: 'GET',
  path: '/api/people',
  action: 'person.manage',
  summary: '人员名单（管理员）',
  query: ListQuery.extend({ role: many(Role), state: PersonState.optional(), scope: DivisionCode.optional() }),
  response: pageOf(PersonView),
});
export const getPerson = endpoint({
  method: 'GET',
  path: '/api/people/:id',
  action: 'person.manage',
  summary: '一个人员',
  params,
  response: PersonView,
});

const RoleSet = z.array(Role).min(1).max(4);
/** The password is made by the server, shown in this one answer, and must be changed at the first sign-in. */
const WithPassword = z.object({ person: PersonView, password: z.string() });
export const createPerson = endpoint({
  method: 'POST',
  path: '/api/people',
  action: 'person.manage',
  summary: '新建人员',
  status: 201,
  body: z.object({
    username: NewUsername,
    name: PersonName,
    unit: z.string().trim().max(60).default(''),
    roles: RoleSet,
    scopeCode: DivisionCode,
    phone: Phone.optional(),
  }),
  response: WithPassword,
});
export const editPerson = endpoint({
  method: 'PATCH',
  path: '/api/people/:id',
  action: 'person.manage',
  summary: '改人员的姓名、单位、角色、范围',
  params,
  body: z
    .object({
      name: PersonName,
      unit: z.string().trim().max(60),
      roles: RoleSet,
      scopeCode: DivisionCode,
      phone: Phone.nullable(),
    })
    .partial(),
  response: PersonView,
});
export const resetPassword = endpoint({
  method: 'POST',
  path: '/api/people/:id/password',
  action: 'person.manage',
  summary: '重设口令',
  params,
  body: reason,
  response: WithPassword,
});
export const disablePerson = endpoint({
  method: 'POST',
  path: '/api/people/:id/disable',
  action: 'person.manage',
  summary: '停用',
  params,
  body: reason,
  response: PersonView,
});
export const enablePerson = endpoint({
  method: 'POST',
  path: '/api/people/:id/enable',
  action: 'person.manage',
  summary: '启用',
  params,
  body: reason,
  response: PersonView,
});
export const unlockPerson = endpoint({
  method: 'POST',
  path: '/api/people/:id/unlock',
  action: 'person.manage',
  summary: '解除锁定',
  params,
  body: reason,
  response: PersonView,
});
export const endSessions = endpoint({
  method: 'POST',
  path: '/api/people/:id/end-sessions',
  action: 'person.manage',
  summary: '强制下线',
  params,
  body: reason,
  response: PersonView,
});
/** For a lost phone: the person signs in with the password alone and may set the second factor up again. */
export const resetTwoFactor = endpoint({
  method: 'POST',
  path: '/api/people/:id/two-factor/reset',
  action: 'person.manage',
  summary: '取消两步验证',
  params,
  body: reason,
  response: PersonView,
});

export const Assignee = z.object({
  id: PersonId,
  name: z.string(),
  roles: z.array(Role),
  unit: z.string().nullable(),
  scopeCode: DivisionCode,
  scopeName: z.string(),
});
export type Assignee = z.infer<typeof Assignee>;
/**
 * Whom work can be given to: enabled people inside the caller's area. `covering` keeps those whose own area holds
 * that place, or lies in it.
 */
export const listAssignees = endpoint({
  method: 'GET',
  path: '/api/people/assignees',
  action: 'person.read',
  summary: '可派的人',
  query: z.object({ role: many(Role), covering: DivisionCode.optional(), q: z.string().trim().max(40).optional() }),
  response: z.object({ rows: z.array(Assignee), total: z.number().int() }),
});
