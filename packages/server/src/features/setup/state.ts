import { PlacesInput, SetupStep, SetupStepState, type SetupView } from '@shoutian/domain/api';
import { z } from 'zod';
import type { CountyRow, SetupCounts } from './queries.ts';

/** What `county.setup` holds: the wizard can be left at any point and goes on from here. */
const StoredSetup = z.object({
  steps: z.partialRecord(SetupStep, SetupStepState).default({}),
  draft: PlacesInput.nullable().default(null),
});
export type StoredSetup = z.infer<typeof StoredSetup>;

/** Reads what is stored; what cannot be read (an empty object of a county made by hand) is a wizard not yet begun. */
export function readSetup(county: Pick<CountyRow, 'setup'>): StoredSetup {
  const parsed = StoredSetup.safeParse(county.setup);
  return parsed.success ? parsed.data : { steps: {}, draft: null };
}

/** Step 1 is the making of the county itself. */
export const startedSetup: StoredSetup = { steps: { county: 'done' }, draft: null };
/** A county that did not come through the wizard has nothing left to ask. */
export const finishedSetup: StoredSetup = {
  steps: { county: 'done', places: 'done', boundaries: 'done', people: 'done', layers: 'done', done: 'done' },
  draft: null,
};

/** The wizard as the screen shows it; it goes on at the first open step. */
export function presentSetup(county: CountyRow, setup: StoredSetup, counts: SetupCounts): SetupView {
  const steps = SetupStep.options.map((step) => ({ step, state: setup.steps[step] ?? ('open' as const) }));
  return {
    county: { code: county.code, name: county.name, demonstration: county.demonstration },
    steps,
    current: steps.find((each) => each.state === 'open')?.step ?? 'done',
    draft: setup.draft,
    counts: {
      towns: counts.towns,
      villages: counts.villages,
      withBoundary: counts.with_boundary,
      nameDiffers: counts.name_differs,
      people: counts.people,
      layers: counts.layers,
    },
  };
}
