import type { Feature } from '../../platform/feature.ts';
import { overlayJob } from './jobs.ts';
import { KernelPool } from './kernel-pool.ts';
import { overlayRoutes } from './routes.ts';

export { overlayAll, overlayOne } from './commands.ts';
export { KernelPool } from './kernel-pool.ts';
export { presentSnapshot } from './present.ts';
export { readGround } from './queries/ground.ts';
export { snapshotsOf } from './queries/snapshots.ts';

/** One pool for the process: threads are shared by all jobs and requests. */
export const kernelPool = new KernelPool();

export const overlays: Feature = {
  name: 'overlays',
  routes: (app, platform) => overlayRoutes(app, platform, kernelPool),
  jobs: () => [overlayJob(kernelPool)],
};
