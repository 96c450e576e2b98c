import type { Feature } from '../../platform/feature.ts';
import { personRoutes } from './routes.ts';

export { type AssigneeRow, insertPerson, type NewPerson, type PersonRow, peopleFor, personById } from './queries.ts';

export const people: Feature = { name: 'people', routes: personRoutes };
