import { z } from 'zod';
import { Role } from '../people/roles.ts';
import { Done } from './common.ts';
import { endpoint } from './endpoint.ts';

/** Logins of the demonstration county; refused where there is none. */
export const listDemoLogins = endpoint({
  method: 'GET',
  path: '/api/demo/logins',
  action: 'public',
  summary: '演示账号',
  response: z.object({
    countyName: z.string(),
    password: z.string(),
    rows: z.array(
      z.object({
        username: z.string(),
        name: z.string(),
        unit: z.string(),
        roles: z.array(Role),
        scopeName: z.string(),
        does: z.string(),
      }),
    ),
  }),
});
/** First-run wizard: 先用演示数据看看. */
export const loadDemo = endpoint({
  method: 'POST',
  path: '/api/setup/demonstration',
  action: 'public',
  summary: '首次设置：装入演示县',
  status: 201,
  body: z.object({ setupToken: z.string().max(100) }),
  response: Done,
});
