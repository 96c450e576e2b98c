import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { call, type Endpoint, type InputOf, type OutputOf } from '@shoutian/domain/api';
import type { RoleId } from '@shoutian/domain/people';
import { features } from '../entry/features.ts';
import { buildServer, type RunningServer } from '../entry/server.ts';
import { loadConfig } from '../platform/config.ts';
import { openTestDatabase } from '../platform/db/testing.ts';
import type { Feature } from '../platform/feature.ts';
import { newId } from '../platform/ids.ts';

/** Invented places of the tests: two counties, so that every test can ask whether one sees the other. */
export const places = {
  county: '999901',
  townA: '999901101',
  townB: '999901102',
  villageA1: '999901101201',
  villageA2: '999901101202',
  villageB1: '999901102201',
  otherCounty: '999902',
  otherTown: '999902101',
  otherVillage: '999902101201',
} as const;

/** People of the tests: username → role and scope. Everybody's password is `testPassword`. */
export const people = {
  county: ['countyNr', places.county],
  leader: ['townLeader', places.townA],
  build: ['townBuild', places.townA],
  build2: ['townBuild', places.townA],
  industry: ['townIndustry', places.townA],
  enforce: ['townEnforce', places.townA],
  village: ['village', places.villageA1],
  village2: ['village', places.villageA2],
  gridder: ['gridder', places.villageA1],
  buildb: ['townBuild', places.townB],
  villageb: ['village', places.villageB1],
  auditor: ['auditor', places.county],
  admin: ['admin', places.county],
  stranger: ['townBuild', places.otherTown],
} as const satisfies Record<string, readonly [RoleId, string]>;

export type PersonKey = keyof typeof people;
export const testPassword = 'Sowing-Season-77';

export interface Client {
  readonly id: string;
  readonly cookie: string;
  call<E extends Endpoint>(endpoint: E, input: InputOf<E>): Promise<OutputOf<E>>;
  /** Uploads bytes as the browser does (tus); returns the upload id that other endpoints take. */
  upload(bytes: Uint8Array, fileName: string, purpose: string): Promise<string>;
}

export interface Harness {
  readonly server: RunningServer;
  readonly anonymous: Pick<Client, 'call'>;
  as(person: PersonKey): Promise<Client>;
  idOf(person: PersonKey): string;
  /** Runs what waits in the job table to its end; tests do not wait for a poll. */
  runJobs(): Promise<void>;
  close(): Promise<void>;
}

