import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Gate } from './gate.ts';
import { openSession } from './testing.ts';
import { STARTUP_CODE } from './wire.ts';

let opened: Awaited<ReturnType<typeof openSession>>;
let gate: Gate;
let url: string;
let pool: pg.Pool;

beforeAll(async () => {
  opened = await openSession();
  await opened.session.exec('create table kept (id integer primary key, v text)');
});
afterAll(() => opened.close());
beforeEach(async () => {
  ({ gate, url } = await opened.gate());
  pool = new pg.Pool({ connectionString: url, max: 8 });
  pool.on('error', () => undefined);
  await opened.session.exec('truncate kept');
});
afterEach(async () => {
  await pool.end();
  await gate.close();
});

async function client(connectionString = url): Promise<pg.Client> {
  const one = new pg.Client({ connectionString });
  one.on('error', () => undefined);
  await one.connect();
  return one;
}

const many = <T>(n: number, run: (i: number) => Promise<T>): Promise<PromiseSettledResult<T>[]> =>
  Promise.allSettled(Array.from({ length: n }, (_, i) => run(i)));

describe('many clients at once', () => {
  it('each gets its own rows, with changing numbers of parameters', async () => {
    const results = await many(300, async (i) => {
      if (i % 2 === 0)
        return (await pool.query('select $1::int as a, $2::int as b, $3::int as c', [i, i, i])).rows[0].c as number;
      return Number((await pool.query('select $1::text as z', [`${i}`])).rows[0].z);
    });
    expect(results.map((r) => (r.status === 'fulfilled' ? r.value : r.reason))).toEqual(
      Array.from({ length: 300 }, (_, i) => i),
    );
  });

  it('may name their statements alike, and leave none behind', async () => {
    const results = await many(120, async (i) => {
      const k = i % 3;
      const text = ['select $1::int as a', 'select $1::int + 0 as a', 'select 0 + $1::int as a'][k] ?? '';
      return (await pool.query({ name: `q${k}`, text, values: [i] })).rows[0].a as number;
    });
    expect(results.map((r) => r.status === 'fulfilled' && r.value)).toEqual(Array.from({ length: 120 }, (_, i) => i));
    await pool.end();
    await sleep(50);
    pool = new pg.Pool({ connectionString: url });
    expect((await pool.query('select count(*)::int as n from pg_prepared_statements')).rows[0].n).toBe(0);
  });

  it('see failing statements fail alone', async () => {
    const results = await many(
      200,
      async (i) => (await pool.query('select 10 / ($1::int % 3) as a', [i])).rows[0].a as number,
    );
    results.forEach((result, i) => {
      if (i % 3 === 0) expect(result).toMatchObject({ status: 'rejected', reason: { code: '22012' } });
      else expect(result).toMatchObject({ status: 'fulfilled', value: Math.trunc(10 / (i % 3)) });
    });
  });

  it('keep transactions apart, also those that fail half-way', async () => {
    const results = await many(120, async (i) => {
      const one = await pool.connect();
      try {
        await one.query('begin');
        await one.query('insert into kept values ($1, $2)', [1000 + i, 'first']);
        await one.query('insert into kept values ($1, $2)', [i % 5, `${i}`]);
        await one.query('commit');
      } catch (error) {
        await one.query('rollback');
        throw error;
      } finally {
        one.release();
      }
    });
    expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(5);
    for (const r of results) if (r.status === 'rejected') expect(r.reason.code).toBe('23505');
    expect((await pool.query('select count(*)::int as n from kept')).rows[0].n).toBe(10);
  });

  it('carry parameters of 200 kB and one of 20 MB', async () => {
    const sizes = [...Array.from({ length: 16 }, () => 200_000), 20_000_000];
    const results = await many(sizes.length, async (i) => {
      const text = String.fromCharCode(97 + (i % 26)).repeat(sizes[i] ?? 0);
      const { rows } = await pool.query('select length($1::text) as l, left($1::text, 1) as c, $1::text as t', [text]);
      return rows[0].t === text && rows[0].l === sizes[i];
    });
    expect(results.every((r) => r.status === 'fulfilled' && r.value)).toBe(true);
  });

  it('get each answer once where statements wait together, whatever fails among them', async () => {
    await opened.session.exec('create table if not exists twice (a int primary key deferrable initially deferred)');
    await opened.session.exec('truncate twice');
    const one = new pg.Client({ connectionString: url, pipeline: true } as pg.ClientConfig);
    await one.connect();
    const ask = (text: string, values?: unknown[]): Promise<unknown> =>
      one.query(text, values).then(
        ({ rows, command }) => rows[0]?.a ?? command,
        (error: { code: string }) => error.code,
      );
    const kinds: [string, unknown[] | undefined, string][] = [
      ['select 1::text as a', undefined, '1'],
      ['select $1::text as a', ['two'], 'two'],
      ['select nothing', undefined, '42703'],
      ['select nothing + $1::int', [1], '42703'],
      ['select 1 / $1::int as a', [0], '22012'],
      ['insert into twice values (1), (1)', undefined, '23505'],
      // Fails at its Sync, after all of it was answered.
      ['insert into twice values ($1), ($1)', [1], '23505'],
      ['', undefined, 'null'],
    ];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(kinds.length - 1), { minLength: 1, maxLength: 12 }), async (picks) => {
        const asked = picks.flatMap((pick) => kinds.slice(pick, pick + 1));
        const answers = await Promise.all(asked.map(([text, values]) => ask(text, values)));
        expect(answers.map(String)).toEqual(asked.map(([, , answer]) => answer));
        const inside = await Promise.all([
          ask('begin'),
          ...asked.slice(0, 3).map(([text, values]) => ask(text, values)),
          ask('rollback'),
        ]);
        expect([inside[0], inside.at(-1)]).toEqual(['BEGIN', 'ROLLBACK']);
      }),
      { numRuns: 40 },
    );
    await one.end();
  });

  it('carry more on one connection than may wait at a time, statement after statement', async () => {
    const one = await client();
    const text = '地'.repeat(170_000);
    for (let i = 0; i < 30; i++) {
      const { rows } = await one.query('select length($1::text) + $2::int as n', [text, i]);
      expect(rows[0].n).toBe(170_000 + i);
    }
    await one.end();
  });

  it('see only their own rows under a local role with row-level security', async () => {
    await opened.session.exec('drop table if exists owned');
    await opened.session.exec('drop role if exists reader');
    await opened.session.exec('create role reader');
    await opened.session.exec('create table owned (who text)');
    await opened.session.exec('alter table owned enable row level security');
    await opened.session.exec(`create policy mine on owned using (who = current_setting('app.who', true))`);
    await opened.session.exec('grant select on owned to reader');
    await opened.session.exec(`insert into owned select 'w' || (i % 7) from generate_series(1, 70) i`);
    const results = await many(60, async (i) => {
      const one = await pool.connect();
      try {
        await one.query('begin');
        await one.query('set local role reader');
        await one.query(`set local app.who = 'w${i % 7}'`);
        const { rows } = await one.query('select distinct who from owned');
        await one.query('commit');
        return rows;
      } finally {
        one.release();
      }
    });
    results.forEach((r, i) => {
      expect(r).toEqual({ status: 'fulfilled', value: [{ who: `w${i % 7}` }] });
    });
    expect((await pool.query('select current_user as u, count(*)::int as n from owned group by 1')).rows).toEqual([
      { u: 'postgres', n: 70 },
    ]);
  });
});

