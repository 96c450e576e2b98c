import { getPack, getProblem, getWriteOff, listWriteOffs, previewWriteOff } from '@shoutian/domain/api';

/** Answers that are stale after any act on an application or its evidence. */
export const afterAct = [getWriteOff, listWriteOffs, getPack, previewWriteOff, getProblem];
