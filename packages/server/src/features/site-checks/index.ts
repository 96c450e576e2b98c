import type { Feature } from '../../platform/feature.ts';
import { siteRoutes } from './routes.ts';

/** 选址检查: alternatives of a site laid over the control lines before anybody builds. */
export const siteChecks: Feature = { name: 'site-checks', routes: siteRoutes };