describe('a client that goes away', () => {
  it('in the middle of a transaction has it rolled back, and the next goes on', async () => {
    const dying = await client();
    await dying.query('begin');
    await dying.query(`insert into kept values (1, 'lost')`);
    const waiting = pool.query('select count(*)::int as n from kept');
    await sleep(30);
    (dying as unknown as { connection: { stream: Socket } }).connection.stream.destroy();
    expect((await waiting).rows[0].n).toBe(0);
  });

  it('while its statement runs does not disturb the others', async () => {
    const dying = await client();
    const lost = dying.query('select count(*) from generate_series(1, 3000000)').catch((error: Error) => error);
    await sleep(30);
    (dying as unknown as { connection: { stream: Socket } }).connection.stream.destroy();
    expect(await lost).toBeInstanceOf(Error);
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });

  it('while waiting for its turn is forgotten', async () => {
    const holder = await client();
    await holder.query('begin');
    const waiting = await client();
    const lost = waiting.query(`insert into kept values (9, 'never')`).catch((error: Error) => error);
    await sleep(20);
    (waiting as unknown as { connection: { stream: Socket } }).connection.stream.destroy();
    await holder.query('commit');
    await holder.end();
    await lost;
    expect((await pool.query('select count(*)::int as n from kept')).rows[0].n).toBe(0);
  });
});

