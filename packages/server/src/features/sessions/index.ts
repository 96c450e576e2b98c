import type { Feature } from '../../platform/feature.ts';
import { sessionRoutes } from './routes.ts';

export const sessions: Feature = { name: 'sessions', routes: sessionRoutes };
