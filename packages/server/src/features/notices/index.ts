import type { Feature } from '../../platform/feature.ts';
import { noticeRoutes } from './routes.ts';

export const notices: Feature = { name: 'notices', routes: noticeRoutes };
