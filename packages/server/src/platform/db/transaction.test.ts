import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DatabaseProblem } from './sqlstate.ts';
import { openTestDatabase, type TestDatabase } from './testing.ts';
import { type CallerContext, NestedTransaction, type Tx } from './transaction.ts';

const heard: string[] = [];
const log = {
  info: () => undefined,
  warn: () => undefined,
  error: (_: object, message: string) => void heard.push(message),
};

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase({ log });
  await test.db.pool.query('create table note (id integer primary key, text text)');
  await test.db.pool.query('grant all on note to shoutian_app');
});
afterAll(() => test.close());
beforeEach(() => test.db.pool.query('truncate note, self_check'));

const county: CallerContext = { countyCode: '999900', scopeCode: '999900', personId: 'p1' };
const town: CallerContext = { ...county, scopeCode: '999900101' };
const notes = async (): Promise<number> => (await test.db.pool.query('select count(*)::int as n from note')).rows[0].n;
const insert = (tx: Tx, division: string, code = '999900') =>
  tx.query('insert into self_check (county_code, id, division_code) values ($1, $2, $3)', [
    code,
    crypto.randomUUID(),
    division,
  ]);
const visible = (context: CallerContext): Promise<string[]> =>
  test.db.withTransaction(context, async (tx) =>
    (await tx.query<{ division_code: string }>('select division_code from self_check order by 1')).map(
      (row) => row.division_code,
    ),
  );

describe('a transaction', () => {
  it('runs as the application role in the caller’s name, whatever the name holds', async () => {
    const personId = `o'Brien"; reset role; --\\`;
    const [row] = await test.db.withTransaction({ ...town, personId }, (tx) =>
      tx.query(
        `select current_user as role, current_setting('app.county') as county, current_setting('app.scope') as scope,
           current_setting('app.person') as person, current_setting('jit') as jit`,
      ),
    );
    expect(row).toEqual({ role: 'shoutian_app', county: '999900', scope: '999900101', person: personId, jit: 'off' });
  });

  it('leaves nothing of role and context to the next user of the connection', async () => {
    await test.db.withTransaction(county, (tx) => tx.query('select 1'));
    const { rows } = await test.db.pool.query(
      `select current_user = 'shoutian_app' as app, coalesce(current_setting('app.county', true), '') as county`,
    );
    expect(rows).toEqual([{ app: false, county: '' }]);
  });

  it('gives fn’s result and stores what it wrote', async () => {
    const result = await test.db.withTransaction(county, async (tx) => {
      await tx.query('insert into note values (1, $1)', ['一']);
      return 'done';
    });
    expect(result).toBe('done');
    expect(await notes()).toBe(1);
  });

  it('stores nothing when fn throws, and passes its error on unchanged', async () => {
    class Mine extends Error {}
    const failing = test.db.withTransaction(county, async (tx) => {
      await tx.query(`insert into note values (1, 'x')`);
      throw new Mine('no');
    });
    await expect(failing).rejects.toThrow(Mine);
    expect(await notes()).toBe(0);
  });

  it('says so when a failed statement was swallowed and nothing could be stored', async () => {
    const swallowed = test.db.withTransaction(county, async (tx) => {
      await tx.query(`insert into note values (1, 'x')`);
      await tx.query('select 1 / 0').catch(() => undefined);
    });
    await expect(swallowed).rejects.toThrow(/nothing was stored/);
    await expect(swallowed).rejects.toBeInstanceOf(DatabaseProblem);
    expect(await notes()).toBe(0);
  });

  it('offers Kysely and plain SQL on the same connection', async () => {
    const seen = await test.db.withTransaction(county, async (tx) => {
      await tx.query(`insert into note values (7, 'x')`);
      return (await sql<{ noteId: number }>`select id as note_id from note`.execute(tx.db)).rows;
    });
    expect(seen).toEqual([{ noteId: 7 }]);
  });

  it('of many at once each sees its own town', async () => {
    await test.db.withTransaction(county, async (tx) => {
      for (let i = 0; i < 8; i += 1) await insert(tx, `99990010${i}`);
    });
    const scopes = Array.from({ length: 40 }, (_, i) => `99990010${i % 8}`);
    const seen = await Promise.all(scopes.map((scopeCode) => visible({ ...county, scopeCode })));
    expect(seen).toEqual(scopes.map((scope) => [scope]));
  });
});

