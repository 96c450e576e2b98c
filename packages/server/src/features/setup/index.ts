import type { Feature, Platform } from '../../platform/feature.ts';
import { anyCounty } from './queries.ts';
import { setupRoutes } from './routes.ts';
import { setupToken } from './token.ts';

export { anyCounty, insertCounty } from './queries.ts';
export { withSetupToken } from './routes.ts';
export { finishedSetup } from './state.ts';

/** The code that opens the first-run wizard, to be printed at start-up; undefined once there is a county. */
export async function pendingSetupToken(platform: Platform): Promise<string | undefined> {
  return (await anyCounty(platform.db.pool)) ? undefined : setupToken(platform.config.dataDir);
}

export const setup: Feature = { name: 'setup', routes: setupRoutes };
