import type { Feature } from '../../platform/feature.ts';
import { importJob } from './import-job.ts';
import { layerRoutes } from './routes.ts';

export const layers: Feature = {
  name: 'layers',
  routes: layerRoutes,
  jobs: (platform) => [importJob(platform)],
};