describe('statements asked together', () => {
  it('run on the same connection, each with its own answer', async () => {
    const seen = await test.db.withTransaction(county, (tx) =>
      Promise.all([
        tx.query('insert into note values (1, $1)', ['一']),
        tx.query<{ n: number }>('select count(*)::int as n from note where id = 1'),
        sql<{ n: number }>`insert into note values (2, '二') returning id as n`.execute(tx.db),
        tx.query<{ n: number }>('select 3 as n'),
      ]),
    );
    expect([seen[1], seen[2].rows, seen[3]]).toEqual([[{ n: 1 }], [{ n: 2 }], [{ n: 3 }]]);
    expect(await notes()).toBe(2);
  });

  it('all fail with the first that fails, and nothing is stored', async () => {
    const together = test.db.withTransaction(county, (tx) =>
      Promise.all([tx.query(`insert into note values (1, 'x')`), tx.query('select 1 / 0'), tx.query('select 2')]),
    );
    await expect(together).rejects.toMatchObject({ sqlState: '22012' });
    expect(await notes()).toBe(0);
  });

  it('are not taken after the end', async () => {
    let kept: Tx | undefined;
    await test.db.withTransaction(county, async (tx) => {
      kept = tx;
    });
    await expect(kept?.query('select 1')).rejects.toThrow(/after the end/);
  });
});

describe('writes whose answer nobody needs', () => {
  it('are stored, and seen by what follows', async () => {
    const seen = await test.db.withTransaction(county, async (tx) => {
      tx.post('insert into note values ($1, $2)', [1, '一']);
      return tx.query<{ n: number }>('select count(*)::int as n from note');
    });
    expect([seen, await notes()]).toEqual([[{ n: 1 }], 1]);
  });

  it('fail the transaction at its end with their own error, and nothing is stored', async () => {
    const twice = test.db.withTransaction(county, async (tx) => {
      tx.post('insert into note values ($1, $2)', [1, 'x']);
      tx.post('insert into note values ($1, $2)', [1, 'x']);
    });
    await expect(twice).rejects.toMatchObject({ code: 'duplicate' });
    expect(await notes()).toBe(0);
  });

  it('fail the next answer with their own error, not with the one of a failed transaction', async () => {
    const after = test.db.withTransaction(county, async (tx) => {
      tx.post('insert into note values ($1, $2)', [null, 'x']);
      await tx.query('select 1');
    });
    await expect(after).rejects.toMatchObject({ sqlState: '23502' });
  });

  it('leave alone what fn itself throws, and the connection works on', async () => {
    const thrown = test.db.withTransaction(county, async (tx) => {
      tx.post('insert into note values ($1, $2)', [null, 'x']);
      throw new RangeError('mine');
    });
    await expect(thrown).rejects.toThrow('mine');
    for (let i = 0; i < 12; i += 1) expect(await test.db.withTransaction(county, async () => i)).toBe(i);
    expect(await notes()).toBe(0);
  });
});

describe('prepared statements', () => {
  const sum = 'select $1::int + $2::int as n';
  const add = (a: number, b: number) =>
    test.db.withTransaction(county, async (tx) => (await tx.prepared<{ n: number }>(sum, [a, b]))[0]?.n);

  it('give what they would give unprepared, on any connection, and are kept under a name', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => add(i, 1)));
    expect(answers).toEqual(Array.from({ length: 30 }, (_, i) => i + 1));
    const kept = await test.db.withTransaction(county, async (tx) => {
      await tx.prepared(sum, [1, 1]);
      return tx.query<{ n: number }>('select count(*)::int as n from pg_prepared_statements where statement = $1', [
        sum,
      ]);
    });
    // The embedded database keeps those of all its clients in one session.
    expect(kept[0]?.n).toBeGreaterThanOrEqual(1);
  });

  it('work again after one failed to be prepared in a broken transaction', async () => {
    const late = 'select $1::text as late';
    const broken = test.db.withTransaction(county, (tx) =>
      Promise.all([tx.query('select 1 / 0'), tx.prepared(late, ['x'])]),
    );
    await expect(broken).rejects.toMatchObject({ sqlState: '22012' });
    for (let i = 0; i < 12; i += 1)
      expect(await test.db.withTransaction(county, (tx) => tx.prepared(late, ['y']))).toEqual([{ late: 'y' }]);
  });
});

