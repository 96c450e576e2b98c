import type { Feature } from '../../platform/feature.ts';
import { provideWriteOffGuards } from '../problems/index.ts';
import { writeOffRoutes } from './routes.ts';
import { standing } from './standing.ts';

// A problem's rights and transitions ask the eleven guards; that feature knows nothing of this one.
provideWriteOffGuards(async (work, problem) => (await standing(work, problem)).guards);

export const writeOffs: Feature = { name: 'write-offs', routes: writeOffRoutes };
