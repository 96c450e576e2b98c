import { Readable } from 'node:stream';
import { call, type Endpoint, type InputOf, type OutputOf, type Send } from '@shoutian/domain/api';
import { addDays, shanghaiDay } from '@shoutian/domain/deadlines';
import type { FastifyInstance } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import type { Feature, Platform } from '../../../platform/feature.ts';
import { keepUpload, type UploadPurpose } from '../../../platform/files/uploads.ts';
import { newApp } from '../../../platform/http/app.ts';
import { installFailures } from '../../../platform/http/failures.ts';
import type { SignedIn } from '../../../platform/identity/session.ts';
import { JobRunner } from '../../../platform/jobs/index.ts';
import { brokenJobs, castOf, together } from './queries.ts';
import { Studio } from './studio.ts';

/** Somebody of the county who acts through the product's own endpoints. */
export interface Player extends SignedIn {
  call<E extends Endpoint>(endpoint: E, input: InputOf<E>): Promise<OutputOf<E>>;
  /** Uploads bytes as this person. @returns the id that other endpoints take */
  upload(bytes: Buffer, filename: string, purpose: UploadPurpose): Promise<string>;
}

/** Where the story is told: every act is a call of an endpoint by a person at an instant, with all its checks. */
export interface Stage {
  readonly today: string;
  /** The instant of its acts. */
  readonly now: Date;
  /** The same stage at another instant. */
  at(now: Date): Stage;
  /** A day relative to today, as YYYY-MM-DD. */
  day(offset: number): string;
  as(username: string): Player;
  readonly studio: Studio;
  /** Looks the people up again, after somebody was added. */
  readCast(): Promise<void>;
  /** Runs the jobs that acts have put into the queue, to their end. */
  runJobs(): Promise<void>;
  runSchedule(name: string): Promise<void>;
}

const WHO = 'x-demonstration-person';
const WHEN = 'x-demonstration-at';

/** The way into an application that never listens: nobody else can send these headers. */
const sender =
  (app: FastifyInstance, who: string, when: Date): Send =>
  async (url, { method, headers, body }) => {
    const answer = await app.inject({
      method: method as 'GET',
      url,
      headers: { ...headers, [WHO]: who, [WHEN]: when.toISOString() },
      ...(body === undefined ? {} : { payload: body }),
    });
    return { ok: answer.statusCode < 400, status: answer.statusCode, text: async () => answer.body };
  };

/** Jobs are run by the story itself, in its one transaction, instead of by a queue. */
class StoryJobs extends JobRunner {
  readonly waiting: { countyCode: string; id: string }[] = [];
  override async send(countyCode: string, id: string): Promise<void> {
    this.waiting.push({ countyCode, id });
  }
}

/**
 * Sets the stage over a platform: the features' own routes in an application that never listens, whose requests carry
 * person and instant. All that `play` does is one transaction: a killed telling leaves nothing.
 */
export async function onStage<T>(
  platform: Platform,
  told: { countyCode: string; features: readonly Feature[]; now: Date },
  play: (stage: Stage) => Promise<T>,
): Promise<T> {
  return together(platform.db, told.countyCode, async (db) => {
    const app = newApp({ logLevel: 'error', trustProxy: false });
    const cast = new Map<string, SignedIn>();
    // Of the act told last: jobs and schedules run in acts of their own.
    let clock = told.now;
    const jobs = new StoryJobs({
      db,
      log: app.log,
      now: () => clock,
      definitions: told.features.flatMap((feature) => feature.jobs?.(platform) ?? []),
      schedules: told.features.flatMap((feature) => feature.schedules?.(platform) ?? []),
    });
    const staged: Platform = {
      ...platform,
      db,
      jobs,
      actorOf: async (request) => cast.get(String(request.headers[WHO])),
      nowOf: (request) => new Date(String(request.headers[WHEN])),
    };
    app.setValidatorCompiler(validatorCompiler);
    app.setSerializerCompiler(serializerCompiler);
    installFailures(app);
    for (const feature of told.features) await feature.routes?.(app, staged);
    await app.ready();
    const today = shanghaiDay(told.now);
    const studio = new Studio();
    const playerAt = (person: SignedIn, now: Date): Player => ({
      ...person,
      call: (endpoint, input) => call(endpoint, input, { send: sender(app, person.username, now) }),
      upload: (bytes, filename, purpose) =>
        keepUpload({ db, blobs: platform.blobs }, person, now, Readable.from([bytes]), { filename, purpose }),
    });
    const at = (now: Date): Stage => {
      clock = now;
      return {
        today,
        now,
        at,
        studio,
        day: (offset) => addDays(today, offset),
        as(username) {
          const person = cast.get(username);
          if (!person) throw new Error(`nobody called ${username}`);
          return playerAt(person, now);
        },
        async readCast() {
          for (const person of await castOf(db, told.countyCode)) cast.set(person.username, person);
        },
        async runJobs() {
          for (const job of jobs.waiting.splice(0)) await jobs.run(job.countyCode, job.id);
          const broken = await brokenJobs(db, told.countyCode);
          if (broken.length > 0) throw new Error(broken.join('\n'));
        },
        runSchedule: (name) => jobs.runSchedule(name),
      };
    };
    const stage = at(told.now);
    await stage.readCast();
    return play(stage).finally(() => Promise.all([app.close(), studio.close()]));
  });
}
