import type { Feature } from '../../platform/feature.ts';
import { evidenceRoutes } from './routes.ts';

export { drawnGround, paperOf, readGround } from './files.ts';
export { type Evidence, evidenceOf } from './gather.ts';
export { united } from './queries/write.ts';

export const evidence: Feature = { name: 'evidence', routes: evidenceRoutes };
