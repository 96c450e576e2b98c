import type { getLayer, OutputOf } from '@shoutian/domain/api';

/** One layer version with its report. */
export type LayerDetail = OutputOf<typeof getLayer>;