describe('row-level security', () => {
  beforeEach(() =>
    test.db.withTransaction(county, async (tx) => {
      await insert(tx, '999900');
      await insert(tx, '999900101');
      await insert(tx, '999900101001');
      await insert(tx, '999900102');
    }),
  );

  it('shows a town its own rows and its villages’', async () => {
    expect(await visible(town)).toEqual(['999900101', '999900101001']);
    expect(await visible({ ...town, scopeCode: '999900101001' })).toEqual(['999900101001']);
    expect(await visible(county)).toHaveLength(4);
  });

  it('shows nothing to another county, an empty scope, or no county', async () => {
    expect(await visible({ ...county, countyCode: '999901' })).toEqual([]);
    expect(await visible({ ...county, scopeCode: '' })).toEqual([]);
    expect(await visible({ ...county, countyCode: '' })).toEqual([]);
  });

  it('lets nobody write outside the own scope', async () => {
    for (const write of [(tx: Tx) => insert(tx, '999900102'), (tx: Tx) => insert(tx, '999901', '999901')]) {
      await expect(test.db.withTransaction(town, write)).rejects.toMatchObject({ code: 'notAllowed' });
    }
  });

  it('gives a job its whole county', async () => {
    const rows = await test.db.withSystem('999900', (tx) =>
      tx.query(`select current_setting('app.person') as who from self_check`),
    );
    expect(rows).toEqual(Array.from({ length: 4 }, () => ({ who: 'system' })));
  });
});

describe('trying again', () => {
  const fail = (tx: Tx, state: string) =>
    tx.query(`do $$ begin raise exception 'again' using errcode = '${state}'; end $$`);

  it.each(['40001', '40P01'])('after %s, from the beginning', async (state) => {
    let attempts = 0;
    await test.db.withTransaction(county, async (tx) => {
      attempts += 1;
      await tx.query('insert into note values ($1, $2)', [attempts, 'x']);
      if (attempts < 3) await fail(tx, state);
    });
    expect(attempts).toBe(3);
    expect(await notes()).toBe(1);
  });

  it('ends after three repetitions, and never begins for other failures', async () => {
    let attempts = 0;
    const always = (state: string) =>
      test.db.withTransaction(county, (tx) => {
        attempts += 1;
        return fail(tx, state);
      });
    await expect(always('40001')).rejects.toMatchObject({ code: 'retry' });
    expect(attempts).toBe(4);
    attempts = 0;
    await expect(always('23505')).rejects.toMatchObject({ code: 'duplicate' });
    expect(attempts).toBe(1);
  });
});

describe('work after the commit', () => {
  it('runs in order, only after the commit, and may use the database', async () => {
    const order: unknown[] = [];
    await test.db.withTransaction(county, async (tx) => {
      tx.onCommit(async () => void order.push(await notes()));
      tx.onCommit(() => void order.push('second'));
      await tx.query(`insert into note values (1, 'x')`);
      order.push('inside');
    });
    expect(order).toEqual(['inside', 1, 'second']);
  });

  it('does not run after a rollback, nor for an attempt that was repeated', async () => {
    const ran: number[] = [];
    let attempt = 0;
    await test.db.withTransaction(county, async (tx) => {
      attempt += 1;
      const mine = attempt;
      tx.onCommit(() => void ran.push(mine));
      if (mine === 1) await tx.query(`do $$ begin raise exception 'again' using errcode = '40001'; end $$`);
    });
    await test.db
      .withTransaction(county, async (tx) => {
        tx.onCommit(() => void ran.push(99));
        throw new Error('no');
      })
      .catch(() => undefined);
    expect(ran).toEqual([2]);
  });

  it('may fail without touching what was stored; the log hears of it and the next hook runs', async () => {
    let next = false;
    await test.db.withTransaction(county, async (tx) => {
      tx.onCommit(() => {
        throw new Error('mail is down');
      });
      tx.onCommit(() => {
        next = true;
      });
      await tx.query(`insert into note values (1, 'x')`);
    });
    expect([await notes(), next, heard.at(-1)]).toEqual([1, true, expect.stringContaining('the commit stands')]);
  });
});

describe('a second connection inside a transaction', () => {
  it('is refused at once instead of waiting forever', async () => {
    const inside = (what: () => Promise<unknown>) => test.db.withTransaction(county, () => what());
    await expect(inside(() => test.db.withTransaction(county, async () => 1))).rejects.toThrow(NestedTransaction);
    await expect(inside(() => test.db.withSystem('999900', async () => 1))).rejects.toThrow(NestedTransaction);
    await expect(inside(() => test.db.pool.query('select 1'))).rejects.toThrow(NestedTransaction);
  });

  it('is no matter afterwards, also for work begun inside', async () => {
    let later: Promise<unknown> = Promise.resolve();
    await test.db.withTransaction(county, async () => {
      later = new Promise((resolve) => setTimeout(resolve, 20)).then(() => test.db.pool.query('select 1'));
    });
    await expect(later).resolves.toBeDefined();
  });
});
