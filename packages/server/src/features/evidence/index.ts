import type { Feature } from '../../platform/feature.ts';
import { evidenceRoutes } from './routes.ts';

export { paperOf } from './files.ts';
export { type Evidence, evidenceOf } from './gather.ts';

export const evidence: Feature = { name: 'evidence', routes: evidenceRoutes };
