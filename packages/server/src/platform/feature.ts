import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from './config.ts';
import type { Db } from './db/index.ts';
import type { BlobStore } from './files/blobs.ts';
import type { HttpPlatform } from './http/route.ts';
import type { Auth } from './identity/auth.ts';
import type { SignedIn } from './identity/session.ts';
import type { JobDefinition, JobRunner, Schedule } from './jobs/index.ts';

/** What a feature may use of the running server. */
export interface Platform extends HttpPlatform {
  readonly config: Config;
  readonly db: Db;
  readonly blobs: BlobStore;
  readonly auth: Auth;
  readonly actorOf: (request: FastifyRequest) => Promise<SignedIn | undefined>;
  /** Set before the first request or job; jobs enqueue through it. */
  readonly jobs: JobRunner;
}

/** One slice of the product: its routes, its jobs and its schedules. The entry collects them, nothing else knows them all. */
export interface Feature {
  readonly name: string;
  routes?(app: FastifyInstance, platform: Platform): void | Promise<void>;
  jobs?(platform: Platform): readonly JobDefinition[];
  schedules?(platform: Platform): readonly Schedule[];
}