describe('what the gate refuses', () => {
  it('a wrong password', async () => {
    await expect(client(url.replace('secret', 'guess'))).rejects.toMatchObject({ code: '28P01' });
  });

  it('a cancel request, by closing it, while the statement runs to its end', async () => {
    const running = pool.query('select count(*)::int as n from generate_series(1, 500000)');
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    const request = Buffer.alloc(16);
    request.writeInt32BE(16);
    request.writeInt32BE(STARTUP_CODE.cancel, 4);
    socket.write(request);
    socket.resume();
    await once(socket, 'close');
    expect((await running).rows[0].n).toBe(500_000);
  });

  it('bytes that are no protocol, without harm to others', async () => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\n\r\n');
    socket.resume();
    await once(socket, 'close');
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });

  it('COPY FROM STDIN, in words, and goes on', async () => {
    const one = await client();
    for (const sql of [
      'copy kept from stdin',
      'select 1; copy kept (id, v) from stdin',
      { text: 'copy kept from stdin', queryMode: 'extended' },
    ]) {
      await expect(one.query(sql as string)).rejects.toMatchObject({ code: '57014' });
      expect((await one.query('select $1::int as one', [1])).rows).toEqual([{ one: 1 }]);
    }
    await one.end();
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
  });

  it('a transaction left open and idle, when its time is up', async () => {
    await gate.close();
    ({ gate, url } = await opened.gate({ idleInTransactionMs: 80 }));
    const forgetful = await client();
    const ended = new Promise<void>((resolve) => forgetful.once('end', resolve));
    await forgetful.query('begin');
    await forgetful.query(`insert into kept values (2, 'open')`);
    const other = await client();
    expect((await other.query('select count(*)::int as n from kept')).rows[0].n).toBe(0);
    await ended;
    await other.end();
  });
});

describe('a huge result', () => {
  const HUGE = `select i, repeat('x', 1000) as t from generate_series(1, 200000) i`;

  it('is held back by a slow reader and comes whole', async () => {
    const reader = await client();
    const before = process.memoryUsage().rss;
    const stream = (reader as unknown as { connection: { stream: Socket } }).connection.stream;
    let bytes = 0;
    let peak = 0;
    stream.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      peak = Math.max(peak, process.memoryUsage().rss);
      if (bytes % 7 === 0) {
        stream.pause();
        setTimeout(() => stream.resume(), 1);
      }
    });
    const query = new pg.Query(HUGE);
    let rows = 0;
    query.on('row', () => {
      rows += 1;
    });
    reader.query(query);
    await new Promise<void>((resolve, reject) => {
      query.on('end', () => resolve());
      query.on('error', reject);
    });
    expect(rows).toBe(200_000);
    expect(bytes).toBeGreaterThan(200_000_000);
    // 200 MB passed through; without back-pressure all of it would lie in memory.
    expect(peak - before).toBeLessThan(150_000_000);
    await reader.end();
  });

  it('is cut off when nobody reads it, and the others go on', async () => {
    await gate.close();
    ({ gate, url } = await opened.gate({ stalledReaderMs: 200 }));
    const deaf = await client();
    const stream = (deaf as unknown as { connection: { stream: Socket } }).connection.stream;
    const lost = deaf.query(HUGE).catch((error: Error) => error);
    stream.pause();
    const other = await client();
    expect((await other.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    stream.resume();
    expect(await lost).toBeInstanceOf(Error);
    await other.end();
  });
});
