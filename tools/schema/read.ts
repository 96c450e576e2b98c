import type { Ask, Column, Constraint, Grant, Index, Policy, Routine, Schema, Table, View } from './model.ts';

// pg_class rows that are ours: no system schema, nothing an extension brought.
const OURS = `n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%'
  and not exists (select 1 from pg_depend e where e.objid = c.oid and e.classid = 'pg_class'::regclass and e.deptype = 'e')`;
const NAME = `case when n.nspname = 'public' then quote_ident(c.relname) else quote_ident(n.nspname) || '.' || quote_ident(c.relname) end`;

const RELATIONS = `select c.oid::int8 as oid, ${NAME} as name, c.relkind::text as kind, c.relrowsecurity as "rowSecurity",
    c.relforcerowsecurity as "forceRowSecurity", coalesce(c.reloptions, '{}') as options,
    case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid, true) else '' end as definition
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'S') and ${OURS}`;

const COLUMNS = `select a.attrelid::int8 as oid, a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as "notNull",
    pg_get_expr(d.adbin, d.adrelid) as default, a.attgenerated::text as generated, a.attidentity::text as identity,
    case when a.attstorage <> t.typstorage then a.attstorage::text end as storage
  from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
  join pg_type t on t.oid = a.atttypid left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p', 'v', 'm') and ${OURS}
  order by a.attrelid, a.attnum`;

const columnNames = (relation: string, numbers: string): string =>
  `coalesce((select array_agg(a.attname::text order by k.position) from unnest(${numbers}) with ordinality k (number, position)
    left join pg_attribute a on a.attrelid = ${relation} and a.attnum = k.number), '{}')`;

const CONSTRAINTS = `select o.conrelid::int8 as oid, o.conname as name, o.contype::text as kind, pg_get_constraintdef(o.oid) as definition,
    ${columnNames('o.conrelid', 'o.conkey')} as columns,
    case when o.confrelid <> 0 then o.confrelid::regclass::text end as "foreignTable",
    ${columnNames('o.confrelid', 'o.confkey')} as "foreignColumns", o.confdeltype::text as "onDelete", o.confupdtype::text as "onUpdate"
  from pg_constraint o join pg_class c on c.oid = o.conrelid join pg_namespace n on n.oid = c.relnamespace
  where o.contype in ('p', 'u', 'f', 'c', 'x') and ${OURS}
  order by array_position('{p,u,x,f,c}', o.contype::text), o.conname collate "C"`;

const INDEXES = `select i.indrelid::int8 as oid, x.relname as name, i.indisunique as "unique", m.amname as method,
    ${columnNames('i.indrelid', '(i.indkey::int2[])[0:i.indnkeyatts - 1]')} as columns, pg_get_indexdef(i.indexrelid) as definition,
    exists (select 1 from pg_constraint o where o.conindid = i.indexrelid and o.contype in ('p', 'u', 'x')) as "ofConstraint"
  from pg_index i join pg_class x on x.oid = i.indexrelid join pg_am m on m.oid = x.relam
  join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
  where ${OURS} order by x.relname collate "C"`;

const POLICIES = `select p.polrelid::int8 as oid, p.polname as name, p.polcmd::text as command,
    array(select case when r = 0 then 'public' else r::regrole::text end from unnest(p.polroles) r order by 1) as roles,
    pg_get_expr(p.polqual, p.polrelid) as using, pg_get_expr(p.polwithcheck, p.polrelid) as check
  from pg_policy p order by p.polname collate "C"`;

const TRIGGERS = `select t.tgrelid::int8 as oid, pg_get_triggerdef(t.oid) as text from pg_trigger t where not t.tgisinternal order by t.tgname`;
const RULES = `select r.ev_class::int8 as oid, pg_get_ruledef(r.oid) as text from pg_rewrite r where r.rulename <> '_RETURN' order by r.rulename`;

const ROUTINES = `select p.oid::regprocedure::text as signature, p.prosecdef as "securityDefiner", pg_get_functiondef(p.oid) as definition
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%' and p.prokind in ('f', 'p')
    and not exists (select 1 from pg_depend e where e.objid = p.oid and e.classid = 'pg_proc'::regclass and e.deptype = 'e')`;

