import { pendingSetupToken } from '../features/setup/index.ts';
import type { Config } from '../platform/config.ts';
import type { RunningServer } from './server.ts';

/** What a person who just typed `npm start` needs to know: the address, the engine, and who may sign in. */
export async function welcome(server: RunningServer, config: Config): Promise<void> {
  const { rows } = await server.platform.db.pool.query<{ name: string; demonstration: boolean }>(
    'select name, demonstration from county order by code',
  );
  const setupCode = await pendingSetupToken(server.platform);
  const engine =
    server.engine.kind === 'pglite' ? '内置数据库（断电可能丢失最近的改动，正式使用请接 PostgreSQL）' : 'PostgreSQL';
  const lines = [
    '',
    `  守田 Shoutian  ${config.publicUrl}`,
    `  数据库  ${engine}`,
    rows.length === 0
      ? // After the # it stays in the browser: no log of any proxy holds the code.
        `  首次设置  ${config.publicUrl}/setup#${setupCode ?? ''}`
      : `  县区  ${rows.map((row) => row.name + (row.demonstration ? '（演示）' : '')).join('、')}`,
    ...(rows.some((row) => row.demonstration) ? ['  演示账号  列在登录页，点一下就能登录'] : []),
    '',
  ];
  console.log(lines.join('\n'));
}
