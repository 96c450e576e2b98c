import type { Feature } from '../../platform/feature.ts';
import { clueRoutes } from './routes.ts';

export { setClueOngoing } from './commands/reopen.ts';
export { loadClue } from './facts.ts';
export { presentCheck } from './present.ts';
export type { ClueRecord } from './queries/record.ts';

export const clues: Feature = { name: 'clues', routes: clueRoutes };
