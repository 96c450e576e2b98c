import type { Feature } from '../../platform/feature.ts';
import { divisionRoutes } from './routes.ts';

export { catalogueSource, childrenOf, rowsUnder, shortPlaceName } from './catalogue.ts';
export { type BoundaryOutcome, setBoundaries } from './commands.ts';
export {
  type BoundaryRow,
  type DivisionRow,
  divisionByCode,
  divisionNames,
  insertDivisions,
  type NewDivision,
  villagesOf,
} from './queries.ts';

export const divisions: Feature = { name: 'divisions', routes: divisionRoutes };
