import type { Feature } from '../../platform/feature.ts';
import { overlayJob } from './jobs.ts';
import { overlayer } from './overlayer.ts';
import { keepPacks } from './packs/build.ts';
import { overlayRoutes } from './routes.ts';

export { Overlayer, overlayer } from './overlayer.ts';
export { keepPacks } from './packs/build.ts';
export { presentSnapshot } from './present.ts';
export { snapshotsOf } from './queries/snapshots.ts';

export const overlays: Feature = {
  name: 'overlays',
  routes: overlayRoutes,
  jobs: (platform) => [overlayJob(platform)],
  schedules: (platform) => [
    { name: 'overlay.packs', cron: '* * * * *', run: (work) => keepPacks(work, overlayer(platform).packs) },
  ],
};
