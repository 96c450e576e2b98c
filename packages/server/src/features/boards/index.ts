import type { Feature } from '../../platform/feature.ts';
import { boardRoutes } from './routes.ts';
import { boardSchedules } from './snapshot.ts';

export const boards: Feature = { name: 'boards', routes: boardRoutes, schedules: boardSchedules };
