import type { Feature } from '../../platform/feature.ts';
import { auditRoutes } from './routes.ts';

export { presentEvent } from './present.ts';
export { timelineOf } from './queries.ts';

export const audits: Feature = { name: 'audits', routes: auditRoutes };
