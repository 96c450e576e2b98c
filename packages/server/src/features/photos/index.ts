import type { Feature } from '../../platform/feature.ts';
import { photoRoutes } from './routes.ts';

export { hashOf } from './image.ts';

export const photos: Feature = { name: 'photos', routes: photoRoutes };
