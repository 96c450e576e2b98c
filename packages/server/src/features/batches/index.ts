import type { Feature } from '../../platform/feature.ts';
import { importJob } from './jobs.ts';
import { batchRoutes } from './routes.ts';

export { joinFollowers } from './merge.ts';
export { followersOf } from './queries/store.ts';

export const batches: Feature = { name: 'batches', routes: batchRoutes, jobs: (platform) => [importJob(platform)] };
