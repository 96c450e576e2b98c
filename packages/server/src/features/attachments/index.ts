import type { Feature } from '../../platform/feature.ts';
import { attachmentRoutes } from './routes.ts';

export const attachments: Feature = { name: 'attachments', routes: attachmentRoutes };
