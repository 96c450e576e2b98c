import type { Feature } from '../../platform/feature.ts';
import { lookBackRoutes } from './routes.ts';
import { lookBackSchedule } from './schedule.ts';

export { checkRebounds, type ReboundSign } from './commands/rebounds.ts';
export { planVisits } from './commands/visits.ts';

export const lookBacks: Feature = {
  name: 'look-backs',
  routes: lookBackRoutes,
  schedules: () => [lookBackSchedule],
};
