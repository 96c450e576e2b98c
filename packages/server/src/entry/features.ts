import { attachments } from '../features/attachments/index.ts';
import { audits } from '../features/audits/index.ts';
import { batches } from '../features/batches/index.ts';
import { boards } from '../features/boards/index.ts';
import { clues } from '../features/clues/index.ts';
import { dashboards } from '../features/dashboards/index.ts';
import { demonstration } from '../features/demonstration/index.ts';
import { divisions } from '../features/divisions/index.ts';
import { evidence } from '../features/evidence/index.ts';
import { jobs } from '../features/jobs/index.ts';
import { layers } from '../features/layers/index.ts';
import { lists } from '../features/lists/index.ts';
import { lookBacks } from '../features/look-backs/index.ts';
import { notices } from '../features/notices/index.ts';
import { overlays } from '../features/overlays/index.ts';
import { people } from '../features/people/index.ts';
import { photos } from '../features/photos/index.ts';
import { problems } from '../features/problems/index.ts';
import { sessions } from '../features/sessions/index.ts';
import { settings } from '../features/settings/index.ts';
import { setup } from '../features/setup/index.ts';
import { siteChecks } from '../features/site-checks/index.ts';
import { stops } from '../features/stops/index.ts';
import { tasks } from '../features/tasks/index.ts';
import { writeOffs } from '../features/write-offs/index.ts';
import type { Feature } from '../platform/feature.ts';

/** Every slice of the product, in the order their routes appear in the API description. */
export const features: readonly Feature[] = [
  sessions,
  jobs,
  notices,
  audits,
  divisions,
  people,
  setup,
  layers,
  demonstration,
  overlays,
  settings,
  problems,
  lists,
  boards,
  dashboards,
  batches,
  clues,
  photos,
  attachments,
  stops,
  tasks,
  evidence,
  writeOffs,
  lookBacks,
  siteChecks,
];
