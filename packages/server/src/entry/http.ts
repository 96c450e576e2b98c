import { parseArgs } from 'node:util';
import { ConfigProblem, loadConfig } from '../platform/config.ts';
import { bootLog, startEngine } from './engine.ts';

const { values } = parseArgs({ options: { empty: { type: 'boolean', default: false } }, allowPositionals: true });

try {
  const config = loadConfig(values.empty ? { ...process.env, SHOUTIAN_DEMO: 'false' } : process.env);
  // The embedded database takes two seconds to open, and the rest of the program as long to load and build: both at once.
  const opening = await startEngine(config, bootLog(config));
  const { run } = await import('./run.ts');
  await run(config, opening);
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
