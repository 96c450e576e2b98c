import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../platform/config.ts';
import { openDatabase, selfCheck } from '../platform/db/index.ts';
import type { Engine } from '../platform/engine/index.ts';
import type { Feature, Platform } from '../platform/feature.ts';
import { BlobStore } from '../platform/files/blobs.ts';
import { assemble, newApp } from '../platform/http/app.ts';
import { forgetAnswers } from '../platform/http/repeats.ts';
import { makeAuth } from '../platform/identity/auth.ts';
import { makeActorOf } from '../platform/identity/session.ts';
import { JobRunner } from '../platform/jobs/index.ts';
import { features as allFeatures } from './features.ts';

export interface RunningServer {
  readonly app: FastifyInstance;
  readonly platform: Platform;
  readonly engine: Engine;
  /** The queue takes jobs; those handed in before wait for it. Rejects where it cannot. */
  readonly working: Promise<void>;
  /** Ends requests, puts running jobs back into the queue, closes the pool. */
  close(): Promise<void>;
}

/**
 * Builds the whole server over a migrated engine: self-check, routes and jobs. It does not listen yet, and the engine
 * stays the caller's to close. Tests and the shipped entry both come through here, so that what is tested is what runs.
 * @param options.ready the engine is open and migrated; routes are built meanwhile
 */
export async function buildServer(
  config: Config,
  engine: Engine,
  {
    features = allFeatures,
    ready = Promise.resolve(),
  }: { features?: readonly Feature[]; ready?: Promise<unknown> } = {},
): Promise<RunningServer> {
  mkdirSync(config.dataDir, { recursive: true });
  const app = newApp(config);
  const db = openDatabase(engine, { log: app.log });
  const checked = ready.then(() => selfCheck(db));
  // Heard of below, when the routes are built.
  checked.catch(() => undefined);
  const auth = makeAuth({
    pool: db.pool,
    publicUrl: config.publicUrl,
    secret: config.secret ?? keptSecret(config.dataDir),
    idleMinutes: config.idleMinutes,
  });
  const actorOf = makeActorOf(auth, db.pool);
  const platform: Platform = {
    config,
    db,
    auth,
    actorOf,
    blobs: new BlobStore(path.join(config.dataDir, 'blobs')),
    get jobs() {
      return runner;
    },
  };
  const runner = new JobRunner({
    db,
    log: app.log,
    definitions: features.flatMap((feature) => feature.jobs?.(platform) ?? []),
    schedules: [forgetAnswers, ...features.flatMap((feature) => feature.schedules?.(platform) ?? [])],
  });
  await assemble(app, platform, features);
  await checked;
  const working = config.role === 'web' ? Promise.resolve() : runner.start();
  // Heard of by whoever waits for it.
  working.catch(() => undefined);
  return {
    working,
    app,
    platform,
    engine,
    async close() {
      await app.close();
      await runner.stop();
      await db.close();
    },
  };
}

/** A secret of this installation's own, made once and readable by its owner only. */
function keptSecret(dataDir: string): string {
  const file = path.join(dataDir, 'secret');
  // Never written over: another server may have just made it.
  if (!existsSync(file)) writeFileSync(file, randomBytes(48).toString('base64url'), { mode: 0o600, flag: 'wx' });
  return readFileSync(file, 'utf8');
}
