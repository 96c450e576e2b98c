import { feature as people } from '../features/people/index.ts';
import type { FeatureModule } from './feature-module.ts';

/** Every feature of the console: add a folder under src/features and one line here. */
export const features: readonly FeatureModule[] = [people];
