import { getProblem, listLookBacks, listTasks } from '@shoutian/domain/api';
import { ask } from '../app/api.ts';
import type { Act } from './item.ts';

/**
 * Did an earlier try of this act arrive, although its answer did not? The server gives a repeat the first answer for a
 * week (header `idempotency-key`); this looks where a phone was without a signal for longer. Unknown counts as no: then a
 * person looks.
 */
export async function wasDone(act: Act): Promise<boolean> {
  switch (act.kind) {
    case 'writeOff': {
      const { state } = await ask(getProblem, { params: { id: act.input.params.id } });
      return state === 'writeOffRequested';
    }
    case 'lookBack': {
      const { rows } = await ask(listLookBacks, { query: { state: 'done', pageSize: 200 } });
      const row = rows.find((one) => one.id === act.input.params.id);
      return row?.result === act.input.body.result && row.note === act.input.body.note.trim();
    }
    case 'recheck': {
      const { rows } = await ask(listTasks, { query: { state: 'done', pageSize: 200 } });
      return rows.some((row) => row.kind === 'recheckStop' && row.subjectId === act.input.params.id);
    }
    case 'milestone': {
      const { milestones } = await ask(getProblem, { params: { id: act.input.params.id } });
      const step = milestones.find((one) => one.id === act.input.params.milestoneId);
      return step?.actualOn === act.input.body.actualOn;
    }
    case 'photo':
    case 'attachment':
    case 'finding':
    case 'report':
    case 'stop':
    case 'progress':
    case 'pack':
      return false;
  }
}
