import { parseArgs } from 'node:util';
import { loadDemonstration } from '../features/demonstration/index.ts';
import { ConfigProblem, loadConfig } from '../platform/config.ts';
import { buildServer } from './server.ts';
import { welcome } from './welcome.ts';

const { values } = parseArgs({ options: { empty: { type: 'boolean', default: false } }, allowPositionals: true });

try {
  const config = loadConfig(values.empty ? { ...process.env, SHOUTIAN_DEMO: 'false' } : process.env);
  const server = await buildServer(config);
  const stop = (signal: string): void => {
    server.app.log.info({ signal }, 'stopping');
    // A second signal must not wait for what hangs.
    setTimeout(() => process.exit(1), 20_000).unref();
    void server.close().then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  if (config.demo && config.role !== 'worker') await loadDemonstration(server.platform);
  await server.app.listen({ host: config.host, port: config.port });
  await welcome(server, config);
} catch (error) {
  if (error instanceof ConfigProblem) console.error(error.message);
  else
    console.error(
      '守田没有启动成功（could not start）：',
      error instanceof Error ? error.message : error,
      process.env['SHOUTIAN_LOG_LEVEL'] === 'debug' ? error : '',
    );
  process.exit(1);
}
