import type { Feature } from '../../platform/feature.ts';
import { dashboardRoutes } from './routes.ts';

export const dashboards: Feature = { name: 'dashboards', routes: dashboardRoutes };