/** The shipped application over a fresh test database, with the invented places and people. */
export async function startHarness(
  options: {
    features?: readonly Feature[];
    env?: Record<string, string> /** No county and nobody in it. */;
    empty?: boolean;
  } = {},
): Promise<Harness> {
  const database = await openTestDatabase();
  const dataDir = mkdtempSync(path.join(tmpdir(), 'shoutian-test-'));
  const config = loadConfig(
    {
      SHOUTIAN_DATA_DIR: dataDir,
      SHOUTIAN_LOG_LEVEL: 'silent',
      SHOUTIAN_ROLE: 'web',
      SHOUTIAN_SECRET: 'x'.repeat(40),
      ...options.env,
    },
    dataDir,
  );
  const server = await buildServer(config, database.engine, { features: options.features ?? features });
  const ids = options.empty ? ({} as Record<PersonKey, string>) : await populate(server);
  const cookies = new Map<PersonKey, string>();
  const send =
    (cookie: string) =>
    async (address: string, init: { method: string; headers: Record<string, string>; body?: string }) => {
      const answer = await server.app.inject({
        method: init.method as 'GET',
        url: address,
        headers: { ...init.headers, ...(cookie === '' ? {} : { cookie }) },
        ...(init.body === undefined ? {} : { payload: init.body }),
      });
      return { ok: answer.statusCode < 400, status: answer.statusCode, text: async () => answer.body };
    };
  return {
    server,
    anonymous: { call: (endpoint, input) => call(endpoint, input, { send: send('') }) },
    idOf: (person) => ids[person],
    async as(person) {
      const cookie = cookies.get(person) ?? (await signIn(server, person));
      cookies.set(person, cookie);
      return {
        id: ids[person],
        cookie,
        call: (endpoint, input) => call(endpoint, input, { send: send(cookie) }),
        upload: (bytes, fileName, purpose) => tusUpload(server, cookie, bytes, fileName, purpose),
      };
    },
    async runJobs() {
      const { rows } = await server.platform.db.pool.query<{ county_code: string; id: string }>(
        `select county_code, id from job where state = 'queued' order by created_at`,
      );
      for (const row of rows) await server.platform.jobs.run(row.county_code, row.id);
    },
    async close() {
      await server.close();
      await database.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function signIn(server: RunningServer, username: string): Promise<string> {
  const answer = await server.app.inject({
    method: 'POST',
    url: '/api/auth/sign-in/username',
    headers: { 'content-type': 'application/json', origin: server.platform.config.publicUrl },
    payload: JSON.stringify({ username, password: testPassword }),
  });
  if (answer.statusCode !== 200) throw new Error(`sign-in of ${username}: ${answer.statusCode} ${answer.body}`);
  return [answer.headers['set-cookie']]
    .flat()
    .map((one) => String(one).split(';')[0])
    .join('; ');
}

async function tusUpload(
  server: RunningServer,
  cookie: string,
  bytes: Uint8Array,
  fileName: string,
  purpose: string,
): Promise<string> {
  const encode = (text: string): string => Buffer.from(text).toString('base64');
  const headers = { cookie, 'tus-resumable': '1.0.0' };
  // tus works on the raw request: it needs a real connection, not an injected one.
  if (!server.app.server.listening) await server.app.listen({ host: '127.0.0.1', port: 0 });
  const address = server.app.server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const base = `http://127.0.0.1:${address.port}`;
  const made = await fetch(`${base}/api/uploads`, {
    method: 'POST',
    headers: {
      ...headers,
      'upload-length': String(bytes.length),
      'upload-metadata': `filename ${encode(fileName)},purpose ${encode(purpose)}`,
    },
  });
  const location = made.headers.get('location');
  if (made.status !== 201 || !location) throw new Error(`upload: ${made.status} ${await made.text()}`);
  const sent = await fetch(new URL(location, base), {
    method: 'PATCH',
    headers: { ...headers, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
    body: new Uint8Array(bytes),
  });
  const id = sent.headers.get('shoutian-upload-id');
  if (!id) throw new Error(`upload: ${sent.status} ${await sent.text()}`);
  return id;
}

async function populate(server: RunningServer): Promise<Record<PersonKey, string>> {
  const { pool } = server.platform.db;
  const context = await server.platform.auth.$context;
  const hash = await context.password.hash(testPassword);
  for (const [name, code] of Object.entries(places)) {
    await pool.query('insert into division (code, name, level, parent_code) values ($1, $2, $3, $4)', [
      code,
      name,
      code.length === 6 ? 'county' : code.length === 9 ? 'town' : 'village',
      code.length === 6 ? null : code.slice(0, -3),
    ]);
    if (code.length === 6) await pool.query('insert into county (code, name) values ($1, $2)', [code, name]);
  }
  const ids: Partial<Record<PersonKey, string>> = {};
  for (const [username, [role, scope]] of Object.entries(people) as [PersonKey, readonly [RoleId, string]][]) {
    const id = newId();
    ids[username] = id;
    await pool.query(
      `insert into auth_user (id, name, email, username, "displayUsername", county_code, scope_code, roles)
       values ($1, $2, $3, $4, $4, $5, $6, $7)`,
      [id, `人员${username}`, `${username}@shoutian.invalid`, username, scope.slice(0, 6), scope, [role]],
    );
    await pool.query(
      `insert into auth_account (id, "accountId", "providerId", "userId", password) values ($1, $2, 'credential', $2, $3)`,
      [newId(), id, hash],
    );
  }
  return ids as Record<PersonKey, string>;
}
