import { loadDemonstration, makeLandscape, scenes, story } from '../features/demonstration/index.ts';
import type { Config } from '../platform/config.ts';
import { migrate } from '../platform/db/index.ts';
import { bootLog, type Starting } from './engine.ts';
import { buildServer } from './server.ts';
import { welcome } from './welcome.ts';

/** Migrates, builds, loads the demonstration county where there is nothing yet, listens, and tells people where. */
export async function run(config: Config, { engine, opened, isNew }: Starting): Promise<void> {
  const beforeChange = async (): Promise<unknown> => (engine.kind === 'pglite' ? engine.snapshot() : undefined);
  const migrated = opened.then(() => migrate(engine, { log: bootLog(config), beforeChange }));
  const demo = config.demo && config.role !== 'worker';
  // A second of work that needs no database, while that one is being opened.
  const landscape = demo && isNew ? makeLandscape() : undefined;
  const server = await buildServer(config, engine, { ready: migrated });
  const stop = (signal: string): void => {
    server.app.log.info({ signal }, 'stopping');
    // A second signal must not wait for what hangs.
    setTimeout(() => process.exit(1), 20_000).unref();
    void server
      .close()
      .then(() => engine.close())
      .then(() => process.exit(0));
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  // Told by the shipped entry alone: tests make the places and people they need themselves.
  scenes.push(story);
  if (demo) await loadDemonstration(server.platform, landscape);
  await server.app.listen({ host: config.host, port: config.port });
  await welcome(server, config);
  await server.working;
}
