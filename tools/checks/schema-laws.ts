import type { Column, Constraint, Schema, Table } from '../schema/model.ts';
import type { Place } from '../schema/places.ts';

// Laws of the schema that keep one code base right on PGlite, PostgreSQL and Citus. The numbers are those of
// docs/decisions/ on the database; each finding says how to repair it.

// PostGIS operators are not leakproof: a policy on a big map layer stops the spatial index from being used (law 16).
const GUARDED_BY_QUERY = new Set(['layer_feature']);
const POLICY_FUNCTIONS = new Set([
  'coalesce',
  'current_setting',
  'starts_with',
  'any',
  'array',
  'left',
  'length',
  'and',
  'or',
  'not',
  'in',
]);

interface Seen {
  readonly table: Table;
  readonly places: ReadonlyMap<string, Place>;
}
type Law = (seen: Seen) => string[];

const startsWithCounty = (columns: readonly (string | null)[]): boolean => columns[0] === 'county_code';
const list = (columns: readonly (string | null)[]): string =>
  columns.map((column) => column ?? 'an expression').join(', ');
const isSerial = (column: Column): boolean => column.identity !== '' || /\bnextval\(/.test(column.default ?? '');

function law1({ table }: Seen): string[] {
  const county = table.columns.find(({ name }) => name === 'county_code');
  const key = table.constraints.find(({ kind }) => kind === 'p');
  const findings: string[] = [];
  if (county?.type !== 'text' || !county.notNull) {
    findings.push(`law 1: ${table.name} has no "county_code text not null". Add exactly that column.`);
  }
  const natural = !table.columns.some(({ name }) => name === 'id');
  const right = natural
    ? key !== undefined && startsWithCounty(key.columns) && key.columns.length > 1
    : list(key?.columns ?? []) === 'county_code, id';
  if (!right) {
    findings.push(
      `law 1: the primary key of ${table.name} is (${list(key?.columns ?? [])}). Make it (county_code, ${natural ? '…' : 'id'}).`,
    );
  }
  return findings;
}

function law2({ table, places }: Seen): string[] {
  const keys = table.constraints.filter(
    ({ kind, columns }) => (kind === 'u' || kind === 'x') && !startsWithCounty(columns),
  );
  const indexes = table.indexes.filter(
    (index) => index.unique && !index.ofConstraint && !startsWithCounty(index.columns),
  );
  const foreign = table.constraints.filter(
    ({ kind, columns, foreignTable, foreignColumns }) =>
      kind === 'f' &&
      places.get(foreignTable ?? '') === 'distributed' &&
      !(startsWithCounty(columns) && startsWithCounty(foreignColumns)),
  );
  return [...keys, ...foreign, ...indexes].map(
    ({ name, columns }) =>
      `law 2: ${name} on ${table.name} covers (${list(columns)}). Start it with county_code, on both sides of a foreign key.`,
  );
}

function law3({ table }: Seen): string[] {
  const wrong = ({ kind, onDelete, onUpdate }: Constraint): boolean =>
    kind === 'f' && (/[nd]/.test(onDelete) || /[cnd]/.test(onUpdate));
  return table.constraints
    .filter(wrong)
    .map(
      ({ name }) =>
        `law 3: ${name} on ${table.name} sets null, sets a default or cascades an update. Use no action, restrict, or on delete cascade.`,
    );
}

function law4({ table }: Seen): string[] {
  const counted = table.columns
    .filter(isSerial)
    .map(
      ({ name }) =>
        `law 4: ${table.name}.${name} is serial or identity. Make the number in the application; ids are uuid v7.`,
    );
  const id = table.columns.find(({ name }) => name === 'id');
  const wrong = id !== undefined && (id.type !== 'uuid' || id.default !== null);
  return [
    ...counted,
    ...(wrong
      ? [`law 4: ${table.name}.id must be "uuid not null" without a default; the application makes uuid v7.`]
      : []),
  ];
}

function law6({ table, places }: Seen): string[] {
  return table.constraints
    .filter(({ kind, foreignTable }) => kind === 'f' && places.get(foreignTable ?? '') === 'distributed')
    .map(
      ({ name, foreignTable }) =>
        `law 6: ${name} points from ${table.name}, which is not a business table, to ${foreignTable}. Drop the foreign key.`,
    );
}

function law7({ table }: Seen): string[] {
  return [...table.triggers, ...table.rules].map(
    (text) =>
      `law 7: ${table.name} has a trigger or rule: ${text}. Write what it does in the application, in the same transaction.`,
  );
}

function law8({ table }: Seen): string[] {
  return table.columns
    .filter(({ generated }) => generated === 'v')
    .map(({ name }) => `law 8: ${table.name}.${name} is generated but not stored. Add "stored".`);
}

// A layer version belongs to one county: its id in front finds the county's rows as well, with half the work to build.
const COUNTY_BY_ITSELF = 'layer_version_id';

function law9({ table }: Seen): string[] {
  const isGeometry = (name: string | null): boolean =>
    /^(public\.)?geo(metry|graphy)/.test(table.columns.find((column) => column.name === name)?.type ?? '');
  return table.indexes
    .filter(({ method, columns }) => method === 'gist' && columns.some(isGeometry) && !startsWithCounty(columns))
    .filter(({ columns }) => columns[0] !== COUNTY_BY_ITSELF)
    .map(
      ({ name, columns }) =>
        `law 9: ${name} on ${table.name} is gist (${list(columns)}). Make it gist (county_code, ${list(columns)}).`,
    );
}

function law15({ table }: Seen): string[] {
  const findings: string[] = [];
  if (!table.rowSecurity && !GUARDED_BY_QUERY.has(table.name)) {
    findings.push(
      `law 15: ${table.name} has no row-level security. Enable it and create a policy on county_code and app.scope.`,
    );
  }
  for (const policy of table.policies) {
    const text = `${policy.using ?? ''} ${policy.check ?? ''}`.replace(/\bpublic\./g, '');
    const called = [...text.matchAll(/\b([a-z_]\w*)\s*\(/gi)]
      .map(([, name = '']) => name.toLowerCase())
      .filter((name) => !POLICY_FUNCTIONS.has(name));
    const settings = text.match(/current_setting\(/gi)?.length ?? 0;
    const guarded = text.match(/coalesce\(current_setting\('app\.\w+'::text, true\), ''::text\)/gi)?.length ?? 0;
    const where = `policy ${policy.name} on ${table.name}`;
    if (/\bselect\b/i.test(text)) findings.push(`law 15: ${where} has a subquery. Use columns and settings only.`);
    else if (called.length > 0)
      findings.push(`law 15: ${where} calls ${called.join(', ')}. Use columns and settings only.`);
    if (settings !== guarded)
      findings.push(`law 15: ${where} reads a setting bare. Write coalesce(current_setting('app.…', true), '').`);
    if (!/\(county_code = coalesce\(current_setting\('app\.county'/i.test(text)) {
      findings.push(
        `law 15: ${where} lets rows through without a county. Add county_code = coalesce(current_setting('app.county', true), '').`,
      );
    }
  }
  return findings;
}

const BUSINESS: readonly Law[] = [law1, law2, law3, law4, law7, law8, law9, law15];
const OTHERS: readonly Law[] = [law3, law6, law7, law8];

/** What in `schema` breaks the laws of the schema; `places` says which tables are business tables. */
export function schemaFindings(schema: Schema, places: ReadonlyMap<string, Place>): string[] {
  const tables = schema.tables.flatMap((table) => {
    const place = places.get(table.name);
    if (place === undefined) {
      return [
        `law 12: nothing says how ${table.name} is distributed. Put "-- distribute: ${table.name} by county_code" (or reference, local) above its create table.`,
      ];
    }
    return (place === 'distributed' ? BUSINESS : OTHERS).flatMap((law) => law({ table, places }));
  });
  const definers = schema.routines
    .filter(({ securityDefiner }) => securityDefiner)
    .map(({ signature }) => `law 7: function ${signature} is security definer. Make it security invoker.`);
  const views = schema.views
    .filter(
      ({ options, materialized }) =>
        materialized || !options.some((option) => /^security_invoker=(true|on|1)$/.test(option)),
    )
    .map(
      ({ name }) =>
        `law 7: view ${name} runs with its owner's rights. Create it with (security_invoker = true), not materialized.`,
    );
  const sequences = schema.sequences.map(
    (name) => `law 4: sequence ${name}. Numbers come from the application's counters.`,
  );
  return [...tables, ...definers, ...views, ...sequences];
}
