import type { Feature } from '../../platform/feature.ts';
import { demonstrationRoutes } from './routes.ts';

export { loadDemonstration, type Scene, scenes } from './commands.ts';
export { footprint, type Landscape, makeLandscape } from './landscape/index.ts';
export { story } from './scenes/index.ts';

export const demonstration: Feature = { name: 'demonstration', routes: demonstrationRoutes };