const TYPES = `select format_type(c.oid, null) || case c.typtype when 'e' then ' enum (' ||
      (select string_agg(quote_literal(enumlabel), ', ' order by enumsortorder) from pg_enum where enumtypid = c.oid) || ')'
      else ' domain over ' || format_type(c.typbasetype, c.typtypmod) end as text
  from pg_type c join pg_namespace n on n.oid = c.typnamespace
  where c.typtype in ('e', 'd') and n.nspname not in ('pg_catalog', 'information_schema')
    and not exists (select 1 from pg_depend e where e.objid = c.oid and e.classid = 'pg_type'::regclass and e.deptype = 'e')`;

// What everybody may do by default is not listed, nor what an owner may do with its own.
const GRANTS = `with given as (
    select ${NAME} as on, (aclexplode(c.relacl)).*, c.relowner as owner from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relacl is not null and ${OURS}
    union all select 'schema ' || n.nspname, (aclexplode(n.nspacl)).*, n.nspowner from pg_namespace n
      where n.nspacl is not null and n.nspname not in ('pg_catalog', 'information_schema') and n.nspname not like 'pg\\_%'
    union all select 'function ' || p.oid::regprocedure::text, (aclexplode(p.proacl)).*, p.proowner from pg_proc p
      join pg_namespace n on n.oid = p.pronamespace where p.proacl is not null and n.nspname not in ('pg_catalog', 'information_schema')
      and not exists (select 1 from pg_depend e where e.objid = p.oid and e.classid = 'pg_proc'::regclass and e.deptype = 'e'))
  select "on", case when grantee = 0 then 'public' else grantee::regrole::text end as to,
    array_agg(lower(privilege_type) order by privilege_type) as privileges
  from given where grantee <> owner and not (grantee = 0 and "on" = 'schema public')
  group by "on", grantee`;

interface Owned {
  readonly oid: number | string;
}
type Relation = Owned & {
  name: string;
  kind: string;
  rowSecurity: boolean;
  forceRowSecurity: boolean;
  options: string[];
  definition: string;
};

/** Groups rows by the table they belong to and drops the key, which differs from database to database. */
function byTable<R extends object>(rows: readonly (R & Owned)[]): (oid: number | string) => R[] {
  const groups = new Map<string, R[]>();
  for (const { oid, ...rest } of rows) {
    const group = groups.get(String(oid)) ?? [];
    group.push(rest as unknown as R);
    groups.set(String(oid), group);
  }
  return (oid) => groups.get(String(oid)) ?? [];
}

// Sorted here and not by the server: collations differ between engines.
function sorted<R>(rows: readonly R[], key: (row: R) => string): R[] {
  return [...rows].sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** Reads what the migrations made; `ask` needs a session whose search_path starts with public. */
export async function readSchema(ask: Ask): Promise<Schema> {
  const relations = sorted(await ask<Relation>(RELATIONS), ({ name }) => name);
  const columns = byTable(await ask<Column & Owned>(COLUMNS));
  const constraints = byTable(await ask<Constraint & Owned>(CONSTRAINTS));
  const indexes = byTable(await ask<Index & Owned>(INDEXES));
  const policies = byTable(await ask<Policy & Owned>(POLICIES));
  const triggers = byTable(await ask<{ text: string } & Owned>(TRIGGERS));
  const rules = byTable(await ask<{ text: string } & Owned>(RULES));
  const tables: Table[] = relations
    .filter(({ kind }) => kind === 'r' || kind === 'p')
    .map(({ oid, name, rowSecurity, forceRowSecurity }) => ({
      name,
      rowSecurity,
      forceRowSecurity,
      columns: columns(oid),
      constraints: constraints(oid),
      indexes: indexes(oid),
      policies: policies(oid),
      triggers: triggers(oid).map(({ text }) => text),
      rules: rules(oid).map(({ text }) => text),
    }));
  const views: View[] = relations
    .filter(({ kind }) => kind === 'v' || kind === 'm')
    .map(({ oid, name, kind, options, definition }) => ({
      name,
      materialized: kind === 'm',
      options,
      columns: columns(oid),
      definition,
    }));
  return {
    extensions: await ask<{ name: string; schema: string }>(
      `select e.extname as name, n.nspname as schema from pg_extension e join pg_namespace n on n.oid = e.extnamespace order by 1`,
    ),
    tables,
    views,
    routines: sorted(await ask<Routine>(ROUTINES), ({ signature }) => signature),
    sequences: relations.filter(({ kind }) => kind === 'S').map(({ name }) => name),
    types: (await ask<{ text: string }>(TYPES)).map(({ text }) => text).sort(),
    grants: sorted(await ask<Grant>(GRANTS), ({ on, to }) => `${on} ${to}`),
  };
}
