import type { Feature } from '../../platform/feature.ts';
import { taskRoutes } from './routes.ts';

export { endTasks, type NewTask, openTasks, type TaskKind } from './queries.ts';
export { placeWords, taskTitle } from './title.ts';

export const tasks: Feature = { name: 'tasks', routes: taskRoutes };
