import { feature as batches } from '../features/batches/index.ts';
import { feature as board } from '../features/board/index.ts';
import { feature as clues } from '../features/clues/index.ts';
import { feature as dashboard } from '../features/dashboard/index.ts';
import { feature as desk } from '../features/desk/index.ts';
import { feature as evidence } from '../features/evidence/index.ts';
import { feature as layers } from '../features/layers/index.ts';
import { feature as lists } from '../features/lists/index.ts';
import { feature as people } from '../features/people/index.ts';
import { feature as problems } from '../features/problems/index.ts';
import { feature as settings } from '../features/settings/index.ts';
import { feature as sites } from '../features/sites/index.ts';
import { feature as stops } from '../features/stops/index.ts';
import { feature as writeOffs } from '../features/write-offs/index.ts';
import type { FeatureModule } from './feature-module.ts';

/** Every feature of the console: add a folder under src/features and one line here. */
export const features: readonly FeatureModule[] = [
  batches,
  clues,
  dashboard,
  desk,
  evidence,
  layers,
  people,
  problems,
  lists,
  board,
  settings,
  sites,
  stops,
  writeOffs,
];
