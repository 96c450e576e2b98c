import type { Feature } from '../../platform/feature.ts';
import { settingRoutes } from './routes.ts';

export { countyRules, rulesFor } from './rules.ts';

export const settings: Feature = { name: 'settings', routes: settingRoutes };
