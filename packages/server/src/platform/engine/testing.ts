import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Gate, type GateLimits } from './gate.ts';
import { SessionThread } from './session-thread.ts';
import { CACHE_FOLDER, copyTemplate, prepareTemplate } from './template.ts';

const MAIN = new URL('../../entry/pglite.ts', import.meta.url);

/** A fresh folder for one test file, and what removes it. */
export async function temporaryFolder(): Promise<{ folder: string; remove: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'shoutian-test-'));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** The embedded session in this process, and gates with limits of the test's choice before it, one at a time. */
export async function openSession(): Promise<{
  session: SessionThread;
  gate: (limits?: Partial<GateLimits>) => Promise<{ gate: Gate; url: string }>;
  close: () => Promise<void>;
}> {
  const { folder, remove } = await temporaryFolder();
  const database = path.join(folder, 'database');
  await copyTemplate(await prepareTemplate(MAIN, CACHE_FOLDER, () => undefined), database);
  const session = await SessionThread.open(MAIN, database);
  return {
    session,
    async gate(limits) {
      const gate = new Gate(session, 'secret', limits);
      const port = await gate.listen(0);
      return { gate, url: `postgres://postgres:secret@127.0.0.1:${port}/postgres` };
    },
    async close() {
      await session.close();
      await remove();
    },
  };
}
