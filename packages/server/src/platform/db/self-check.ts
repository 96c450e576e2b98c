import pg from 'pg';
import { newId } from '../ids.ts';
import type { Db } from './database.ts';
import type { Tx } from './transaction.ts';

/** The database does not keep people's rows apart, or is not one this program runs on. One sentence, Chinese then English. */
export class SelfCheckProblem extends Error {
  override readonly name = 'SelfCheckProblem';
}

const POSTGRES_FLOOR = 150_000;
const POSTGIS_FLOOR = 3.3;

/** Invented codes that no county has; the rows are rolled back and never seen by anyone. */
const PROBE = { county: '999900', town: '999900101', otherTown: '999900102', otherCounty: '999901' };

class ProbeDone extends Error {}

/**
 * Proves at every start, on the database at hand, that a scoped person sees only the own rows and cannot write
 * elsewhere, that the application role cannot get around that, that PostGIS measures, and that versions are new
 * enough. Throws SelfCheckProblem otherwise: the server must not open.
 */
export async function selfCheck(db: Db): Promise<void> {
  await checkVersions(db.pool);
  await checkRole(db.pool);
  await probe(db);
  await checkNoContext(db.pool);
}

async function checkVersions(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ version: string; postgis: string; length: number }>(
    `select current_setting('server_version_num') as version, public.postgis_lib_version() as postgis,
       public.st_length(public.st_geomfromtext('LINESTRING(0 0, 0 3)'))::float8 as length`,
  );
  const found = rows[0];
  demand(
    found !== undefined && Number(found.version) >= POSTGRES_FLOOR,
    `PostgreSQL 版本过低（${found?.version}），需要 15 或更高。 PostgreSQL 15 or newer is needed.`,
  );
  demand(
    Number.parseFloat(found?.postgis ?? '0') >= POSTGIS_FLOOR && found?.length === 3,
    `PostGIS 版本过低或不能运算（${found?.postgis}），需要 3.3 或更高。 PostGIS 3.3 or newer is needed.`,
  );
}

async function checkRole(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ free: boolean; owns: boolean }>(
    `select rolsuper or rolbypassrls as free,
       exists (select from pg_catalog.pg_class c where c.relowner = r.oid and c.relkind in ('r', 'p')) as owns
     from pg_catalog.pg_roles r where rolname = 'shoutian_app'`,
  );
  const role = rows[0];
  demand(
    role !== undefined,
    '缺少数据库角色 shoutian_app，请先运行迁移。 The role shoutian_app is missing: run the migrations.',
  );
  demand(
    role?.free === false && !role.owns,
    '数据库角色 shoutian_app 可以绕过行级权限，请去掉其超级用户、BYPASSRLS 属性与表的所有权。 The role shoutian_app can get around row-level security.',
  );
}

const SCOPES = [
  { scopeCode: PROBE.county, sees: 3 },
  { scopeCode: PROBE.town, sees: 2 },
  { scopeCode: PROBE.otherTown, sees: 1 },
];

/** Rows in two towns of one county and in another county are written as owner, counted as three people, and rolled back. */
async function probe(db: Db): Promise<void> {
  const context = { countyCode: PROBE.county, scopeCode: PROBE.county, personId: 'self-check' };
  const rows = [
    [PROBE.county, `${PROBE.town}001`],
    [PROBE.county, `${PROBE.town}002`],
    [PROBE.county, PROBE.otherTown],
    [PROBE.otherCounty, `${PROBE.otherCounty}101`],
  ];
  const seenFrom = async (tx: Tx, scopeCode: string): Promise<number | undefined> => {
    const [, , [seen]] = await Promise.all([
      tx.query('reset role'),
      tx.query('select public.app_enter($1, $2, $3)', [PROBE.county, scopeCode, 'self-check']),
      tx.query<{ n: number }>('select count(*)::int as n from public.self_check'),
    ]);
    return seen?.n;
  };
  const inside = async (tx: Tx): Promise<never> => {
    // Back to the owner for a moment: another county's row cannot be written from inside this one.
    const [, , counts] = await Promise.all([
      tx.query('reset role'),
      tx.query(
        `insert into public.self_check (county_code, id, division_code)
         select * from unnest($1::text[], $2::uuid[], $3::text[])`,
        [rows.map(([county]) => county), rows.map(() => newId()), rows.map(([, division]) => division)],
      ),
      Promise.all(SCOPES.map(({ scopeCode }) => seenFrom(tx, scopeCode))),
    ]);
    for (const [i, { scopeCode, sees }] of SCOPES.entries())
      demand(
        counts[i] === sees,
        `行级权限没有生效：范围 ${scopeCode} 应看到 ${sees} 行，实际 ${counts[i]} 行。 Row-level security does not hold: ${counts[i]} rows were seen instead of ${sees}.`,
      );
    const refused = await tx
      .query('insert into public.self_check (county_code, id, division_code) values ($1, $2, $1)', [
        PROBE.otherCounty,
        newId(),
      ])
      .then(
        () => false,
        (error: unknown) => error instanceof pg.DatabaseError && error.code === '42501',
      );
    demand(
      refused,
      '行级权限没有生效：可以向其他县写入。 Row-level security does not hold: another county could be written to.',
    );
    throw new ProbeDone();
  };
  await db.withTransaction(context, inside).catch((error: unknown) => {
    if (!(error instanceof ProbeDone)) throw error;
  });
}

async function checkNoContext(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ county: string; role: string }>(
    `select coalesce(current_setting('app.county', true), '') as county, current_user as role`,
  );
  demand(
    rows[0]?.county === '' && rows[0].role !== 'shoutian_app',
    '事务结束后身份没有清除。 The context of a transaction outlived it.',
  );
}

function demand(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new SelfCheckProblem(otherwise);
}
