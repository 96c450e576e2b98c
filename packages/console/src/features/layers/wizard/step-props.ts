import type { ImportDraft, InspectedLayer } from './draft.ts';

/** What each card of the second step works on. */
export interface LayerStepProps {
  draft: ImportDraft;
  layer: InspectedLayer;
  onDraft: (draft: ImportDraft) => void;
}
