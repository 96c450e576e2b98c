import { z } from 'zod';
import { Role } from '../people/roles.ts';
import { Day, DivisionCode } from './common.ts';
import { endpoint } from './endpoint.ts';

export const SessionView = z.object({
  person: z.object({
    id: z.string(),
    name: z.string(),
    username: z.string(),
    unit: z.string().nullable(),
    roles: z.array(Role),
    countyCode: DivisionCode,
    scopeCode: DivisionCode,
    scopeName: z.string(),
    countyName: z.string(),
    mustChangePassword: z.boolean(),
    twoFactor: z.boolean(),
  }),
  /** Action names that the person's roles open. */
  abilities: z.array(z.string()),
  /** The county holds invented demonstration data. */
  demo: z.boolean(),
  /** Today in Asia/Shanghai. */
  today: Day,
  idleMinutes: z.number().int(),
  tiandituKey: z.string().nullable(),
});
export type SessionView = z.infer<typeof SessionView>;

export const getSession = endpoint({
  method: 'GET',
  path: '/api/session',
  action: 'signedIn',
  summary: '当前登录人、角色、范围',
  response: SessionView,
});

/** Before anybody signs in: is there a county yet, is it a demonstration? */
export const getEntrance = endpoint({
  method: 'GET',
  path: '/api/entrance',
  action: 'public',
  summary: '登录页需要的信息',
  response: z.object({ ready: z.boolean(), demo: z.boolean(), countyName: z.string().nullable() }),
});
