import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { LooseWork } from '../../../platform/request.ts';
import { featurePage, idRange, packableVersions } from '../queries/packing.ts';
import type { BuildAsk } from './build-worker.ts';
import type { PackStore } from './store.ts';

/** Features a transaction: short enough that others get the one embedded session. */
const PAGE = 2000;

/** Makes the packs of the county's versions in force that have none, and removes those of versions no longer in force. */
export async function keepPacks(work: LooseWork, store: PackStore): Promise<void> {
  await store.removeUnfinished();
  const kept = await store.kept();
  const versions = await work.transaction(({ tx, actor }) => packableVersions(tx, actor.countyCode, kept));
  for (const { id, state, featureCount } of versions) {
    if (state !== 'active') await store.remove(id);
    else if (!kept.includes(id)) await buildPack(work, store, id, featureCount);
  }
}

/** Reads a version page by page and lays it out in a thread of its own; one without all its features is not kept. */
async function buildPack(work: LooseWork, store: PackStore, versionId: string, expected: number): Promise<void> {
  const range = await work.transaction(({ tx, actor }) => idRange(tx, actor.countyCode, versionId));
  // Asked before anything is read: a version that does not fit is asked again every minute.
  if (range?.count !== expected) return;
  const worker = new Worker(new URL('./build-worker.ts', import.meta.url), {
    workerData: { file: store.fileOf(versionId) },
  });
  const tell = async (ask: BuildAsk): Promise<void> => {
    const answered = once(worker, 'message');
    worker.postMessage(ask);
    await answered;
  };
  try {
    let features = 0;
    for (let from: string | null = range.first; from !== null; ) {
      const begin: string = from;
      const page = await work.transaction(({ tx, actor }) =>
        featurePage(tx, actor.countyCode, versionId, { from: begin, to: range.last, limit: PAGE }),
      );
      from = page.next;
      features += page.count;
      await tell({ page: { told: page.told, outlines: page.outlines } });
    }
    if (features === expected) await tell({ finish: true });
  } finally {
    await worker.terminate();
  }
}
