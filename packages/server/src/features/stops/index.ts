import type { Feature } from '../../platform/feature.ts';
import { stopRoutes } from './routes.ts';
import { overdueRechecks } from './schedule.ts';

export const stops: Feature = { name: 'stops', routes: stopRoutes, schedules: () => [overdueRechecks] };
